"""The statements of a benefit as they stand beside each other in the text.

In: statements, the source that they stand in. Out: of each line of text with several of them these
in order; what one class has (`for dibao: rate 70%`) as a `ClassLine` instead of the tables that
the lines of all classes were made to. A statement stands on the line on which it begins, and behind
the one that ends there.
"""

from collections.abc import Iterator, Sequence

from polc.compiler.model.record import frozen
from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.nodes.reports import (
    AlertStatementSyntax,
    LimitStatementSyntax,
    RightStatementSyntax,
)
from polc.compiler.syntax.nodes.statements import (
    BenefitStatementSyntax,
    FirstOfSyntax,
    TermSyntax,
)
from polc.compiler.syntax.nodes.values import RowSyntax, Table

Statement = (
    BenefitStatementSyntax | RightStatementSyntax | AlertStatementSyntax | LimitStatementSyntax
)


@frozen
class ClassLine:
    """What one class has, where it is written."""

    span: Span


def lines_of_text(
    statements: Sequence[Statement], source: SourceText
) -> Iterator[list[Statement | ClassLine]]:
    """The lines with several statements, those within kinds of care too."""
    written = _as_written(statements)
    found: list[Statement | ClassLine] = []
    for statement in written:
        if found and source.line_of(found[-1].span.end - 1) != source.line_of(statement.span.start):
            if len(found) > 1:
                yield found
            found = []
        found.append(statement)
    if len(found) > 1:
        yield found
    for statement in statements:
        if isinstance(statement, FirstOfSyntax):
            for kind in statement.kinds:
                yield from lines_of_text(kind.statements, source)


def _as_written(statements: Sequence[Statement]) -> list[Statement | ClassLine]:
    """In the order of the text. The tables of the classes, and the people that they are, have the
    place of all their lines together."""
    classes = {
        row.span: ClassLine(row.span)
        for statement in statements
        if isinstance(statement, TermSyntax) and isinstance(statement.value, Table)
        for row in walk_records(statement.value)
        if isinstance(row, RowSyntax) and row.own
    }
    begun = min((span.start for span in classes), default=-1)
    written: list[Statement | ClassLine] = [
        statement for statement in statements if statement.span.start != begun
    ]
    return sorted([*written, *classes.values()], key=lambda written: written.span.end)
