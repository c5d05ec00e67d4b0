"""What hangs on the deductibles of a policy.

In: a benefit, or all of them. Out: the lines of a deductible, and of how much counts above it, that
no kind of care shares, since each says one itself or pays no part of a cost; the kinds that a line
of how much counts does not hold; by which of them alone a stay is settled as one; the splits of a
stay where no deductible is of one; what counts for no later claim; the figures of deductibles that
something else asks.
"""

from collections.abc import Iterator, Mapping

from polc.compiler.checks.pays_nothing import pays_nothing
from polc.compiler.checks.statements.counted_later import counts_later
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.chosen import are_apart, covers
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements, is_of_stay
from polc.compiler.typed.nodes.statements import (
    CountsWhenStatement,
    FirstOfStatement,
    ModeStatement,
    TypedKindOfCare,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import LayerValue


def deductibles_of_no_kind(
    benefit: TypedBenefit,
) -> Iterator[DeductibleStatement | CountedAtMostStatement]:
    """Of a benefit whose kinds of care pay it."""
    for line, kinds in _beside_kinds(benefit):
        if not any(_shares(kind.statements, line) for kind in kinds):
            yield line


def kinds_not_held(
    benefit: TypedBenefit,
) -> Iterator[tuple[CountedAtMostStatement, TypedKindOfCare]]:
    """Kinds of care that pay a rate above a deductible of their own, where others share what the
    benefit says of how much counts: theirs counts apart."""
    for line, kinds in _beside_kinds(benefit):
        shared = [kind for kind in kinds if _shares(kind.statements, line)]
        if isinstance(line, CountedAtMostStatement) and shared:
            yield from (
                (line, kind)
                for kind in kinds
                if kind not in shared and _pays_by_rate(kind.statements, line)
            )


def deductibles_of_no_cost(
    benefit: TypedBenefit,
) -> Iterator[tuple[DeductibleStatement, TypedKindOfCare]]:
    """What a kind of care that pays no part of a cost takes off for itself, where none counts
    along what the kinds share, which its claims then do not move."""
    firsts = [line for line in benefit.statements if isinstance(line, FirstOfStatement)]
    for kind in (kind for known in firsts for kind in known.kinds):
        for line in kind.statements:
            if not isinstance(line, DeductibleStatement) or _pays_by_rate(kind.statements, line):
                continue
            beside = [known for known in firsts if not are_apart(known.where, line.where)]
            if not any(
                _shares(shared.statements, line) for known in beside for shared in known.kinds
            ):
                yield line, kind


def find_settling_stays(benefit: TypedBenefit, program: Program) -> list[DeductibleStatement]:
    """The deductibles by each of which alone the bills of a stay are settled as one: in the
    benefit, or, where nothing is specified in it, in one that is paid behind."""
    settled = [benefit]
    if pays_nothing(benefit.statements):
        settled = [
            behind
            for behind in program.benefits
            if behind.per == "claim" and behind.layer > benefit.layer
        ]
    return [
        line
        for line in _deductibles(benefit)
        if is_of_stay(line) and not all(_is_of_stay_beside(known, line) for known in settled)
    ]


def _is_of_stay_beside(benefit: TypedBenefit, line: DeductibleStatement) -> bool:
    """Whether another line of a benefit is of the stay wherever this one stands."""
    beside = [
        known
        for known in all_statements(benefit.statements)
        if known is not line and covers(known.where, line.where)
    ]
    return any(
        is_of_stay(part) for known in beside for part in walk_records(known) if part is not line
    )


def _beside_kinds(
    benefit: TypedBenefit,
) -> Iterator[tuple[DeductibleStatement | CountedAtMostStatement, list[TypedKindOfCare]]]:
    """The lines of the whole benefit, with the kinds of care beside which each stands."""
    firsts = [line for line in benefit.statements if isinstance(line, FirstOfStatement)]
    for line in benefit.statements:
        if isinstance(line, DeductibleStatement | CountedAtMostStatement):
            beside = [known for known in firsts if not are_apart(known.where, line.where)]
            if beside:
                yield line, [kind for known in beside for kind in known.kinds]


def _shares(
    statements: tuple[TypedStatement, ...], line: DeductibleStatement | CountedAtMostStatement
) -> bool:
    """Whether a kind of care pays a rate of what lies above the line."""
    says_its_own = any(
        isinstance(own, DeductibleStatement) and covers(own.where, line.where) for own in statements
    )
    return _pays_by_rate(statements, line) and not says_its_own


def _pays_by_rate(
    statements: tuple[TypedStatement, ...], line: DeductibleStatement | CountedAtMostStatement
) -> bool:
    return any(
        isinstance(own, RateStatement | BandsStatement) and not are_apart(own.where, line.where)
        for own in all_statements(statements)
    )


def splits_of_nothing(program: Program) -> Iterator[Origin]:
    """How a stay across years is split, where no deductible that does anything goes on in the
    next."""
    asked = deductibles_asked(program)
    deductibles = [
        line
        for benefit in program.benefits
        if benefit.id in asked or _has_rate(benefit)
        for line in _deductibles(benefit)
    ]
    periods = {period for line in deductibles for period in _periods(line)}
    for line in program.dates:
        if line.what == "stays" and line.split and "stay" not in periods:
            yield line.origin


def _has_rate(benefit: TypedBenefit) -> bool:
    return any(
        isinstance(line, RateStatement | BandsStatement)
        for line in all_statements(benefit.statements)
    )


def counting_for_no_claim(benefit: TypedBenefit, program: Program) -> Iterator[Origin]:
    """`counts when` where no sum goes from one claim to the next; what a kind of care of which
    nothing is specified takes off is a sum only where another figure asks for it."""
    for line in benefit.statements:
        if not isinstance(line, CountsWhenStatement) or benefit.per == "claims_of_year":
            continue
        kinds = [*_kinds_of(benefit)]
        paying = [kind for kind in kinds if not pays_nothing(kind.statements)]
        # What all benefits ask is looked up only where a kind is silent.
        if len(paying) < len(kinds) and benefit.id not in deductibles_asked(program):
            kinds = paying
        of_kinds = [kind.statements for kind in kinds] or [()]
        if not any(_counts_later(benefit, own, line) for own in of_kinds):
            yield line.origin


def _counts_later(
    benefit: TypedBenefit, of_kind: tuple[TypedStatement, ...], counting: CountsWhenStatement
) -> bool:
    """Whether a claim of a kind of care counts for a later one."""
    idle = [*deductibles_of_no_kind(benefit)]
    lines = [line for line in (*benefit.statements, *of_kind) if line not in idle]
    return counts_later([line for line in lines if not are_apart(line.where, counting.where)])


def _kinds_of(benefit: TypedBenefit) -> Iterator[TypedKindOfCare]:
    for line in benefit.statements:
        if isinstance(line, FirstOfStatement):
            yield from line.kinds


def counting_for_nothing(benefit: TypedBenefit, asked: frozenset[str]) -> Iterator[Origin]:
    """What moves the accumulated amount alone, where nothing is paid by a rate and these figures
    of the deductible are asked: the deductible itself has no more to do with what counts toward
    it, unless a year has only so much of it; what is paid is taken off in vain where nothing is,
    and without a deductible there is none that a figure could ask."""
    of_year = any(bound.per_year for line in _deductibles(benefit) for bound in line.held)
    silent = pays_nothing(benefit.statements)
    taken = any(True for _ in _deductibles(benefit))
    for line in benefit.statements:
        if isinstance(line, CountsWhenStatement | ModeStatement):
            cumulated = isinstance(line, ModeStatement) and line.mode == "cumulated"
            if not taken or (asked == {"deductible"} and not of_year) or (silent and cumulated):
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
