"""The exact amount of a payment: at a rate, over bands, or as the policy says it.

In: the steps of a benefit, what is counted. Out: the amount before it is rounded.
"""

from fractions import Fraction
from typing import Final

from tests.explanation_checker.deductible import Stretch
from tests.explanation_checker.figures import FaultError, amount_of, work_out
from tests.explanation_checker.steps import NOT_NEEDED, Entry, Steps, figure, has, same

_UNKNOWN_EDGE: Final = f"to {NOT_NEEDED}"


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
        ways = [
            [(amount, _raised(steps, rate)) for amount, rate in _between(written, stretch, beyond)]
            for beyond in range(written.count(_UNKNOWN_EDGE) + 1)
        ]
        if parts not in ways:
            raise FaultError(f"{parts} lie in the bands, and {ways[0]} follow")
        return sum((amount * rate for amount, rate in parts), Fraction(0))
    rates = [amount_of(rate) for rate in written.split(", ")] if written else []
    for (_, rate), own in zip(parts, rates or [rate for _, rate in parts], strict=True):
        same("the rate of a part", rate, _raised(steps, own))
    _hold_divided(steps, parts, stretch, figure(last, "base"))
    whole = stretch.year if "divided" in stretch.counts else stretch.counted
    same("the parts together", sum((amount for amount, _ in parts), Fraction(0)), whole)
    return sum((amount * rate for amount, rate in parts), Fraction(0))


def _hold_divided(
    steps: Steps, parts: list[tuple[Fraction, Fraction]], stretch: Stretch, base: Fraction
) -> None:
    """Of a deductible that is divided each part is told: what lies in it, what of the deductible
    it bears, what is left of it; together they are what is divided."""
    told = steps.of(key=has("part_of_base", "part_of_deductible"))
    if not told:
        return
    for entry in told:
        left = figure(entry, "part_of_base") - figure(entry, "part_of_deductible")
        same("what is counted of a part", figure(entry, "counted"), max(Fraction(0), left))
    own = [(figure(entry, "counted"), figure(entry, "rate")) for entry in told]
    if [part for part in own if part[0]] != parts:
        raise FaultError(f"{own} are told part by part, and {parts} are paid")
    together = "divided" in stretch.counts
    whole = stretch.high if together else base
    found = sum((figure(entry, "part_of_base") for entry in told), Fraction(0))
    same("the parts of the base together", found, whole)
    if together:
        borne = sum((figure(entry, "part_of_deductible") for entry in told), Fraction(0))
        same("the parts of the deductible together", borne, whole - stretch.year)


def _part(text: str) -> tuple[Fraction, Fraction]:
    amount, rate = text.split(" × ")
    return amount_of(amount), amount_of(rate)


def _between(bands: str, stretch: Stretch, beyond: int) -> list[tuple[Fraction, Fraction]]:
    """What of the stretch lies in each band that it touches, and the band's rate. An edge that
    was not needed divides nothing: the first ones lie below the stretch, the last `beyond` of
    them above it."""
    low, found = stretch.high - stretch.counted, []
    below = bands.count(_UNKNOWN_EDGE) - beyond
    for band in bands.split(", "):
        edge, rate = band.split(": ")
        upper = stretch.high
        if edge == _UNKNOWN_EDGE:
            upper = low if below > 0 else upper
            below -= 1
        elif edge != "above":
            upper = min(upper, amount_of(edge.removeprefix("to ")))
        if upper > low:
            found.append((upper - low, amount_of(rate)))
            low = upper
    return found


_POINTS = {"rate_raised_by", "rate_lowered_by"}


def _raised(steps: Steps, rate: Fraction) -> Fraction:
    """A rate of the policy, held within 0 and 100%, after the adjustments that are told."""
    points, tops = Fraction(0), list[Fraction]()
    for change in steps.of(key=lambda entry: not _POINTS.isdisjoint(entry["inputs"])):
        lowers = "rate_lowered_by" in change["inputs"]
        by = -figure(change, "rate_lowered_by") if lowers else figure(change, "rate_raised_by")
        points = max(points, by) if "best_of" in change["inputs"] else points + by
        if "rate_at_most" in change["inputs"]:
            tops.append(figure(change, "rate_at_most"))
    return max(Fraction(0), min([min(max(rate, Fraction(0)), Fraction(1)) + points, *tops]))
