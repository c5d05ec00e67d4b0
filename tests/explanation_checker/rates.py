"""The exact amount of a payment: at a rate, over bands, or as the policy says it.

In: the steps of a benefit, what is counted. Out: the amount before it is rounded.
"""

from fractions import Fraction

from tests.explanation_checker.deductible import Stretch
from tests.explanation_checker.figures import FaultError, amount_of, work_out
from tests.explanation_checker.steps import Entry, Steps, figure, has, same


def exact_of(steps: Steps, stretch: Stretch) -> Fraction:
    """The amount; a fault where rates or parts do not follow."""
    last = steps.last
    inputs = last["inputs"]
    if "bands" in inputs:
        return _over_bands(steps, last, stretch)
    if "arithmetic" in inputs:
        return work_out(inputs["arithmetic"])
    rate = figure(last, "rate")
    if "rate_arithmetic" in inputs:
        same("the rate as it is made", rate, work_out(inputs["rate_arithmetic"]))
    same("the rate", rate, _raised(steps, figure(last, "as_written", inputs["rate"])))
    return stretch.counted * rate


def _over_bands(steps: Steps, last: Entry, stretch: Stretch) -> Fraction:
    """Each part at its rate; the parts are what lies between the edges of the bands."""
    parts = [_part(text) for text in filter(None, last["inputs"]["bands"].split(", "))]
    written = last["inputs"].get("as_written", "")
    if ":" in written:
        between = [(amount, _raised(steps, rate)) for amount, rate in _between(written, stretch)]
        if parts != between:
            raise FaultError(f"{parts} lie in the bands, and {between} follow")
        return sum((amount * rate for amount, rate in parts), Fraction(0))
    rates = [amount_of(rate) for rate in written.split(", ")] if written else []
    for (_, rate), own in zip(parts, rates or [rate for _, rate in parts], strict=True):
        same("the rate of a part", rate, _raised(steps, own))
    whole = stretch.year if "divided" in stretch.counts else stretch.counted
    same("the parts together", sum((amount for amount, _ in parts), Fraction(0)), whole)
    return sum((amount * rate for amount, rate in parts), Fraction(0))


def _part(text: str) -> tuple[Fraction, Fraction]:
    amount, rate = text.split(" × ")
    return amount_of(amount), amount_of(rate)


def _between(bands: str, stretch: Stretch) -> list[tuple[Fraction, Fraction]]:
    """What of the stretch lies in each band that it touches, and the band's rate."""
    low, found = stretch.high - stretch.counted, []
    for band in bands.split(", "):
        edge, rate = band.split(": ")
        upper = stretch.high
        if edge != "above":
            upper = min(upper, amount_of(edge.removeprefix("to ")))
        if upper > low:
            found.append((upper - low, amount_of(rate)))
            low = upper
    return found


def _raised(steps: Steps, rate: Fraction) -> Fraction:
    """A rate of the policy, held within 0 and 100%, after the adjustments that are told."""
    points, tops = Fraction(0), list[Fraction]()
    for change in steps.of(key=has("rate_raised_by")):
        by = figure(change, "rate_raised_by")
        points = max(points, by) if "best_of" in change["inputs"] else points + by
        if "rate_at_most" in change["inputs"]:
            tops.append(figure(change, "rate_at_most"))
    return min([min(max(rate, Fraction(0)), Fraction(1)) + points, *tops])
