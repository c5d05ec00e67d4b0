"""So much for each of a count, class by class, to one amount for each of the same count; the table
of what each class has.

In: what each class says of `pay`: `pay 80 yuan for each of days_in, at most 60 days per year`. Out:
`pay { … } for each of days_in, at most { … } per year`, a row of each table for a class. Classes
that count differently raise `WritingError`.
"""

from collections.abc import Callable, Sequence

from polc.compiler.report.source import Span
from polc.compiler.syntax.builders.class_terms import ClassTerms
from polc.compiler.syntax.builders.read_tree import WritingError
from polc.compiler.syntax.nodes.statements import TermSyntax, UnitsSyntax
from polc.compiler.syntax.nodes.values import Multiple, RowSyntax, Table, Value
from polc.messages.text import say

Join = Callable[[Sequence[tuple[ClassTerms, Value]]], Value]
"""The values of several lines as one."""


def join_units(said: Sequence[tuple[ClassTerms, TermSyntax]], join: Join) -> TermSyntax | None:
    """The line of all of them together; None where none says how many are paid for."""
    if all(term.units is None for _, term in said):
        return None
    each: list[tuple[ClassTerms, Value]] = []
    most: list[tuple[ClassTerms, Value]] = []
    model: tuple[Value, UnitsSyntax] | None = None
    for line, term in said:
        value, units = term.value, term.units
        if units is None or not isinstance(value, Multiple):
            raise _differ(line.span)
        model = model or (value.count, units)
        if (value.count, units.period) != (model[0], model[1].period):
            raise _differ(term.span)
        each.append((line, value.unit))
        most.append((line, units.most))
    assert model is not None
    count, units = model
    spans = sorted((line.span for line, _ in said), key=lambda span: span.start)
    span = spans[0].to(spans[-1])
    value = Multiple(join(each), count, span=span)
    units = UnitsSyntax(join(most), units.period, span=units.span)
    return TermSyntax(term="pay", value=value, units=units, span=span)


def table_of_classes(rows: Sequence[tuple[ClassTerms, Value]]) -> Table:
    """A row for each class, with the clause of its line."""
    written = (
        RowSyntax(line.keys, value, line.cites, own=True, span=line.span) for line, value in rows
    )
    return Table(tuple(written), span=rows[0][0].span.to(rows[-1][0].span))


def _differ(span: Span) -> WritingError:
    message = say("the classes differ in what is paid for each of, or for how many of a period")
    hint = say(
        "write so much for each of the same count in each line, `pay 80 yuan for each of days_in, "
        "at most 60 days per year`, or a benefit for each class"
    )
    return WritingError(message, span, "class_terms_differ", hint)
