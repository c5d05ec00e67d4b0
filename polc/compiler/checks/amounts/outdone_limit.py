"""A limit that another always holds lower, and a floor that another always lifts higher.

In: a context. Out: an `outdone_limit` at the line: whatever the case, what another line makes of
the payment leaves it nothing to do. The same of the bounds of a deductible, of the alternatives
of a person's year, and of pools that stand inside each other. A limit below a floor, which holds
whatever is paid to one figure, is told too.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import Span, find_people, find_span
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Label
from polc.compiler.typed.nodes.chosen import Chosen, covers
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import pools_of
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    FirstOfStatement,
    HighestStatement,
    RoundStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    CapStatement,
    DeductibleStatement,
    PayStatement,
)
from polc.compiler.typed.nodes.values import Typed
from polc.messages.text import Text, say
from polc.records.evolve import evolve
from polc.runtime.amounts import UNLIMITED

Way = Literal["holds", "lifts"]

ONE_CLAIM: Final = "claim"

WITHIN: Final = {
    "claim": ("claim", "month", "quarter", "hospital", "year", "household"),
    "month": ("month", "quarter", "year", "household"),
    "quarter": ("quarter", "year", "household"),
    "hospital": ("hospital", "year", "household"),
    "year": ("year", "household"),
    "household": ("household",),
}
"""Of payments that are held together, those among which all of them are."""


@frozen(kw_only=True)
class StandingLimit:
    """What a line holds or lifts an amount to, for each person the least and the most of it.
    `own` that the line may be told, `always` that it stands whatever the claim, `over` what it
    holds together: the payments of a period, or of one claim; `exact` that it is the amount
    itself."""

    origin: Origin
    way: Way
    span: Span
    where: Chosen | None = None
    always: bool = True
    own: bool = True
    over: str = ONE_CLAIM
    exact: bool = False


def check_outdone_limit(context: CheckContext) -> None:
    """Warns once for each line of the policy's own file."""
    for benefit in context.program.benefits:
        people = find_people(benefit) or context.everybody
        of_benefit = _Limits(context, benefit, people)
        for outdone, by in of_benefit.find(benefit.statements, ()):
            _report_outdone(context, outdone, by, _message(outdone, by))
    _check_pools(context)


