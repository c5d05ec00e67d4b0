"""A limit that another always holds lower, and a floor that another always lifts higher.

In: a context. Out: an `outdone_limit` at the line: whatever the case, what another line makes of
the payment leaves it nothing to do. The same of the bounds of a deductible, of the alternatives
of a person's year, and of pools that stand inside each other. A limit below a floor, which holds
whatever is paid to one figure, is told too.
"""

from collections.abc import Iterable, Iterator

from polc.compiler.checks.amounts.standing_limits import (
    ONE_CLAIM,
    StandingLimit,
    Way,
    find_against,
    find_outdone,
    outdoes,
    over_of,
)
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_people, find_span
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Label
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import pools_of
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    FirstOfStatement,
    HighestStatement,
    OnceStatement,
    PaidByStatement,
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
        whole = all((line.begins - 1) % 3 == 0 for line in self.context.program.dates)
        yield from find_outdone((*outer, *limits), since=len(outer), whole_quarters=whole)
        caps = [line.origin for line in self.benefit.statements if isinstance(line, CapStatement)]
        against = (*limits, *(held for held in paid if held not in kept))
        yield from find_against(tuple(limit for limit in against if limit.origin not in caps))
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
                    yield from find_outdone(limits, in_order=True)
                    yield from find_against(limits, in_order=True)
            elif isinstance(statement, FirstOfStatement):
                for kind in statement.kinds:
                    yield from self.find(kind.statements, inside)

    def _of(self, statements: Iterable[TypedStatement]) -> Iterator[StandingLimit]:
        """What the statements hold and lift a payment to."""
        lifted = any(change.term == "cap" for change in self.benefit.changes)
        for statement in statements:
            match statement:
                case CapStatement():
                    yield from self._held(
                        statement.value,
                        statement.origin,
                        "holds",
                        where=statement.where,
                        # What a period left unused raises the next one.
                        always=statement.condition is None and not lifted and not statement.carried,
                        over=over_of(statement.period),
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
                case PaidByStatement():
                    yield from self._of_shares(statement)
                case CountsTowardStatement() if statement.limits:
                    yield from self._of_pools(statement)

    def _of_shares(self, payers: PaidByStatement) -> Iterator[StandingLimit]:
        """What is paid before the last of several payers: they hold no payment, and where no more
        is ever paid those behind have nothing left."""
        together = dict.fromkeys(self.people, (0, 0))
        for share in payers.shares:
            span = find_span(share.most, self.people, self.context.program)
            if span is None:
                return
            for person, (low, high) in span.items():
                before = together[person]
                together[person] = before[0] + low, before[1] + high
        if payers.shares:
            yield StandingLimit(
                origin=payers.origin,
                way="holds",
                span=together,
                where=payers.where,
                always=False,
                rest=payers.payer,
            )

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
                    over=over_of(pool.period) if counts.charges else ONE_CLAIM,
                )

    def _paid(self, statements: tuple[TypedStatement, ...]) -> Iterator[StandingLimit]:
        """A flat amount: no floor below it lifts it, nor a limit above it holds it, but lifted."""
        flat = [line for line in statements if isinstance(line, PayStatement)]
        if len(flat) == 1 and flat[0].where is None:
            once = any(
                isinstance(line, OnceStatement) and line.where is None
                for line in self.benefit.statements
            )
            for held in self._flat(flat[0].value, flat[0].origin):
                yield evolve(held, over="year") if once and held.way == "holds" else held

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
            over = over_of(deductible.period)
            bounds = [
                evolve(held, over="year") if per_year else held
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
            if not (per_year and deductible.periods) and not changed:
                exact = self._flat(deductible.value, deductible.origin)
            bounds = [
                *(evolve(held, over=over if per_year else held.over) for held in exact),
                *bounds,
            ]
            yield from find_outdone(tuple(bounds), in_order=True)
            yield from find_against(tuple(bounds), in_order=True)

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
            if outdoes(outer, own, is_first=True):
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
    if line.rest:
        return say(
            "`{payer}` never pays anything: all that is paid is paid by those before it",
            payer=line.rest,
        )
    if line.way == "holds":
        return say("this limit never holds anything: what it limits is no more in any case")
    return say("this floor never lifts anything: what it lifts is no less in any case")
