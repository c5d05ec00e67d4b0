"""The repairs of diagnostics, made in the text.

In: a text and what was found in it. Out: the text with every repair that is certain; of two
that touch one another the first alone, so that the next round finds the other again.
"""

from collections.abc import Iterable

from attrs import frozen

from polc.compiler.report.diagnostics import Diagnostic, Edit
from polc.compiler.report.source import Source


@frozen
class Fixed:
    """The text, and the diagnostics whose repair was made."""

    text: str
    made: tuple[Diagnostic, ...]


def apply_fixes(source: Source, found: Iterable[Diagnostic]) -> Fixed:
    """All that are of this source, by place."""
    edits: list[Edit] = []
    made = []
    end = 0
    mine = (one for one in found if one.fix and one.source == source)
    for one in sorted(mine, key=lambda one: min(edit.span.start for edit in one.fix)):
        ordered = sorted(one.fix, key=lambda edit: edit.span.start)
        if ordered[0].span.start < end:
            continue
        edits += ordered
        made.append(one)
        end = max(edit.span.end for edit in ordered) + 1
    text = source.text
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return Fixed(text, tuple(made))