@frozen
class _Limits:
    context: CheckContext
    benefit: TypedBenefit
    people: tuple[str, ...]

    def find(
        self, statements: tuple[TypedStatement, ...], outer: tuple[StandingLimit, ...]
    ) -> Iterator[tuple[StandingLimit, StandingLimit]]:
        """Each line that another outdoes, with that one; of kinds of care within the limits of
        the whole benefit."""
        paid = tuple(self._paid(statements))
        lifted = self._is_lifted(statements)
        kept = tuple(held for held in paid if held.way == "lifts" or not lifted)
        limits = (*self._of(statements), *kept)
        yield from _outdone((*outer, *limits), since=len(outer))
        caps = [line.origin for line in self.benefit.statements if isinstance(line, CapStatement)]
        against = (*limits, *(held for held in paid if held not in kept))
        yield from _against(tuple(limit for limit in against if limit.origin not in caps))
        inside = tuple(limit for limit in limits if limit.way == "holds")
        for statement in statements:
            if isinstance(statement, DeductibleStatement):
                yield from self._of_deductible(statement)
            elif isinstance(statement, HighestStatement):
                for alternative in statement.alternatives:
                    flat = self._flat(alternative.value, alternative.origin)
                    # Its bound may be said of all alternatives, as `of_last_alternative` tells.
                    amount = (evolve(held, exact=False) for held in flat)
                    limits = (*amount, *self._of(alternative.limits))
                    yield from _outdone(limits, in_order=True)
                    yield from _against(limits, in_order=True)
            elif isinstance(statement, FirstOfStatement):
                for kind in statement.kinds:
                    yield from self.find(kind.statements, inside)

    def _of(self, statements: Iterable[TypedStatement]) -> Iterator[StandingLimit]:
        """What the statements hold and lift a payment to."""
        lifted = any(change.term == "cap" for change in self.benefit.changes)
        for statement in statements:
            match statement:
                case CapStatement() if statement.period not in ("stay", "chain"):
                    yield from self._held(
                        statement.value,
                        statement.origin,
                        "holds",
                        where=statement.where,
                        # What a period left unused raises the next one.
                        always=statement.condition is None and not lifted and not statement.carried,
                        over=_over(statement.period),
                    )
                case AtMostStatement():
                    yield from self._held(
                        statement.value,
                        statement.origin,
                        "holds",
                        where=statement.where,
                        always=statement.condition is None,
                    )
                case AtLeastStatement():
                    yield from self._held(
                        statement.value,
                        statement.origin,
                        "lifts",
                        where=statement.where,
                        always=statement.condition is None,
                    )
                case CountsTowardStatement() if statement.limits:
                    yield from self._of_pools(statement)

    def _of_pools(self, counts: CountsTowardStatement) -> Iterator[StandingLimit]:
        pools = {pool.id: pool for pool in self.context.program.pools}
        for name in pools_of((counts,), pools):
            pool = pools[name]
            if counts.condition is None and (name in counts.pools or pool.inside_where is None):
                yield from self._held(
                    pool.size,
                    counts.origin,
                    "holds",
                    where=counts.where,
                    own=False,
                    always=pool.carried is None,
                    over=_over(pool.period) if counts.charges else ONE_CLAIM,
                )

    def _paid(self, statements: tuple[TypedStatement, ...]) -> Iterator[StandingLimit]:
        """A flat amount: no floor below it lifts it, nor a limit above it holds it, but lifted."""
        flat = [line for line in statements if isinstance(line, PayStatement)]
        if len(flat) == 1 and flat[0].where is None:
            yield from self._flat(flat[0].value, flat[0].origin)

    def _is_lifted(self, statements: tuple[TypedStatement, ...]) -> bool:
        lines = (*self.benefit.statements, *statements)
        return any(isinstance(line, AtLeastStatement) for line in lines)

    def _flat(self, value: Typed, origin: Origin) -> Iterator[StandingLimit]:
        rounds = any(isinstance(line, RoundStatement) for line in self.benefit.statements)
        if rounds or any(line.what == "round" for line in self.context.program.dates):
            return
        for way in ("holds", "lifts"):
            for held in self._held(value, origin, way, own=False):
                yield evolve(held, exact=True)

    def _of_deductible(
        self, deductible: DeductibleStatement
    ) -> Iterator[tuple[StandingLimit, StandingLimit]]:
        """Its bounds, beside each other and, where nothing changes it, beside the amount."""
        for per_year in (False, True):
            bounds = [
                held
                for bound in deductible.held
                if bound.per_year == per_year
                for held in self._held(
                    bound.value,
                    deductible.origin,
                    "lifts" if bound.op == "at_least" else "holds",
                )
            ]
            changed = any(change.term == "deductible" for change in self.benefit.changes)
            exact: Iterator[StandingLimit] = iter(())
            if not per_year and not changed:
                exact = self._flat(deductible.value, deductible.origin)
            bounds = [*exact, *bounds]
            yield from _outdone(tuple(bounds), in_order=True)
            yield from _against(tuple(bounds), in_order=True)

    def _held(
        self,
        value: Typed,
        origin: Origin,
        way: Way,
        *,
        where: Chosen | None = None,
        always: bool = True,
        own: bool = True,
        over: str = ONE_CLAIM,
    ) -> Iterator[StandingLimit]:
        span = find_span(value, self.people, self.context.program)
        if span is not None:
            yield StandingLimit(
                origin=origin, way=way, span=span, where=where, always=always, own=own, over=over
            )


