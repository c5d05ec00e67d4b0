"""Lines that no settlement can tell from their absence.

In: a context. Out: a `line_without_effect` at each: what belongs to a rate where a flat amount
is paid or nothing is specified, what counts where nothing is counted, who pays where nobody
asks, what stands after a line that holds always. What is refused already is not told again.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.pays_nothing import is_nothing, pays_for_none, pays_nothing
from polc.compiler.checks.settled_lines import keep_settled
from polc.compiler.checks.statements.after_always import Idle, after_always, after_the_last
from polc.compiler.checks.statements.counted_later import counts_so_many
from polc.compiler.checks.statements.group_of_idle_lines import report_group_of_idle_lines
from polc.compiler.checks.statements.idle_deductible import (
    counting_for_no_claim,
    counting_for_nothing,
    deductibles_asked,
    deductibles_of_no_cost,
    deductibles_of_no_kind,
    find_settling_stays,
    splits_of_nothing,
)
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.chosen import Chosen, are_apart
from polc.compiler.typed.nodes.program import TypedBenefit, TypedPool
from polc.compiler.typed.nodes.statement_values import all_statements, pools_of
from polc.compiler.typed.nodes.statements import (
    ClassStatement,
    CountsTowardStatement,
    CountsWhenStatement,
    FiguresByStatement,
    FirstOfStatement,
    HighestStatement,
    ModeStatement,
    PaidByStatement,
    PayerStatement,
    RoundStatement,
    TypedAlternative,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BandsStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import (
    Figure,
    Lookup,
    ParameterValue,
    Running,
)
from polc.messages.text import Text, say
from polc.records.evolve import evolve

_OF_DEDUCTIBLE: Final = (CountsWhenStatement, DeductibleStatement, ModeStatement)


def check_line_without_effect(context: CheckContext) -> None:
    """Warns of each such line of the policy's own file."""
    pools = {pool.id: pool for pool in context.program.pools}
    asked: Mapping[str, frozenset[str]] | None = None
    every = list[Idle]()
    for written in context.program.benefits:
        benefit = keep_settled(written, context.program)
        found = list(_idle_in_benefit(benefit, pools))
        if benefit.per != "person_year":
            no_later = say("nothing of a claim counts for a later one")
            counting = counting_for_no_claim(benefit, context.program)
            found += [Idle(origin, no_later) for origin in counting]
            kept = {_place(line.origin) for line in find_settling_stays(benefit, context.program)}
            told = {_place(line.origin) for line in found}
            lines = [idle for idle in _idle_deductibles(benefit) if _place(idle.origin) not in told]
            if lines and asked is None:
                asked = deductibles_asked(context.program)
            parts = frozenset[str]() if asked is None else asked.get(benefit.id, frozenset())
            idle = list(_not_asked(lines, benefit, parts))
            for line in idle:
                if _place(line.origin) in kept:
                    _report_settling(context, line)
            found += (idle := [line for line in idle if _place(line.origin) not in kept])
            found += _idle_class(benefit, {line.origin for line in idle}, pools)
        found += [*_idle_cap_changes(benefit, found)]
        for line in found:
            _report_idle(context, line)
        every += found
    report_group_of_idle_lines(context, every)
    for report in context.program.reports:
        for line in after_the_last(report):
            _report_idle(context, line)
    for origin in splits_of_nothing(context.program):
        _report_idle(context, Idle(origin, say("no deductible per stay takes anything off a cost")))


def _idle_class(
    benefit: TypedBenefit, idle: Container[Origin], pools: dict[str, TypedPool]
) -> Iterator[Idle]:
    """Which class a person is of, where a deductible that does nothing is alone by identity."""
    left = tuple(line for line in benefit.statements if line.origin not in idle)
    if left == benefit.statements or not _asks_class(benefit, pools):
        return
    if not _asks_class(evolve(benefit, statements=left), pools):
        for line in left:
            if isinstance(line, ClassStatement):
                yield Idle(line.origin, say("no table of the benefit is by identity"))


def _report_idle(context: CheckContext, idle: Idle) -> None:
    if not context.is_own(idle.origin):
        return
    findings, span = context.place(idle.origin)
    message = say("this line has no effect: {why}", why=idle.why)
    hint = say("take it out, or write the line on which it acts")
    findings.warning("line_without_effect", message, span, hint, subject=idle.origin.rule)


