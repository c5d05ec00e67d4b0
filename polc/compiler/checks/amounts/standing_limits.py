"""What limits and floors hold and lift a payment to, and which of them leave each other nothing to
do.

In: the limits and floors of one amount, each with its figures for each person and with what it
holds together. Out: those that another outdoes, and those that hold or lift whatever there is to
their own figure, each with the one that does it.
"""

from collections.abc import Iterator
from typing import Final, Literal

from polc.compiler.checks.figures import Span
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.chosen import Chosen, covers
from polc.records.evolve import evolve
from polc.runtime.amounts import UNLIMITED

Way = Literal["holds", "lifts"]

ONE_CLAIM: Final = "claim"

WITHIN: Final = {
    "claim": ("claim", "stay", "chain", "month", "quarter", "hospital", "year", "household"),
    "stay": ("stay", "chain", "year", "household"),
    "chain": ("chain", "year", "household"),
    "month": ("month", "quarter", "year", "household"),
    "quarter": ("quarter", "year", "household"),
    "hospital": ("hospital", "year", "household"),
    "year": ("year", "household"),
    "household": ("household",),
}
"""Of payments that are held together, those among which all of them are."""

_PARTS: Final = {("month", "quarter"): 3, ("month", "year"): 12, ("quarter", "year"): 4}
"""How many of a period are in another."""


@frozen(kw_only=True)
class StandingLimit:
    """What a line holds or lifts an amount to, for each person the least and the most of it.
    `own` that the line may be told, `always` that it stands whatever the claim, `over` what it
    holds together: the payments of a period, or of one claim; `exact` that it is the amount
    itself; of several payers `rest` who pays what the others leave."""

    origin: Origin
    way: Way
    span: Span
    where: Chosen | None = None
    always: bool = True
    own: bool = True
    over: str = ONE_CLAIM
    exact: bool = False
    rest: str = ""


def find_outdone(
    held: tuple[StandingLimit, ...],
    since: int = 0,
    *,
    in_order: bool = False,
    whole_quarters: bool = True,
) -> Iterator[tuple[StandingLimit, StandingLimit]]:
    """Each of those from a place on that another outdoes, with the first that does. `in_order`
    where they act one after the other; else every limit acts after every floor. Without
    `whole_quarters` the benefit year begins in the middle of a quarter, and ends in one."""
    for at, line in enumerate(held):
        if at < since or not line.own or all(low == UNLIMITED for low, _ in line.span.values()):
            continue
        for place, by in enumerate(held):
            if place == at or by.way != line.way or not by.always:
                continue
            parts = _PARTS.get((by.over, line.over)) if line.way == "holds" else None
            if parts is not None and by.over == "quarter" and not whole_quarters:
                parts += 1
            if by.over not in WITHIN[line.over] and parts is None:
                continue
            if in_order and not _next_to(held, at, place):
                continue
            holding = by if parts is None else _together(by, parts)
            if covers(by.where, line.where) and outdoes(holding, line, is_first=place < at):
                yield line, by
                break


def find_against(
    held: tuple[StandingLimit, ...], *, in_order: bool = False
) -> Iterator[tuple[StandingLimit, StandingLimit]]:
    """Each line that holds or lifts whatever there is to its own figure, with the one that has
    moved it the other way before; `in_order` as of `find_outdone`."""
    for at, line in enumerate(held):
        for place, by in enumerate(held):
            first = by.exact or (place < at if in_order else by.way == "lifts")
            if not (first and line.own and (by.own or by.exact)) or by.way == line.way:
                continue
            pairs = [(by.span[person], line.span[person]) for person in line.span]
            if line.way == "holds":
                past = all(its[0] >= own[1] + by.exact for its, own in pairs)
            else:
                past = all(its[1] <= own[0] - by.exact for its, own in pairs)
            if past and by.always and line.always and covers(by.where, line.where):
                yield line, by
                break


def over_of(period: str | None) -> str:
    return period if period in WITHIN else ONE_CLAIM


def _together(by: StandingLimit, parts: int) -> StandingLimit:
    """What a line holds in so many periods together: whoever is of another class in the middle of
    the year is held by each for a time."""
    most = parts * max(high for _, high in by.span.values())
    return evolve(by, span=dict.fromkeys(by.span, (0, most)))


def _next_to(held: tuple[StandingLimit, ...], at: int, place: int) -> bool:
    """Whether no line between two moves the amount the other way."""
    between = held[min(at, place) : max(at, place)]
    return all(line.way == held[at].way or not line.own for line in between)


def outdoes(by: StandingLimit, line: StandingLimit, *, is_first: bool) -> bool:
    """Whether one line leaves another nothing to do, for everybody; of two that do the same the
    first."""
    pairs = [(by.span[person], line.span[person]) for person in line.span]
    if line.way == "holds":
        never = all(own[0] >= its[1] for its, own in pairs)
    else:
        never = all(own[1] <= its[0] for its, own in pairs)
    same = by.over == line.over and all(own == its and own[0] == own[1] for its, own in pairs)
    return never and (is_first or not same)
