"""The deductible of a claim, step by step, and what of the base is counted above it.

In: the steps of a benefit, its base. Out: `Stretch`; a fault where a step does not follow from
the one before.
"""

from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from tests.explanation_checker.figures import FaultError, amount_of, to_unit, work_out
from tests.explanation_checker.steps import (
    NOT_NEEDED,
    Entry,
    Steps,
    figure,
    has,
    hold_arithmetic,
    same,
)

_WHOLE: Final = {
    "the whole once reached": lambda place, edge: place >= edge,
    "the whole once exceeded": lambda place, edge: place > edge,
}


@frozen
class Stretch:
    """What a claim takes up of its line, up to `high`; what of it is `counted`; `counts` says
    how, and `year` is what is counted of the line as a whole."""

    high: Fraction
    counted: Fraction
    year: Fraction
    counts: tuple[str, ...]


def is_deductible(entry: Entry) -> bool:
    """Whether an entry tells of the deductible itself."""
    return "deductible" in entry["inputs"] and not _is_change(entry)


def stretch_of(steps: Steps, base: Fraction) -> Stretch:
    """What is counted: of what lies above the deductible as much as the year may still count.
    Where the year has a line of its own beside the deductible, bands lie along that."""
    above = _above_deductible(steps, base)
    counted = above.counted
    most = steps.first(_is_most_counted)
    if most is not None:
        same("what would count", figure(most, "from"), counted)
        counted = figure(most, "to")
        hold_arithmetic(most, "what still counts", counted)
    told, last = steps.first(is_deductible), steps.last["inputs"]
    own_line = "counted_before" in last and told is not None and "counted_before" in told["inputs"]
    if not own_line:
        return evolve(above, counted=counted)
    return evolve(above, high=amount_of(last["counted_before"]) + counted, counted=counted)


def amount_above(steps: Steps, counted: Fraction) -> Fraction:
    """What lies above a deductible that is not told: what is counted, or more where the year
    counts no more than that."""
    most = steps.first(_is_most_counted)
    if most is None:
        return counted
    same("what still counts", figure(most, "to"), counted)
    hold_arithmetic(most, "what still counts", counted)
    return figure(most, "from")


def _is_most_counted(entry: Entry) -> bool:
    """Whether it says how much the year still counts."""
    return entry["rule"].endswith(".counted") and "to" in entry["inputs"]


def _above_deductible(steps: Steps, base: Fraction) -> Stretch:
    """The same by where the claim begins and by the deductible that is borne."""
    told = steps.first(is_deductible)
    edge = _edge_of(steps, told)
    inputs = (told or steps.last)["inputs"]
    counts = tuple(filter(None, inputs.get("counts", "").split(", ")))
    if "borne_before" in inputs:
        left = max(Fraction(0), edge - amount_of(inputs["borne_before"]))
        edge = amount_of(inputs["still_borne"]) if "still_borne" in inputs else left
        counted = base - min(base, edge)
        high = base + figure(steps.last, "counted_before", "0.00")
        return Stretch(high, counted, counted, counts)
    before = figure(told or steps.last, "counted_before", "0.00")
    high = before + base
    year = max(Fraction(0), high - edge)
    whole = next((_WHOLE[count] for count in counts if count in _WHOLE), None)
    if whole is not None:
        between = amount_of(inputs.get("counted_between", "0.00"))
        everything = "all so far" in counts or not whole(max(Fraction(0), before - between), edge)
        end = max(Fraction(0), high - between)
        counted = (end if everything else base) if whole(high, edge) else Fraction(0)
        high = end
    else:
        counted = year if "all so far" in counts else min(base, year)
    return Stretch(high, counted, year, counts)


def _is_change(entry: Entry) -> bool:
    """Whether an adjustment of the deductible is told."""
    inputs = entry["inputs"]
    return "deductible" in inputs and ("lowered_to" in inputs or "raised_to" in inputs)


def _edge_of(steps: Steps, told: Entry | None) -> Fraction:
    """The deductible that is taken, after the adjustments and bounds that are told."""
    changes = steps.of(key=_is_change)
    bounds = [
        bound for bound in steps.of(key=has("from", "to")) if bound["rule"].endswith(".deductible")
    ]
    if told is None:
        if changes or bounds:
            raise FaultError("a deductible is changed that is not told")
        return Fraction(0)
    effective = figure(told, "deductible")
    current = written = figure(told, "as_written", told["inputs"]["deductible"])
    if told["inputs"].get("arithmetic", NOT_NEEDED) != NOT_NEEDED:
        exact = work_out(told["inputs"]["arithmetic"])
        if exact != written:
            same("the deductible as it is written", written, to_unit(exact))
    for change in changes:
        current = _change(change, current, written)
    reached = [current]
    for bound in bounds:
        reached.append(_bound(bound, reached[-1]))
    if effective not in map(to_unit, reached[-2:]):
        same("the deductible", effective, to_unit(reached[-1]))
    return to_unit(reached[-1])


def _change(change: Entry, current: Fraction, written: Fraction) -> Fraction:
    """What an adjustment makes of the deductible."""
    to = "raised_to" if "raised_to" in change["inputs"] else "lowered_to"
    if change["inputs"]["deductible"] == NOT_NEEDED and "lowered_by" not in change["inputs"]:
        # What it comes to hangs on nothing of what it was, which may not be known.
        return figure(change, to)
    same("the deductible before an adjustment", figure(change, "deductible"), current)
    after, best = figure(change, to), "best_of" in change["inputs"]
    if "lowered_by" not in change["inputs"]:
        if best and after > current:
            raise FaultError("the better of two adjustments raises the deductible")
        return after
    lowered = (written if best else current) * (1 - figure(change, "lowered_by"))
    found = min(lowered, current) if best else lowered
    if after not in (found, to_unit(found)):
        same("the deductible after an adjustment", after, found)
    return after


def _bound(bound: Entry, current: Fraction) -> Fraction:
    """A figure lifted or held: it begins where the step before ended, and ends at the bound."""
    same("the deductible before a bound", figure(bound, "from"), current)
    return hold_bound(bound)


def hold_bound(bound: Entry) -> Fraction:
    """To what a bound lifts a figure, or holds it."""
    before, after = figure(bound, "from"), figure(bound, "to")
    if (after > before) != (bound["status"] == "raised") or after == before:
        raise FaultError(
            f"`{bound['rule']}` goes from {before} to {after} and is {bound['status']}"
        )
    hold_arithmetic(bound, "a bound", after)
    return after
