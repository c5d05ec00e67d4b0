"""Diagnostics as data: what is wrong, where, and what to do about it.

They are made where the mistake is found and rendered elsewhere (terminal, JSON).
Messages are lower case, one sentence, with what the user wrote in backticks; the
repair stands in `help`.
"""

from typing import Literal

from attrs import frozen

from polc.compiler.source import Source, Span
from polc.messages.text import NOTHING, Text

Severity = Literal["error", "warning"]


@frozen
class Label:
    """A related place, and what it has to do with the mistake."""

    source: Source
    span: Span
    text: Text


@frozen
class Diagnostic:
    """One finding. `code` is stable (`unknown_name`); `span` is where to look."""

    code: str
    message: Text
    source: Source
    span: Span
    severity: Severity = "error"
    help: Text = NOTHING
    related: tuple[Label, ...] = ()

    @property
    def line(self) -> int:
        """The line of the primary place."""
        return self.source.line_of(self.span.start)

    @property
    def column(self) -> int:
        """The column of the primary place."""
        return self.source.column_of(self.span.start)


def in_order(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each said once."""
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda one: (one.source.name, one.span.start, one.code)))
