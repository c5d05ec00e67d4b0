"""The repairs of diagnostics, made in the text.

In: a text and what was found in it. Out: the text with every repair that is safe; of two
that touch one another the first alone, so that the next round finds the other again.
"""

from collections.abc import Iterable

from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Diagnostic, Edit
from polc.compiler.report.source import SourceText, Span


@frozen
class Fixed:
    """The text, and the diagnostics whose repair was made."""

    text: str
    made: tuple[Diagnostic, ...]


def apply_fixes(source: SourceText, found: Iterable[Diagnostic]) -> Fixed:
    """All that are of this source, by place."""
    edits: list[Edit] = []
    made = []
    end = 0
    repairs = (
        (sorted(diagnostic.fix.edits, key=lambda edit: edit.span.start), diagnostic)
        for diagnostic in found
        if diagnostic.fix is not None and diagnostic.fix.safety == "safe"
        if diagnostic.source == source
    )
    for ordered, diagnostic in sorted(repairs, key=lambda repair: repair[0][0].span.start):
        if ordered[0].span.start < end:
            continue
        edits += ordered
        made.append(diagnostic)
        end = max(edit.span.end for edit in ordered) + 1
    text = source.text
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return Fixed(text, tuple(made))


def edited_spans(made: Iterable[Diagnostic]) -> tuple[Span, ...]:
    """Where the new text of the repairs stands, once they are made."""
    edits = [
        edit for diagnostic in made if diagnostic.fix is not None for edit in diagnostic.fix.edits
    ]
    moved = 0
    found = []
    for edit in sorted(edits, key=lambda edit: edit.span.start):
        start = edit.span.start + moved
        found.append(Span(start, start + len(edit.text)))
        moved += len(edit.text) - (edit.span.end - edit.span.start)
    return tuple(found)
