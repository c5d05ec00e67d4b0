"""A diagnostic as plain values that JSON can carry.

In: a diagnostic, the language in which it is told. Out: its fields by name; lines and columns count
from 1, the end column is excluded.
"""

from typing import Any

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText, Span
from polc.messages.text import Language


def plain_diagnostic(found: Diagnostic, language: Language | None = None) -> dict[str, Any]:
    """The fields of a finding; without a language, in that of its file."""
    diagnostic = found.in_language(language)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **place_of(diagnostic.source, diagnostic.span),
        "related": [
            {"message": label.text, **place_of(label.source, label.span)}
            for label in diagnostic.related
        ],
        "fix": _fix_as_json(diagnostic),
        "fix_safety": diagnostic.fix.safety if diagnostic.fix is not None else None,
        "fix_title": diagnostic.fix.title if diagnostic.fix is not None else None,
        "witness": diagnostic.witness,
    }


def _fix_as_json(diagnostic: Diagnostic) -> list[dict[str, Any]]:
    """The edits of the repair, each with its safety, which is that of the whole."""
    fix = diagnostic.fix
    if fix is None:
        return []
    return [
        {"text": edit.text, "safety": fix.safety, **place_of(diagnostic.source, edit.span)}
        for edit in fix.edits
    ]


def place_of(source: SourceText, span: Span) -> dict[str, Any]:
    """The file, and where in it the stretch begins and ends."""
    return {
        "file": source.name,
        "line": source.line_of(span.start),
        "column": source.column_of(span.start),
        "end_line": source.line_of(span.end),
        "end_column": source.column_of(span.end),
    }