def _report_settling(context: CheckContext, idle: Idle) -> None:
    """A deductible of a stay that takes nothing, and by which alone stays are settled as one."""
    if not context.is_own(idle.origin):
        return
    findings, span = context.place(idle.origin)
    message = say(
        "of this deductible counts only that the bills of a stay are settled as one: {why}",
        why=idle.why,
    )
    hint = say(
        "take it out if each bill is to be settled by itself; if the stay is meant, say what is "
        "held for a stay, as `cap per stay`"
    )
    findings.warning("line_without_effect", message, span, hint, subject=idle.origin.rule)


def _idle_in_benefit(benefit: TypedBenefit, pools: dict[str, TypedPool]) -> Iterator[Idle]:
    statements = benefit.statements
    for line in all_statements(statements):
        if isinstance(line, PayStatement) and pays_for_none(line):
            yield Idle(line.origin, say("it pays for none of what it counts"))
    yield from after_always(statements, PaidByStatement, say("the payer before it pays always"))
    if benefit.per == "person_year":
        yield from _payers_not_told(statements)
        yield from _idle_figures(benefit, pools)
        return
    if benefit.per == "claims_of_year":
        for statement in statements:
            if isinstance(statement, PaidByStatement):
                yield Idle(statement.origin, say("of a claim is told who pays its layers"))
    yield from _idle_limits(statements)
    if not any(isinstance(change, RateRaised) for change in benefit.changes):
        yield from _idle_at_nothing(statements)
    silent = pays_nothing(statements)
    for statement in statements:
        if isinstance(statement, CountedAtMostStatement):
            why = _no_rate(statements, statement.where)
            if why is not None:
                yield Idle(statement.origin, why)
        if isinstance(statement, ClassStatement) and not (silent or _asks_class(benefit, pools)):
            yield Idle(statement.origin, say("no table of the benefit is by identity"))


def _idle_deductibles(benefit: TypedBenefit) -> Iterator[Idle]:
    """A deductible, how its line goes on and what changes it, where nothing is paid by a rate;
    edges of bands that move with a deductible which is not there, or which nothing changes."""
    for statement in benefit.statements:
        if isinstance(statement, CountsWhenStatement) and counts_so_many(benefit, statement.where):
            continue
        if isinstance(statement, _OF_DEDUCTIBLE):
            why = _no_rate(benefit.statements, statement.where)
            if why is not None:
                yield Idle(statement.origin, why)
        elif isinstance(statement, BandsStatement) and statement.edges in ("above", "moved"):
            why = _idle_edges(statement, benefit)
            if why is not None:
                yield Idle(statement.origin, why)
    for line in deductibles_of_no_kind(benefit):
        yield Idle(line.origin, say("each kind of care has a deductible of its own"))
    for own, kind in deductibles_of_no_cost(benefit):
        why = _no_rate(kind.statements, own.where)
        if why is not None:
            yield Idle(own.origin, why)
    for change in benefit.changes:
        if change.term == "deductible":
            why = _no_rate(benefit.statements, change.where)
            if why is not None:
                yield Idle(change.origin, why)


def _idle_edges(bands: BandsStatement, benefit: TypedBenefit) -> Text | None:
    """Why the edges stay where they are; None where they can move."""
    deductibles = [
        line
        for line in benefit.statements
        if isinstance(line, DeductibleStatement)
        and line.value != Figure("money", 0)
        and not are_apart(line.where, bands.where)
    ]
    if not deductibles:
        return say("there is no deductible that moves the edges")
    changed = any(change.term == "deductible" for change in benefit.changes)
    if bands.edges == "moved" and not changed:
        return say("no `adjust` changes the deductible that moves the edges")
    return None


def _no_rate(statements: tuple[TypedStatement, ...], where: Chosen | None) -> Text | None:
    """Why the benefit pays no part of a cost, wherever this stands; None where it does."""
    ways = [line for line in all_statements(statements) if not are_apart(line.where, where)]
    if any(isinstance(line, RateStatement | BandsStatement) for line in ways):
        return None
    if any(isinstance(line, PayStatement) for line in ways):
        return say("an amount is paid whatever the cost is")
    return say("nothing is specified, so nothing is paid")


