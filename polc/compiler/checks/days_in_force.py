"""On which days a policy is in force, as figures and as conditions of a claim's day.

In: a program. Out: the first and the last of these days; nothing where one is not known, or where a
window takes claims of other days. And whether a line is told of its days already.
"""

from collections.abc import Iterator

from polc.compiler.model.record import frozen
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Span
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.values import (
    GOVERNING_DAY,
    ComparisonOf,
    Either,
    Every,
    FieldValue,
    Figure,
    Not,
    Typed,
)
from polc.records.evolve import evolve
from polc.runtime.vocabulary import find_field


@frozen
class DaysInForce:
    """Under any reading, as ordinals, both included; `last` None: it never ends."""

    first: int
    last: int | None

    def has_none_of(self, first: int | None, last: int | None) -> bool:
        """Whether all days from the first to the last (None: open) lie outside."""
        if last is not None and last < self.first:
            return True
        return first is not None and self.last is not None and first > self.last


def find_days_in_force(program: Program) -> DaysInForce | None:
    """The days under all readings together."""
    lines = [line for line in program.dates if line.what == "in_force"]
    starts = [line.start for line in lines if line.start is not None]
    if not lines or len(starts) < len(lines) or program.windows:
        return None
    ends = [line.end for line in lines if line.end is not None]
    return DaysInForce(min(starts), max(ends) if len(ends) == len(lines) else None)


def conditions_in_force(program: Program) -> Iterator[Typed]:
    """That a claim is of such a day, as conditions ask of the day."""
    known = find_days_in_force(program)
    if known is None:
        return
    yield ComparisonOf("ge", GOVERNING_DAY, Figure("date", known.first))
    if known.last is not None:
        yield ComparisonOf("le", GOVERNING_DAY, Figure("date", known.last))


def ask_governing_day(condition: Typed, program: Program) -> Typed:
    """The condition, without origins, with a comparison of the claim's `date` as one of the day
    that governs the claim, where that is the same."""
    if any(line.what == "rules" for line in program.dates):
        return condition
    match condition:
        case ComparisonOf(left=FieldValue(field=asked)) if asked == find_field("date"):
            return evolve(condition, left=GOVERNING_DAY)
        case Not():
            return evolve(condition, part=ask_governing_day(condition.part, program))
        case Every() | Either():
            parts = tuple(ask_governing_day(part, program) for part in condition.parts)
            return evolve(condition, parts=parts)
        case _:
            return condition


def is_told_of_days(findings: Findings, span: Span) -> bool:
    """Whether the days of what stands here are told already."""
    return any(
        told.code == "line_without_effect" and span.start <= told.span.start < span.end
        for told in findings.found
    )
