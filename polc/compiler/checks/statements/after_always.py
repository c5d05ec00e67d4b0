"""A line without effect, and those lines that stand after one which holds always.

In: statements, or a report. Out: each such line, with why it has no effect.
"""

from collections.abc import Iterator

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.chosen import Chosen, covers
from polc.compiler.typed.nodes.program import TypedReport
from polc.compiler.typed.nodes.statements import BorneByStatement, PaidByStatement, TypedStatement
from polc.compiler.typed.nodes.term_statements import AtMostStatement
from polc.messages.text import Text, say


@frozen
class Idle:
    """A line, and why it has no effect."""

    origin: Origin
    why: Text


def after_the_last(report: TypedReport) -> Iterator[Idle]:
    """Who bears, and how much is allowed, after the line that holds always."""
    bearer = say("the bearer before it bears always")
    yield from after_always(report.statements, BorneByStatement, bearer)
    if report.what == "limit":
        limit = say("the limit before it holds always")
        yield from after_always(report.statements, AtMostStatement, limit)


def after_always(
    statements: tuple[TypedStatement, ...],
    kind: type[PaidByStatement] | type[BorneByStatement] | type[AtMostStatement],
    why: Text,
) -> Iterator[Idle]:
    """The lines of a kind that stand after one without a condition."""
    always: list[Chosen | None] = []
    for statement in statements:
        if not isinstance(statement, kind):
            continue
        if any(covers(where, statement.where) for where in always):
            yield Idle(statement.origin, why)
        elif statement.condition is None:
            always.append(statement.where)
