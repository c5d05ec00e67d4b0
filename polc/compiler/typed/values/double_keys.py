"""Keys that stand in a table twice.

In: a table and its rows. Out: a `key_twice` at the second of two equal keys.
"""

from polc.compiler.syntax.nodes.values import Table
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import Row, Typed, field_of
from polc.messages.text import NOTHING, say
from polc.runtime.vocabulary import PLACE_FIELDS


def refuse_doubles(table: Table, rows: list[Row], key: Typed | None, context: Context) -> None:
    """A key that two rows of a table have; of groups that overlap the benefit knows more."""
    if key is None:
        said: set[str] = set()
        for name in (written.name for entry in table.entries for written in entry.keys):
            if name is not None and name.text in said:
                message = say("`{word}` stands in this table twice", word=name.text)
                context.findings.error("key_twice", message, name.span, subject=name.text)
            elif name is not None:
                said.add(name.text)
        return
    seen: set[tuple[int | None, int | None]] = set()
    field = field_of(key)
    entries = (entry for entry in table.entries if not any(key.otherwise for key in entry.keys))
    for entry, row in zip(entries, rows, strict=True):
        spans = [key.span for key in entry.keys]
        if field is not None and field.open:
            # A key may be a list, and each of its words is in the row.
            spans = [entry.span] * len(row.ranges)
        for span_of_row, span in zip(row.ranges, spans, strict=True):
            if span_of_row in seen:
                word = context.source.text[span.start : span.end]
                message = say("`{word}` stands in this table twice", word=word)
                hint = NOTHING
                if context.scope.municipality and field is not None and field.name in PLACE_FIELDS:
                    hint = say("in a municipality the province is the city")
                context.findings.error("key_twice", message, span, hint, subject=word)
            seen.add(span_of_row)
