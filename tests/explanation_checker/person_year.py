"""What a benefit of the person's year comes to, worked out from its entries.

In: its steps. Out: the amount; a fault where it does not follow.
"""

from fractions import Fraction

from tests.explanation_checker.deductible import hold_bound
from tests.explanation_checker.figures import FaultError, amount_of, work_out
from tests.explanation_checker.payment import NOTHING, hold_limits, hold_rounding, is_open
from tests.explanation_checker.steps import Entry, Steps, figure, has, same


def year_amount(steps: Steps) -> Fraction:
    """The highest or the sum of the alternatives, lifted and held; or what is left."""
    last = steps.last
    said = amount_of(last["amount"])
    if last["status"] in NOTHING:
        same("a payment of nothing", said, Fraction(0))
        return said
    if last["status"] == "left":
        same("what is left", said, work_out(last["inputs"]["arithmetic"]))
        return said
    parts = [_of_alternative(steps, entry) for entry in _with(steps, "part")]
    current = sum(parts, Fraction(0)) if parts else Fraction(0)
    if "arithmetic" in last["inputs"]:
        current = _of_alternative(steps, last)
        known = [entry for entry in _with(steps, "not the highest") if not is_open(entry)]
        losing = [_of_alternative(steps, entry) for entry in known]
        if any(amount > current for amount in losing):
            raise FaultError("an alternative is higher than the one that is paid")
    of_whole = (f"{steps.benefit}.at_least", f"{steps.benefit}.at_most")
    for bound in steps.of(key=lambda entry: entry["rule"] in of_whole and has("from", "to")(entry)):
        same("the amount before it is lifted", figure(bound, "from"), current)
        current = hold_bound(bound)
    same("the amount", said, hold_limits(steps, current))
    return said


def _with(steps: Steps, status: str) -> list[Entry]:
    return steps.of(key=lambda entry: entry["status"] == status)


def _of_alternative(steps: Steps, entry: Entry) -> Fraction:
    """An alternative: its figure, rounded, lifted and held by its own lines."""
    rounding = steps.of(key=has("exact", "rounded"))
    current = hold_rounding(rounding, work_out(entry["inputs"]["arithmetic"]))
    for bound in steps.of(key=has("from", "to")):
        if bound["rule"].startswith(f"{entry['rule']}.") and entry["rule"] != steps.benefit:
            same("the amount before a bound", figure(bound, "from"), current)
            current = hold_bound(bound)
    if "amount" in entry["inputs"]:
        same("an alternative", figure(entry, "amount"), current)
    return current
