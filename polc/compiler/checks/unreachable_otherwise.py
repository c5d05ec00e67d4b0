"""An `otherwise` that is never reached.

In: a subject. Out: an `unreachable_otherwise` at the line of its table: every class of `for`
has a line of its own, or every word that the field may be.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext, walk
from polc.compiler.typed.program import TypedBenefit, TypedLine
from polc.compiler.typed.typed import FieldValue, Held, Lookup
from polc.messages.text import say
from polc.runtime.vocabulary import Field


def check_unreachable_otherwise(context: CheckContext) -> None:
    """Warns once for each line of a benefit."""
    for benefit in context.program.benefits:
        people = _people_of(benefit)
        for line in _all_lines(benefit.lines):
            if context.is_own(line.origin) and any(
                _covers(one, people) for one in walk(line.value) if isinstance(one, Lookup)
            ):
                findings, span = context.place(line.origin)
                message = say("the `otherwise` of this table is never reached")
                hint = say("take it out: every key that can occur has a line of its own")
                findings.warning("unreachable_otherwise", message, span, hint)


def _people_of(benefit: TypedBenefit) -> frozenset[str]:
    """All that `for` may mean; nobody where it is for everyone, or where a benefit is of
    the person's year, which has rules for people of its own."""
    found: set[str] = set()
    for line in benefit.lines:
        if line.term == "for":
            if not isinstance(line.value, Held):
                return frozenset()
            found.update(line.value.identities)
            found.update(one for each in line.limited for one in each.people.identities)
    return frozenset(found) if benefit.per == "claim" else frozenset()


def _all_lines(lines: tuple[TypedLine, ...]) -> Iterator[TypedLine]:
    for line in lines:
        yield line
        for case in line.cases:
            yield from _all_lines(case.lines)


def _covers(table: Lookup, people: frozenset[str]) -> bool:
    """Whether the rows of a table with `otherwise` leave nothing for it."""
    if table.otherwise is None:
        return False
    if table.key is None:
        certain = {one for row in table.rows for one, where in row.members if not where}
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
