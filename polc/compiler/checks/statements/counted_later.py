"""Whether something of a claim counts for a later one.

In: lines of a benefit that can stand together, of one kind of care at most, or a benefit. Out: yes,
where a deductible, bands, a mode, how much counts in a year or how many it is paid for goes from
one claim to the next.
"""

from collections.abc import Sequence

from polc.compiler.typed.nodes.chosen import Chosen, are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ModeStatement, TypedStatement
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
)
from polc.compiler.typed.nodes.values import BandsValue, MovingBands


def counts_so_many(benefit: TypedBenefit, where: Chosen | None) -> bool:
    """Whether the benefit counts how many a year is paid for, beside what stands under `where`."""
    return any(
        _is_of_year(line)
        for line in all_statements(benefit.statements)
        if not are_apart(line.where, where)
    )


def _is_of_year(line: TypedStatement) -> bool:
    return isinstance(line, PayStatement) and line.most_of_year is not None


def counts_later(beside: Sequence[TypedStatement]) -> bool:
    """Whether something of a claim is kept for the claims after it: a deductible of more than a
    stay, which is settled as one, or, where none is of each stay or claim, bands and a mode; and
    how much counts in a year, along its bands too, and how many it is paid for."""
    if any(map(_is_of_year, beside)) or any(map(_is_along_year, beside)):
        return True
    deductibles = [line for line in beside if isinstance(line, DeductibleStatement)]
    held = [({line.period, *(period for period, _ in line.periods)}, line) for line in deductibles]
    for periods, line in held:
        if periods - {"claim", "stay", None} or any(bound.per_year for bound in line.held):
            return True
    if any(periods <= {"claim", "stay", None} and line.where is None for periods, line in held):
        return False
    return any(isinstance(line, ModeStatement) or _has_edge(line) for line in beside)


def _is_along_year(line: TypedStatement) -> bool:
    """Whether a line goes by what the year has counted, whatever its deductibles are of."""
    if isinstance(line, BandsStatement):
        return line.edges in ("year", "household") and _has_edge(line)
    return isinstance(line, CountedAtMostStatement)


def _has_edge(line: TypedStatement) -> bool:
    """Whether bands have an edge that the cost of earlier claims may have passed."""
    if not isinstance(line, BandsStatement):
        return False
    bands = line.value
    return not (isinstance(bands, BandsValue | MovingBands) and len(bands.rows) == 1)
