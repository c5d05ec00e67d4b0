"""Diagnostics as people and machines read them: terminal text, JSON, GitHub's lines.

In: diagnostics as data, in the order they are to appear. Out: text, or plain values
that JSON can carry. Nothing here prints.
"""

from collections.abc import Sequence
from typing import Any

import click

from polc.cli.text_width import column_width, visible
from polc.compiler.diagnostics import Diagnostic
from polc.compiler.source import Source, Span
from polc.messages.text import say

_COLOURS = {"error": "red", "warning": "yellow"}


def as_text(diagnostic: Diagnostic) -> str:
    """The message, the source line with its span underlined, related places, the help.

    Carries colour codes; whoever prints it drops them where there is no terminal.
    """
    colour = _COLOURS[diagnostic.severity]
    margin = " " * len(str(max([diagnostic.line, *_related_lines(diagnostic)])))
    head = click.style(f"{diagnostic.severity}[{diagnostic.code}]", fg=colour, bold=True)
    lines = [f"{head}: {visible(diagnostic.message)}"]
    lines += _frame(diagnostic.source, diagnostic.span, "", "^", colour, margin)
    for label in diagnostic.related:
        lines += _frame(label.source, label.span, label.text, "-", "blue", margin)
    if diagnostic.help:
        lines.append(f"{margin} = help: {visible(diagnostic.help)}")
    return "\n".join(lines) + "\n"


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """The fields by name; lines and columns count from 1, the end column is excluded."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **_place(diagnostic.source, diagnostic.span),
        "related": [
            {"message": label.text, **_place(label.source, label.span)}
            for label in diagnostic.related
        ],
    }


def as_github(diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub Actions, which puts the message beside the line."""
    place = _place(diagnostic.source, diagnostic.span)
    values = {
        "file": place["file"],
        "line": place["line"],
        "endLine": place["end_line"],
        "col": place["column"],
        "endColumn": place["end_column"],
        "title": diagnostic.code,
    }
    listed = ",".join(f"{name}={_escape_value(str(value))}" for name, value in values.items())
    message = (
        say("{message}; {help}", message=diagnostic.message, help=diagnostic.help)
        if diagnostic.help
        else diagnostic.message
    )
    return f"::{diagnostic.severity} {listed}::{_escape(message)}"


def unread_as_github(name: str, why: str) -> str:
    """The same for a file that could not be read."""
    return f"::error file={_escape_value(name)},title=cannot_read::{_escape(why)}"


def count_as_text(files: int, unread: int, diagnostics: Sequence[Diagnostic]) -> str:
    """`checked 2 files: no errors`, and how many of the files could not be read."""
    checked = files - unread
    left = f", could not read {unread}" if unread else ""
    return f"checked {checked} file{'' if checked == 1 else 's'}{left}: {summarise(diagnostics)}"


def summarise(diagnostics: Sequence[Diagnostic]) -> str:
    """`1 error, 2 warnings`; `no errors` where there are none."""
    errors = sum(one.severity == "error" for one in diagnostics)
    warnings = len(diagnostics) - errors
    counted = [f"{errors or 'no'} error{'' if errors == 1 else 's'}"]
    if warnings:
        counted.append(f"{warnings} warning{'' if warnings == 1 else 's'}")
    return ", ".join(counted)


def _frame(source: Source, span: Span, text: str, mark: str, colour: str, margin: str) -> list[str]:
    """The place, the line and the stretch under it; of a span over several lines the
    first, to its end."""
    number = source.line_of(span.start)
    column = source.column_of(span.start)
    line = source.line_text(number)
    end = column - 1 + max(1, min(span.end - span.start, len(line) - column + 1))
    before = column_width(visible(line[: column - 1]))
    length = max(1, column_width(visible(line[column - 1 : end])))
    under = click.style(" ".join(filter(None, (mark * length, visible(text)))), fg=colour)
    return [
        f"{margin}--> {visible(source.name)}:{number}:{column}",
        f"{margin} |",
        f"{number:>{len(margin)}} | {visible(line)}".rstrip(),
        f"{margin} | {' ' * before}{under}",
    ]


def _related_lines(diagnostic: Diagnostic) -> list[int]:
    return [label.source.line_of(label.span.start) for label in diagnostic.related]


def _place(source: Source, span: Span) -> dict[str, Any]:
    return {
        "file": source.name,
        "line": source.line_of(span.start),
        "column": source.column_of(span.start),
        "end_line": source.line_of(span.end),
        "end_column": source.column_of(span.end),
    }


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_value(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