def _idle_limits(statements: tuple[TypedStatement, ...]) -> Iterator[Idle]:
    """What lifts and holds a payment of which nothing is specified, and which class it would be
    of; of each kind of care too."""
    idle = (AtLeastStatement, AtMostStatement, CapStatement, RoundStatement, ClassStatement)
    if pays_nothing(statements):
        for statement in statements:
            holds = isinstance(statement, CountsTowardStatement) and not statement.charges
            if holds or isinstance(statement, idle):
                yield Idle(statement.origin, say("nothing is specified, so nothing is paid"))
    for statement in statements:
        if isinstance(statement, FirstOfStatement):
            for kind in statement.kinds:
                yield from _idle_limits(kind.statements)


def _idle_at_nothing(statements: tuple[TypedStatement, ...]) -> Iterator[Idle]:
    """What holds a payment that is nothing anyhow; of each kind of care too."""
    floors = any(isinstance(line, AtLeastStatement) for line in statements)
    ways = [
        line
        for line in statements
        if isinstance(line, RateStatement | BandsStatement | PayStatement | FirstOfStatement)
    ]
    if ways and not floors and all(map(is_nothing, ways)):
        for statement in statements:
            if isinstance(statement, AtMostStatement | CapStatement | RoundStatement):
                yield Idle(statement.origin, say("what is paid is nothing without it"))
    for statement in statements:
        if isinstance(statement, FirstOfStatement) and not floors:
            for kind in statement.kinds:
                yield from _idle_at_nothing(kind.statements)


def _idle_cap_changes(benefit: TypedBenefit, idle: Iterable[Idle]) -> Iterator[Idle]:
    """What changes caps none of which has an effect."""
    told = {_place(line.origin): line.why for line in idle}
    for change in benefit.changes:
        caps = [
            _place(line.origin)
            for line in all_statements(benefit.statements)
            if isinstance(line, CapStatement) and not are_apart(line.where, change.where)
        ]
        if change.term == "cap" and caps and all(place in told for place in caps):
            yield Idle(change.origin, told[caps[0]])


def _idle_figures(benefit: TypedBenefit, pools: dict[str, TypedPool]) -> Iterator[Idle]:
    """`figures by year of` where no figure hangs on a year."""
    lines = [line for line in benefit.statements if isinstance(line, FiguresByStatement)]
    if not lines:
        return
    rest = tuple(line for line in benefit.statements if line not in lines)
    sizes = tuple(pools[name].size for name in pools_of(rest, pools))
    if not any(map(_hangs_on_year, walk_records((rest, sizes)))):
        for line in lines:
            yield Idle(line.origin, say("no figure of the benefit hangs on a year"))


def _hangs_on_year(part: object) -> bool:
    """The year itself, a parameter, whose figure may be another each year, and until when an
    alternative holds."""
    if isinstance(part, TypedAlternative):
        return part.until is not None
    return isinstance(part, ParameterValue) or (isinstance(part, Running) and part.name == "year")


def _payers_not_told(statements: tuple[TypedStatement, ...]) -> Iterator[Idle]:
    """Who pays, in a benefit of the person's year that does not say under which name that is
    told."""
    why = say("no `payer NAME` tells who pays the benefit")
    for statement in statements:
        named = any(
            isinstance(line, PayerStatement) and not are_apart(line.where, statement.where)
            for line in statements
        )
        if named:
            continue
        if isinstance(statement, PaidByStatement):
            yield Idle(statement.origin, why)
        elif isinstance(statement, HighestStatement):
            for line in statement.alternatives:
                if line.payer:
                    yield Idle(line.origin, why)


def _asks_class(benefit: TypedBenefit, pools: dict[str, TypedPool]) -> bool:
    """Whether a table of the benefit, or of a pool that it charges, is by identity."""
    sizes = [pools[name].size for name in pools_of(benefit.statements, pools)]
    return any(
        isinstance(part, Lookup) and part.key is None
        for part in _parts((benefit.statements, benefit.changes, *sizes))
    )


def _not_asked(
    lines: Iterable[Idle], benefit: TypedBenefit, asked: frozenset[str]
) -> Iterator[Idle]:
    """The lines on which nothing hangs that is asked."""
    counting = {_place(origin) for origin in counting_for_nothing(benefit, asked)}
    for line in lines:
        if not asked or _place(line.origin) in counting:
            yield line


def _place(origin: Origin) -> tuple[str, int, str]:
    """A deductible and how its line goes on have one rule."""
    return origin.rule, origin.line, origin.written


def _parts(nodes: Iterable[object]) -> Iterator[object]:
    for node in nodes:
        yield from walk_records(node)
