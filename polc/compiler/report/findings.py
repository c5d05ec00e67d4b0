"""Where passes put what they find.

A pass never stops at its first finding: it reports and goes on with a placeholder, so
that independent mistakes are found in one run. What follows from an unknown name is
not reported again: the name is remembered.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.compiler.report.diagnostics import (
    Diagnostic,
    Edit,
    Label,
    Safety,
    Severity,
    in_order,
    with_repair,
)
from polc.compiler.report.similar import Suggestion
from polc.compiler.report.skip_followers import UnreadStatements
from polc.compiler.report.source import SourceText, Span
from polc.messages.text import NOTHING, Text
from polc.records.mutable import define


@define
class Findings:
    """The diagnostics of one source so far."""

    source: SourceText
    found: list[Diagnostic] = field(factory=list)
    unread: UnreadStatements | None = None
    """What of the source could not be read, where some of it could not."""

    _known: set[tuple[str, Span, str]] = field(factory=set)
    """What the first `_counted` of those found say, and where."""

    _counted: int = 0

    def error(
        self,
        code: str,
        message: Text,
        span: Span,
        hint: Text | Suggestion = NOTHING,
        related: tuple[Label, ...] = (),
        fix: str | Edit | None = None,
        witness: Mapping[str, Any] | None = None,
        *,
        subject: str = "",
        safety: Safety = "unsafe",
    ) -> None:
        """A mistake that stops the compilation; told once for its place. `fix` is what
        the place should say, or an edit elsewhere; `safety` whether nobody need be asked."""
        fresh = self.found[self._counted :]
        self._known |= {(added.code, added.span, added.message) for added in fresh}
        self._counted = len(self.found)
        if (code, span, message) in self._known:
            return
        self._add("error", code, message, span, hint, related, fix, witness, subject, safety)

    def warning(
        self,
        code: str,
        message: Text,
        span: Span,
        hint: Text | Suggestion = NOTHING,
        related: tuple[Label, ...] = (),
        fix: str | Edit | None = None,
        witness: Mapping[str, Any] | None = None,
        *,
        subject: str = "",
        safety: Safety = "unsafe",
    ) -> None:
        """Something to look at; the policy still compiles."""
        self._add("warning", code, message, span, hint, related, fix, witness, subject, safety)

    def _add(
        self,
        severity: Severity,
        code: str,
        message: Text,
        span: Span,
        hint: Text | Suggestion,
        related: tuple[Label, ...],
        fix: str | Edit | None,
        witness: Mapping[str, Any] | None,
        subject: str,
        safety: Safety,
    ) -> None:
        text, suggests = (hint.text, hint.words) if isinstance(hint, Suggestion) else (hint, ())
        if isinstance(fix, str):
            suggests, fix = suggests or (fix,), Edit(span, fix)
        diagnostic = Diagnostic(
            code=code,
            message=message,
            source=self.source,
            span=span,
            severity=severity,
            help=text,
            related=related,
            witness=witness,
            subject=subject,
            suggests=suggests,
        )
        self.found.append(
            diagnostic if fix is None else with_repair(diagnostic, fix, safety=safety)
        )

    def place(self, span: Span, text: Text) -> Label:
        """A related place in the same source."""
        return Label(self.source, span, text)

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return self.errors > 0

    @property
    def errors(self) -> int:
        """How many of them are errors: what a warning is about can be checked further."""
        return sum(diagnostic.severity == "error" for diagnostic in self.found)

    def ordered(self) -> tuple[Diagnostic, ...]:
        """All of them by place."""
        return in_order(self.found)
