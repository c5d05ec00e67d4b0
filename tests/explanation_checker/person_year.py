"""What a benefit of the person's year comes to, worked out from its entries.

In: its steps. Out: the amount; a fault where it does not follow.
"""

from fractions import Fraction

from tests.explanation_checker.deductible import hold_bound
from tests.explanation_checker.figures import FaultError, amount_of, work_out
from tests.explanation_checker.payment import NOTHING, hold_limits, hold_rounding
from tests.explanation_checker.steps import (
    NOT_NEEDED,
    Entry,
    Steps,
    figure,
    has,
    is_open,
    same,
)


def year_amount(steps: Steps) -> Fraction:
    """The highest or the sum of the alternatives, lifted and held; or what is left."""
    last = steps.last
    said = amount_of(last["amount"])
    if last["status"] in NOTHING:
        same("a payment of nothing", said, Fraction(0))
        return said
    if last["status"] == "left":
        told = not is_open(last)
        rest = work_out(last["inputs"]["arithmetic"]) if told else Fraction(0)
        same("what is left", said, rest)
        return said
    parts = [_of_alternative(steps, entry) for entry in _with(steps, "part")]
    limits = steps.of(key=has("wanted", "limit", "left"))
    if None in parts or any(map(is_open, limits)):
        lefts = [figure(limit, "left") for limit in limits]
        if said not in [max(Fraction(0), left) for left in lefts]:
            raise FaultError("what was not needed decides the amount")
        return said
    current = sum(filter(None, parts), Fraction(0))
    of_whole = (f"{steps.benefit}.at_least", f"{steps.benefit}.at_most")
    bounds = steps.of(key=lambda entry: entry["rule"] in of_whole and has("from", "to")(entry))
    if "arithmetic" in last["inputs"]:
        own = _of_alternative(steps, last)
        if own is None and bounds and is_open(bounds[0]):
            same("what it is lifted to whatever it is", said, figure(bounds[-1], "to"))
            return said
        if own is None:
            raise FaultError("what is paid is not told")
        current = own
        known = [entry for entry in _with(steps, "not the highest") if not is_open(entry)]
        losing = [_of_alternative(steps, entry) for entry in known]
        if any(amount is None or amount > current for amount in losing):
            raise FaultError("an alternative is higher than the one that is paid")
    for bound in bounds:
        same("the amount before it is lifted", figure(bound, "from"), current)
        current = hold_bound(bound)
    same("the amount", said, hold_limits(steps, current))
    return said


def _with(steps: Steps, status: str) -> list[Entry]:
    return steps.of(key=lambda entry: entry["status"] == status)


def _of_alternative(steps: Steps, entry: Entry) -> Fraction | None:
    """An alternative: its figure, rounded, lifted and held by its own lines; as it is told where
    its figure is not known, None where that is not known either."""
    if entry["inputs"]["arithmetic"] == NOT_NEEDED:
        told = entry["inputs"].get("amount", NOT_NEEDED)
        return None if told == NOT_NEEDED else amount_of(told)
    rounding = steps.of(key=has("exact", "rounded"))
    current = hold_rounding(rounding, work_out(entry["inputs"]["arithmetic"]))
    for bound in steps.of(key=has("from", "to")):
        if bound["rule"].startswith(f"{entry['rule']}.") and entry["rule"] != steps.benefit:
            same("the amount before a bound", figure(bound, "from"), current)
            current = hold_bound(bound)
    if "amount" in entry["inputs"]:
        same("an alternative", figure(entry, "amount"), current)
    return current