def _outdone(
    held: tuple[StandingLimit, ...], since: int = 0, *, in_order: bool = False
) -> Iterator[tuple[StandingLimit, StandingLimit]]:
    """Each of those from a place on that another outdoes, with the first that does. `in_order`
    where they act one after the other; else every limit acts after every floor."""
    for at, line in enumerate(held):
        if at < since or not line.own or all(low == UNLIMITED for low, _ in line.span.values()):
            continue
        for place, by in enumerate(held):
            if place == at or by.way != line.way or not by.always:
                continue
            if by.over not in WITHIN[line.over]:
                continue
            if in_order and not _next_to(held, at, place):
                continue
            if covers(by.where, line.where) and _outdoes(by, line, is_first=place < at):
                yield line, by
                break


def _against(
    held: tuple[StandingLimit, ...], *, in_order: bool = False
) -> Iterator[tuple[StandingLimit, StandingLimit]]:
    """Each line that holds or lifts whatever there is to its own figure, with the one that has
    moved it the other way before; `in_order` as of `_outdone`."""
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


def _over(period: str | None) -> str:
    return period if period in WITHIN else ONE_CLAIM


def _next_to(held: tuple[StandingLimit, ...], at: int, place: int) -> bool:
    """Whether no line between two moves the amount the other way."""
    between = held[min(at, place) : max(at, place)]
    return all(line.way == held[at].way or not line.own for line in between)


def _outdoes(by: StandingLimit, line: StandingLimit, *, is_first: bool) -> bool:
    """Whether one line leaves another nothing to do, for everybody; of two that do the same the
    first."""
    pairs = [(by.span[person], line.span[person]) for person in line.span]
    if line.way == "holds":
        never = all(own[0] >= its[1] for its, own in pairs)
    else:
        never = all(own[1] <= its[0] for its, own in pairs)
    same = by.over == line.over and all(own == its and own[0] == own[1] for its, own in pairs)
    return never and (is_first or not same)


def _check_pools(context: CheckContext) -> None:
    """A pool that stands inside one that is no larger."""
    pools = {pool.id: pool for pool in context.program.pools}
    for pool in context.program.pools:
        if pool.inside_where is not None:
            continue
        size = find_span(pool.size, context.everybody, context.program)
        for name in pool.inside:
            around = find_span(pools[name].size, context.everybody, context.program)
            if size is None or around is None:
                continue
            own = StandingLimit(origin=pool.origin, way="holds", span=size)
            outer = StandingLimit(origin=pools[name].origin, way="holds", span=around)
            if _outdoes(outer, own, is_first=True):
                _report_outdone(context, own, outer, _message(own, outer))
                break


def _report_outdone(
    context: CheckContext, outdone: StandingLimit, by: StandingLimit, message: Text
) -> None:
    if not context.is_own(outdone.origin):
        return
    findings, span = context.place(outdone.origin)
    labels: tuple[Label, ...] = ()
    if (by.origin.file, by.origin.line) != (outdone.origin.file, outdone.origin.line):
        labels = (context.label(by.origin, say("this leaves it nothing to do")),)
    findings.warning(
        "outdone_limit",
        message,
        span,
        _hint(outdone, by),
        labels,
        subject=outdone.origin.rule,
    )


def _hint(line: StandingLimit, by: StandingLimit) -> Text:
    if by.exact and by.way != line.way:
        return say("hold both figures against the document: of these two one alone ever counts")
    if by.way != line.way:
        return say("hold both against the document: between them they leave one figure")
    return say("hold both against the document, and take out the one that never acts")


def _message(line: StandingLimit, by: StandingLimit) -> Text:
    if by.exact and by.way != line.way:
        return say("this bound counts in any case, and the amount that it is of in none")
    if by.way != line.way:
        if line.way == "holds":
            return say(
                "this limit holds whatever there is: a floor lifts it to as much in any case"
            )
        return say("this floor lifts whatever there is: a limit holds it to as little in any case")
    if line.way == "holds":
        return say("this limit never holds anything: what it limits is no more in any case")
    return say("this floor never lifts anything: what it lifts is no less in any case")
