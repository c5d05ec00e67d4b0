"""Diagnostics as data: what is wrong, where, and what to do about it.

They are made where the mistake is found and rendered elsewhere (terminal, JSON).
Messages are lower case, one sentence, with what the user wrote in backticks; the
repair stands in `help`, and in `fix` as well where it can be made in the text. What a message
is about and what it offers stand in fields of their own, so that nobody reads its words.
"""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.report.source import SourceText, Span
from polc.grammar.detect_language import detect_language
from polc.messages.text import NOTHING, Language, Text, in_language, say
from polc.records.evolve import evolve

Severity = Literal["error", "warning"]


@frozen
class Label:
    """A related place, and what it has to do with the mistake."""

    source: SourceText
    span: Span
    text: Text


@frozen
class Edit:
    """The characters of `span`, in the diagnostic's source, become `text`."""

    span: Span
    text: str


Safety = Literal["safe", "unsafe"]
"""Whether a repair may be made without asking, or is offered by its title."""


@frozen
class Fix:
    """A repair: its edits in the diagnostic's source, in any order, and what it is called."""

    edits: tuple[Edit, ...]
    title: Text
    safety: Safety


@frozen(kw_only=True)
class Diagnostic:
    """One finding. `code` is stable (`unknown_name`, of `codes.py`); `span` is where to look;
    `fix` the repair, None where it takes a decision; `witness` a case (the contract's JSON)
    that shows what is wrong, where there is one. `subject` is what it is about: the name or
    the word as written, else the rule (`basic.rate`), empty for a whole file; `suggests` what
    may have been meant instead, the likeliest first."""

    code: str
    message: Text
    source: SourceText
    span: Span
    severity: Severity = field(default="error", kw_only=True)
    help: Text = field(default=NOTHING, kw_only=True)
    related: tuple[Label, ...] = field(default=(), kw_only=True)
    fix: Fix | None = field(default=None, kw_only=True)
    witness: Mapping[str, Any] | None = field(default=None, eq=False, kw_only=True)
    subject: str = field(default="", kw_only=True)
    suggests: tuple[str, ...] = field(default=(), kw_only=True)

    def in_language(self, language: Language | None = None) -> "Diagnostic":
        """The same in this language, None: in that of the file's keywords. Code that it
        quotes keeps the keywords of the file."""
        keywords = detect_language(self.source.text)
        chosen = language or keywords
        related = tuple(
            evolve(label, text=in_language(label.text, chosen, keywords)) for label in self.related
        )
        fix = self.fix
        if fix is not None:
            fix = evolve(fix, title=in_language(fix.title, chosen, keywords))
        return evolve(
            self,
            message=in_language(self.message, chosen, keywords),
            help=in_language(self.help, chosen, keywords),
            related=related,
            fix=fix,
        )

    @property
    def line(self) -> int:
        """The line of the primary place."""
        return self.source.line_of(self.span.start)

    @property
    def column(self) -> int:
        """The column of the primary place."""
        return self.source.column_of(self.span.start)


def with_repair(diagnostic: Diagnostic, *edits: Edit, safety: Safety = "unsafe") -> Diagnostic:
    """The same with a repair, called by the help, or by the word that may have been meant where
    it writes that; as it is without edits. A repair is `safe` only where it changes signs and
    widths, or adds what only one reading allows."""
    if not edits:
        return diagnostic
    return evolve(diagnostic, fix=Fix(edits, _title_of(diagnostic, edits), safety))


def _title_of(diagnostic: Diagnostic, edits: tuple[Edit, ...]) -> Text:
    """What a repair is called: what it does, where the help asks whether a word was meant."""
    written = edits[0].text.strip()
    if len(edits) == 1 and written in diagnostic.suggests:
        return say("change it to `{word}`", word=written)
    return diagnostic.help or diagnostic.message


def in_order(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each said once."""
    unique = dict.fromkeys(found)
    return tuple(
        sorted(
            unique,
            key=lambda diagnostic: (diagnostic.source.name, diagnostic.span.start, diagnostic.code),
        )
    )
