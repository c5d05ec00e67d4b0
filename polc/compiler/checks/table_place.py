"""Where a table and its lines stand in the text.

In: the place of a table's statement, how many lines the table has. Out: spans.
"""

from collections.abc import Collection

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.plan.key_words import Range
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.values import Table


def find_table(context: CheckContext, origin: Origin, lines: int) -> Table | None:
    """The first table from the statement on that has so many lines beside `otherwise`."""
    findings, span = context.place(origin)
    for item in context.items_from(findings.source.name, span.start):
        fitting = (
            table
            for table in context.parts(item.item, Table)
            if table.span.start >= span.start and _count_lines(table) == lines
        )
        found = min(fitting, key=lambda table: table.span.start, default=None)
        if found is not None:
            return found
    return None


def _count_lines(table: Table) -> int:
    """How many lines it has beside `otherwise`."""
    return sum(not any(key.otherwise for key in entry.keys) for entry in table.entries)


def find_line(table: Table, words: Collection[str], ranges: Collection[Range]) -> Span | None:
    """The line with one of these keys: words in the file's language, or ranges of numbers."""
    for entry in table.entries:
        for key in entry.keys:
            name = key.name.text if key.name is not None else ""
            if name in words or (not name and (key.low, key.high) in ranges and not key.otherwise):
                return entry.span
    return None
