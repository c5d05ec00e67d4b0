"""A limit, and bands, that what a benefit counts never comes to.

In: a context. Out: an `outdone_limit` at a cap or a ceiling no lower than the highest rate of the
most that counts, by `counted at most` or by a base that is bounded; an `unreachable_row` at bands
of which some lie above all that counts in a year.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from polc.compiler.checks.amounts.standing_limits import ONE_CLAIM, WITHIN
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import Span, find_figures, find_people, find_span
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.record import frozen
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.chosen import Chosen, covers
from polc.compiler.typed.nodes.claim_rows import has_row_sums, rows_of_claim
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import (
    CountsWhenStatement,
    FirstOfStatement,
    HighestStatement,
    ModeStatement,
    RivalStatement,
    RoundStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BandsStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import BandsValue, ExtremeOf, Figure, Lookup, Typed
from polc.messages.text import say
from polc.runtime.amounts import RATE_UNIT, UNLIMITED, format_money

_OTHER_WAYS: Final = (
    AtLeastStatement,
    HighestStatement,
    PayStatement,
    RivalStatement,
    RoundStatement,
)
"""By which more may be paid than a rate of what counts."""

Lines = tuple[TypedStatement, ...]


@frozen
class MostCounted:
    """The most that counts for each person, in fen, and of what: of one claim or of a period.
    `together` whether all claims of the period count no more, not only each of them."""

    origin: Origin
    fen: Mapping[str, int]
    over: str
    where: Chosen | None = None
    together: bool = True


def check_limit_beyond_counted(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    rounds = any(line.what == "round" for line in context.program.dates)
    for benefit in context.program.benefits:
        lines = tuple(all_statements(benefit.statements))
        if benefit.per != "claim":
            continue
        found = [*_find_counted(context, benefit, lines)]
        for bands in (line for line in lines if isinstance(line, BandsStatement)):
            _check_bands(context, bands, found, lines)
        if rounds or any(isinstance(line, _OTHER_WAYS) for line in lines):
            continue
        for block in _blocks(benefit):
            rates = _highest_rates(context, benefit, tuple(all_statements(block)) or lines)
            for line in block:
                if isinstance(line, CapStatement | AtMostStatement):
                    _check_limit(context, line, found, rates)


def _blocks(benefit: TypedBenefit) -> Iterator[Lines]:
    """The lines of the whole benefit, and those of each kind of care."""
    yield benefit.statements
    for line in benefit.statements:
        if isinstance(line, FirstOfStatement):
            yield from (kind.statements for kind in line.kinds)


def _find_counted(
    context: CheckContext, benefit: TypedBenefit, lines: Lines
) -> Iterator[MostCounted]:
    """Of kinds with deductibles of their own, which count apart, only the base is known."""
    people = find_people(benefit) or context.everybody
    apart = sum(isinstance(line, DeductibleStatement) for line in lines) > sum(
        isinstance(line, DeductibleStatement) for line in benefit.statements
    )
    together = not any(map(_counts_aside, lines))
    for line in benefit.statements:
        if isinstance(line, CountedAtMostStatement) and not apart:
            span = find_span(line.value, people, context.program)
            if span is not None:
                fen = {person: most for person, (_, most) in span.items()}
                yield MostCounted(line.origin, fen, line.period, line.where, together)
    bases = [line for line in lines if isinstance(line, BaseStatement)]
    # What counts whole once it is enough, or is cumulated, is paid of several claims in one.
    whole = any(
        isinstance(line, ModeStatement)
        or (isinstance(line, DeductibleStatement) and (line.counting != "excess" or line.countings))
        for line in lines
    )
    if len(bases) == 1 and not whole:
        fen = find_most(bases[0].value, people, context)
        if fen:
            yield MostCounted(bases[0].origin, fen, ONE_CLAIM, bases[0].where)


def _counts_aside(line: TypedStatement) -> bool:
    """Whether beside a line there are claims that count without what others have counted: those
    that move no sum, and those of another row of a deductible, which has a sum of its own."""
    if isinstance(line, DeductibleStatement):
        return has_row_sums(line) and any(
            isinstance(table, Lookup) and rows_of_claim(table) is not None
            for table in walk_records(line.value)
        )
    return isinstance(line, CountsWhenStatement)


def find_most(value: Typed, people: Iterable[str], context: CheckContext) -> dict[str, int]:
    """The most that an amount comes to for each of these people, also where a case says a part
    of it; empty where it is not known for one of them."""
    parameters = {parameter.id: parameter for parameter in context.program.parameters}
    found = {person: _most(value, person, parameters) for person in people}
    known = {person: most for person, most in found.items() if most is not None}
    return known if len(known) == len(found) else {}


def _most(value: Typed, person: str, parameters: Mapping[str, Parameter]) -> int | None:
    figures = find_figures(value, person, parameters)
    if figures:
        return max(figures)
    if isinstance(value, ExtremeOf) and value.op == "min":
        known = [_most(part, person, parameters) for part in value.parts]
        return min((most for most in known if most is not None), default=None)
    return None


def _highest_rates(context: CheckContext, benefit: TypedBenefit, lines: Lines) -> Mapping[str, int]:
    """Of each person the highest rate by which the lines pay; 100% where it is not known."""
    people = find_people(benefit) or context.everybody
    rates = dict.fromkeys(people, 0)
    raised = any(isinstance(change, RateRaised) for change in benefit.changes)
    for line in lines:
        if not isinstance(line, RateStatement | BandsStatement):
            continue
        whole = dict.fromkeys(people, (0, RATE_UNIT))
        span = find_span(line.value, people, context.program) or whole
        if isinstance(line.value, BandsValue):
            most = max(rate for _, rate in line.value.rows)
            span = dict.fromkeys(people, (0, most))
        for person in people:
            rate = RATE_UNIT if raised else min(RATE_UNIT, span[person][1])
            rates[person] = max(rates[person], rate)
    return rates


def _check_limit(
    context: CheckContext,
    line: CapStatement | AtMostStatement,
    found: Iterable[MostCounted],
    rates: Mapping[str, int],
) -> None:
    over = (line.period or ONE_CLAIM) if isinstance(line, CapStatement) else ONE_CLAIM
    span = find_span(line.value, rates, context.program)
    if span is None or over not in WITHIN or not context.is_own(line.origin):
        return
    if all(low == UNLIMITED for low, _ in span.values()) or not any(rates.values()):
        return
    for counted in found:
        of = counted.over if counted.together else ONE_CLAIM
        if of not in WITHIN[over] or not covers(counted.where, line.where):
            continue
        if _is_within(counted.fen, rates, span, over):
            findings, place = context.place(line.origin)
            findings.warning(
                "outdone_limit",
                say(
                    "this limit holds nothing but fen of rounding: the highest rate of the most "
                    "that counts is no more"
                ),
                place,
                say("hold the limit, the rate and the most that counts against the document"),
                (context.label(counted.origin, say("no more than this counts")),),
                subject=line.origin.rule,
            )
            return


def _is_within(fen: Mapping[str, int], rates: Mapping[str, int], span: Span, over: str) -> bool:
    """Whether what is paid of so much at these rates is never above a limit. Whoever is of another
    class in the middle of a period may be paid as one of what counts as the other, and is held as
    a third."""
    if over != ONE_CLAIM:
        least = min(low for low, _ in span.values())
        return max(rates.values()) * max(fen.values()) <= least * RATE_UNIT
    return all(rates[person] * most <= span[person][0] * RATE_UNIT for person, most in fen.items())


def _check_bands(
    context: CheckContext, bands: BandsStatement, found: Iterable[MostCounted], lines: Lines
) -> None:
    if not isinstance(bands.value, BandsValue) or not context.is_own(bands.origin):
        return
    moved = any(
        isinstance(line, DeductibleStatement) and line.value != Figure("money", 0) for line in lines
    )
    if bands.edges == "moved" or (bands.edges == "fixed" and moved):
        return
    edges = [edge for edge, _ in bands.value.rows[:-1]]
    for counted in found:
        if counted.over == ONE_CLAIM or not covers(counted.where, bands.where):
            continue
        if bands.edges == "household" and counted.over != "household":
            continue
        most = max(counted.fen.values())
        beyond = [edge for edge in edges if edge >= most]
        if beyond:
            findings, place = context.place(bands.origin)
            findings.warning(
                "unreachable_row",
                say(
                    "no case reaches the band above {edge} yuan: no more than {most} yuan count",
                    edge=format_money(beyond[0]),
                    most=format_money(most),
                ),
                place,
                say("mend the edge or the most that counts, or take the band out"),
                (context.label(counted.origin, say("no more than this counts")),),
                subject=bands.origin.rule,
            )
            return
