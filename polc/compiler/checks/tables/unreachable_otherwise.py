"""An `otherwise` that is never reached.

In: a context. Out: an `unreachable_otherwise` at the line of its table: every class of `for`
has a line of its own, or every word that the field may be.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements, value_of
from polc.compiler.typed.nodes.statements import ForStatement
from polc.compiler.typed.nodes.values import FieldValue, Lookup
from polc.messages.text import say
from polc.runtime.vocabulary import Field


def check_unreachable_otherwise(context: CheckContext) -> None:
    """Warns once for each line of a benefit."""
    for benefit in context.program.benefits:
        people = _people_of(benefit)
        for statement in all_statements(benefit.statements):
            if context.is_own(statement.origin) and any(
                _covers(table, people)
                for table in walk_records(value_of(statement))
                if isinstance(table, Lookup)
            ):
                findings, span = context.place(statement.origin)
                message = say("the `otherwise` of this table is never reached")
                hint = say("take it out: every key that can occur has a line of its own")
                findings.warning(
                    "unreachable_otherwise", message, span, hint, subject=statement.origin.rule
                )


def _people_of(benefit: TypedBenefit) -> frozenset[str]:
    """All that `for` may mean; nobody where it is for everyone, or where a benefit is of
    the person's year, which has rules for people of its own."""
    found: set[str] = set()
    for statement in benefit.statements:
        if isinstance(statement, ForStatement):
            if statement.people is None:
                return frozenset()
            found.update(statement.people.identities)
            found.update(
                identity for limit in statement.limited for identity in limit.people.identities
            )
    return frozenset(found) if benefit.per == "claim" else frozenset()


def _covers(table: Lookup, people: frozenset[str]) -> bool:
    """Whether the rows of a table with `otherwise` leave nothing for it."""
    if table.otherwise is None:
        return False
    if table.key is None:
        certain = {identity for row in table.rows for identity, where in row.members if not where}
        return bool(people) and people <= certain
    if not isinstance(table.key, FieldValue):
        return False
    words = _words_of(table.key.field)
    reached = {place for place in words for row in table.rows if _meets(row.ranges, place)}
    return bool(words) and reached == set(words)


def _words_of(field: Field) -> range:
    """The values of a field that has few, by their places."""
    count = {"choice": len(field.choices), "flag": 2}.get(field.kind, 0)
    return range(count)


def _meets(ranges: tuple[tuple[int | None, int | None], ...], place: int) -> bool:
    return any(
        (low is None or low <= place) and (high is None or place <= high) for low, high in ranges
    )
