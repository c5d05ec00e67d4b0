"""What hangs on the deductibles of a policy.

In: a benefit, or all of them. Out: the lines of a deductible that no kind of care shares, since
each says one itself or pays no part of a cost; the splits of a stay where no deductible is of one;
the figures of deductibles that something else asks.
"""

from collections.abc import Iterator, Mapping

from polc.compiler.checks.pays_nothing import pays_nothing
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.chosen import are_apart, covers
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import (
    CountsWhenStatement,
    FirstOfStatement,
    ModeStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    DeductibleStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import LayerValue


def deductibles_of_no_kind(benefit: TypedBenefit) -> Iterator[DeductibleStatement]:
    """Of a benefit whose kinds of care pay it."""
    kinds = [line for line in benefit.statements if isinstance(line, FirstOfStatement)]
    for line in benefit.statements:
        if not isinstance(line, DeductibleStatement):
            continue
        beside = [known for known in kinds if not are_apart(known.where, line.where)]
        if beside and not any(
            _shares(kind.statements, line) for known in beside for kind in known.kinds
        ):
            yield line


def _shares(statements: tuple[TypedStatement, ...], line: DeductibleStatement) -> bool:
    """Whether a kind of care pays a rate of what lies above the line."""
    paid_by_rate = any(
        isinstance(own, RateStatement | BandsStatement) and not are_apart(own.where, line.where)
        for own in all_statements(statements)
    )
    says_its_own = any(
        isinstance(own, DeductibleStatement) and covers(own.where, line.where) for own in statements
    )
    return paid_by_rate and not says_its_own


def splits_of_nothing(program: Program) -> Iterator[Origin]:
    """How a stay across years is split, where no deductible goes on in the next."""
    deductibles = [line for benefit in program.benefits for line in _deductibles(benefit)]
    periods = {period for line in deductibles for period in _periods(line)}
    for line in program.dates:
        if line.what == "stays" and line.split and "stay" not in periods:
            yield line.origin


def counting_for_nothing(benefit: TypedBenefit, asked: frozenset[str]) -> Iterator[Origin]:
    """What moves the accumulated amount alone, where nothing is paid by a rate and these figures
    of the deductible are asked: the deductible itself has no more to do with what counts toward
    it, unless a year has only so much of it; and what is paid is taken off in vain where nothing
    is."""
    of_year = any(bound.per_year for line in _deductibles(benefit) for bound in line.held)
    silent = pays_nothing(benefit.statements)
    for line in benefit.statements:
        if isinstance(line, CountsWhenStatement | ModeStatement):
            cumulated = isinstance(line, ModeStatement) and line.mode == "cumulated"
            if (asked == {"deductible"} and not of_year) or (silent and cumulated):
                yield line.origin


def deductibles_asked(program: Program) -> Mapping[str, frozenset[str]]:
    """By benefit which figures of its deductible another figure asks."""
    rules = (program.benefits, program.pools, program.reports, program.tallies)
    found: dict[str, frozenset[str]] = {}
    for part in walk_records(rules):
        if isinstance(part, LayerValue) and part.part in ("deductible", "deducted"):
            found[part.benefit] = found.get(part.benefit, frozenset()) | {part.part}
    return found


def _deductibles(benefit: TypedBenefit) -> Iterator[DeductibleStatement]:
    for line in all_statements(benefit.statements):
        if isinstance(line, DeductibleStatement):
            yield line


def _periods(line: DeductibleStatement) -> tuple[str | None, ...]:
    return (line.period, *(period for period, _ in line.periods))
