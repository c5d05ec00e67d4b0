"""Diagnostics as data: what is wrong, where, and what to do about it.

They are made where the mistake is found and rendered elsewhere (terminal, JSON).
Messages are lower case, one sentence, with what the user wrote in backticks; the
repair stands in `help`, and in `fix` as well where it is certain: then it can be made
without asking.
"""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import evolve, field, frozen

from polc.compiler.report.source import Source, Span
from polc.grammar.written_language import written_language
from polc.messages.text import NOTHING, Language, Text, in_language

Severity = Literal["error", "warning"]


@frozen
class Label:
    """A related place, and what it has to do with the mistake."""

    source: Source
    span: Span
    text: Text


@frozen
class Edit:
    """The characters of `span`, in the diagnostic's source, become `text`."""

    span: Span
    text: str


@frozen
class Diagnostic:
    """One finding. `code` is stable (`unknown_name`); `span` is where to look; `fix` the
    repair, empty where it takes a decision; `witness` a case (the contract's JSON) that
    shows what is wrong, where there is one."""

    code: str
    message: Text
    source: Source
    span: Span
    severity: Severity = "error"
    help: Text = NOTHING
    related: tuple[Label, ...] = ()
    fix: tuple[Edit, ...] = ()
    witness: Mapping[str, Any] | None = field(default=None, eq=False)

    def in_language(self, language: Language | None = None) -> "Diagnostic":
        """The same in this language, None: in that of the file's keywords. Code that it
        quotes keeps the keywords of the file."""
        keywords = written_language(self.source.text)
        chosen = language or keywords
        related = tuple(
            evolve(one, text=in_language(one.text, chosen, keywords)) for one in self.related
        )
        return evolve(
            self,
            message=in_language(self.message, chosen, keywords),
            help=in_language(self.help, chosen, keywords),
            related=related,
        )

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
