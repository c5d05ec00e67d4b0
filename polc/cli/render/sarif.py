"""Diagnostics as SARIF 2.1.0, which code hosts and editors read.

In: diagnostics in the order they are to appear, the files that could not be read, the titles
of the codes. Out: one log with one run, as plain values that JSON can carry. Columns count
Unicode characters from 1. Source: the OASIS standard, Static Analysis Results Interchange
Format 2.1.0.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from polc.cli.terminal.language import tell
from polc.compiler.report.diagnostics import Diagnostic, Fix
from polc.compiler.report.source import SourceText, Span
from polc.grammar.detect_language import detect_language
from polc.messages.text import Language, say
from polc.version import __version__

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(
    found: Sequence[Diagnostic],
    unread: Mapping[str, str],
    titles: Mapping[str, str],
    language: Language | None = None,
) -> dict[str, Any]:
    """The log; `unread` are the reasons of files that could not be read, by name."""
    codes = list(dict.fromkeys(diagnostic.code for diagnostic in found))
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "polc",
                        "version": __version__,
                        "rules": [_rule(code, titles, language or "en") for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not unread,
                        "toolExecutionNotifications": [
                            _notification(name, why) for name, why in unread.items()
                        ],
                    }
                ],
                "results": [_result(diagnostic, codes, language) for diagnostic in found],
            }
        ],
    }


def _rule(code: str, titles: Mapping[str, str], language: Language) -> dict[str, Any]:
    title = titles.get(code, code)
    said = say("`polc explain {code}` says what it means and how it is mended", code=code)
    told = {"text": str(tell(said, language))}
    return {"id": code, "shortDescription": {"text": title}, "help": told}


def _notification(name: str, why: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": why},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(name)}}}],
    }


def _result(found: Diagnostic, codes: list[str], language: Language | None) -> dict[str, Any]:
    spoken = language or detect_language(found.source.text)
    worded = found.in_language(spoken)
    text: str = worded.message
    if worded.help:
        text = tell(say("{message}; {help}", message=worded.message, help=worded.help), spoken)
    result: dict[str, Any] = {
        "ruleId": worded.code,
        "ruleIndex": codes.index(worded.code),
        "level": worded.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _place(worded.source, worded.span)}],
    }
    if worded.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": str(label.text)},
                "physicalLocation": _place(label.source, label.span),
            }
            for number, label in enumerate(worded.related, start=1)
        ]
    if worded.fix is not None:
        result["fixes"] = [_fix(worded.source, worded.fix)]
    if worded.witness is not None:
        result["properties"] = {"witness": worded.witness}
    return result


def _fix(source: SourceText, fix: Fix) -> dict[str, Any]:
    return {
        "description": {"text": str(fix.title)},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(source.name)},
                "replacements": [
                    {
                        "deletedRegion": _region(source, edit.span),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in fix.edits
                ],
            }
        ],
    }


def _place(source: SourceText, span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": _uri(source.name)},
        "region": _region(source, span),
    }


def _region(source: SourceText, span: Span) -> dict[str, int]:
    return {
        "startLine": source.line_of(span.start),
        "startColumn": source.column_of(span.start),
        "endLine": source.line_of(span.end),
        "endColumn": source.column_of(span.end),
    }


def _uri(name: str) -> str:
    """A path as the relative or absolute reference that SARIF wants."""
    return quote(name.replace("\\", "/"), safe="/:")
