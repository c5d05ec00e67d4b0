"""What a policy declares, evaluated apart from any settlement: its targets, and which line
stands under the chosen readings.

In: a plan, the figures reached. Out: whether a target is met. Readings are those chosen in
the plan.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol, TypeVar

from polc.compiler.model.declared import Aim, Target, Under
from polc.compiler.plan.plan import Plan
from polc.runtime.amounts import RATE_UNIT

Verdict = Literal["met", "missed", "undetermined"]


def find_target(plan: Plan, name: str) -> Target:
    """The target of this name. Raises `KeyError`."""
    found = {target.id: target for target in plan.declared.targets}
    return found[name]


def check_target(plan: Plan, name: str, part: int | Decimal, whole: int | Decimal) -> Verdict:
    """Whether `part` of `whole` meets the target; undetermined where the document gives no
    figure, or says `about` and not how far off that may be."""
    aim = standing(plan, find_target(plan, name).aims)
    if aim is None or aim.rate is None or not whole:
        return "undetermined"
    reached = Fraction(part) / Fraction(whole)
    return _judge(aim, reached, Fraction(aim.rate, RATE_UNIT))


def _judge(aim: Aim, reached: Fraction, wanted: Fraction) -> Verdict:
    match aim.op:
        case "at_least":
            met = reached >= wanted
        case "at_most":
            met = reached <= wanted
        case "exactly":
            met = reached == wanted
        case "about":
            if aim.tolerance is None:
                return "undetermined"
            met = abs(reached - wanted) <= Fraction(aim.tolerance, RATE_UNIT)
    return "met" if met else "missed"


class ChosenLine(Protocol):
    """What may stand under some choices of a reading only."""

    @property
    def where(self) -> Under:
        """The reading and its choices."""


Standing = TypeVar("Standing", bound=ChosenLine)


def standing(plan: Plan, lines: Iterable[Standing]) -> Standing | None:
    """The line that stands under the chosen readings, or None."""
    chosen = {reading.id: reading.chosen for reading in plan.readings}

    def stands(where: Under) -> bool:
        return where is None or chosen.get(where[0]) in where[1]

    return next((line for line in lines if stands(line.where)), None)
