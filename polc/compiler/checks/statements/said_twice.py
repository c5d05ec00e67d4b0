"""Two constructs that say one thing.

In: a context. Out: a `said_twice` at the second: a line that stands in its benefit already, a
`limited by` or a `charges` beside the `counts toward` that does so too, a group with the members
of another.
"""

from collections.abc import Iterator

from attrs import evolve

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.syntax.nodes.items import Group
from polc.compiler.typed.nodes.statements import (
    CasesStatement,
    CountsTowardStatement,
    TypedStatement,
)
from polc.messages.text import Text, say


def check_said_twice(context: CheckContext) -> None:
    """Warns of lines, pools and groups of the policy's own file."""
    for benefit in context.program.benefits:
        for statements in _blocks(benefit.statements):
            _check_statements(context, statements)
    for report in context.program.reports:
        _check_statements(context, report.statements)
    _check_groups(context)


def _blocks(statements: tuple[TypedStatement, ...]) -> Iterator[tuple[TypedStatement, ...]]:
    """The statements, and those of each kind of care."""
    yield statements
    for statement in statements:
        if isinstance(statement, CasesStatement):
            for case in statement.cases:
                yield from _blocks(case.statements)


def _check_statements(context: CheckContext, statements: tuple[TypedStatement, ...]) -> None:
    seen: dict[TypedStatement, TypedStatement] = {}
    charged: dict[str, CountsTowardStatement] = {}
    for statement in statements:
        earlier = seen.setdefault(evolve(statement, origin=NO_ORIGIN), statement)
        if earlier is not statement:
            message = say("this line says again what another says")
            _tell(context, message, statement, earlier.origin)
        if isinstance(statement, CountsTowardStatement):
            _check_pools(context, statement, charged)


def _check_pools(
    context: CheckContext, counts: CountsTowardStatement, charged: dict[str, CountsTowardStatement]
) -> None:
    """Whether one statement charges and limits and another of the same pool only one of both."""
    if counts.condition is not None or counts.where is not None:
        return
    for pool in counts.pools:
        earlier = charged.setdefault(pool, counts)
        if earlier is counts:
            continue
        does = {(counts.charges, counts.limits), (earlier.charges, earlier.limits)}
        if does == {(True, True), (False, True)}:
            message = say("what counts toward `{pool}` is limited by it too", pool=pool)
            _tell(context, message, counts, earlier.origin)
        elif does == {(True, True), (True, False)}:
            message = say("what counts toward `{pool}` is charged to it too", pool=pool)
            _tell(context, message, counts, earlier.origin)


def _tell(context: CheckContext, message: Text, statement: TypedStatement, earlier: Origin) -> None:
    if not context.is_own(statement.origin):
        return
    findings, span = context.place(statement.origin)
    label = context.label(earlier, say("this says it already"))
    findings.warning(
        "said_twice",
        message,
        span,
        say("take one of them out"),
        (label,),
        subject=statement.origin.rule,
    )


def _check_groups(context: CheckContext) -> None:
    """Two groups of the same members, as they are written."""
    seen: dict[frozenset[tuple[str, str]], Group] = {}
    for node in context.own_items(Group):
        members = frozenset((member.name.text, str(member.where)) for member in node.members)
        earlier = seen.setdefault(members, node)
        if earlier is not node:
            message = say(
                "the groups `{one}` and `{other}` have the same members",
                one=earlier.name.text,
                other=node.name.text,
            )
            label = context.own.place(earlier.name.span, say("this says it already"))
            context.own.warning(
                "said_twice",
                message,
                node.name.span,
                say("take one of them out"),
                (label,),
                subject=node.name.text,
            )
