"""Diagnostics as people and machines read them: terminal text, JSON, GitHub's lines.

In: diagnostics as data, in the order they are to appear. Out: text, or plain values
that JSON can carry. Nothing here prints.
"""

import json
from collections.abc import Sequence
from typing import Final

from polc.cli.terminal.exit_status import CannotRead, FileTrouble
from polc.cli.terminal.language import tell
from polc.cli.terminal.style import Style, styled
from polc.cli.terminal.text_width import harmless, visible
from polc.compiler.format.width import column_width
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText, Span
from polc.grammar.detect_language import detect_language
from polc.inspect.plain_diagnostic import place_of
from polc.messages.text import NOTHING, Language, Text, listed, say

_LONGEST_LINE: Final = 160
_BEFORE_STRETCH: Final = 60
"""Of a longer line so many letters are shown before the place."""

_COLOURS: Final[dict[str, Style]] = {"error": "red", "warning": "yellow"}
_HEADS: Final[dict[str, Style]] = {"error": "bold red", "warning": "bold yellow"}
_SEVERITIES = {"error": say("error"), "warning": say("warning")}


def as_text(found: Diagnostic, language: Language | None = None) -> str:
    """The message, the source line with its span underlined, related places, the help.

    In the language, None: in that of the file. Carries marks of style.
    """
    diagnostic, spoken = _told(found, language)
    colour = _COLOURS[diagnostic.severity]
    margin = " " * len(str(max([diagnostic.line, *_related_lines(diagnostic)])))
    colon = tell(say(": "), spoken)
    severity = tell(_SEVERITIES[diagnostic.severity], spoken)
    head = styled(f"{severity}[{diagnostic.code}]", _HEADS[diagnostic.severity])
    lines = [f"{head}{colon}{visible(diagnostic.message)}"]
    lines += _frame(diagnostic.source, diagnostic.span, "", "^", colour, margin)
    for label in diagnostic.related:
        lines += _frame(label.source, label.span, label.text, "-", "blue", margin)
    if diagnostic.help:
        lines.append(f"{margin} = {tell(say('help'), spoken)}{colon}{visible(diagnostic.help)}")
    if diagnostic.witness is not None:
        case = json.dumps(diagnostic.witness, ensure_ascii=False)
        lines.append(f"{margin} = {tell(say('case'), spoken)}{colon}{visible(case)}")
    return "\n".join(lines) + "\n"


def as_github(found: Diagnostic, language: Language | None = None) -> str:
    """A workflow command of GitHub Actions, which puts the message beside the line."""
    diagnostic, spoken = _told(found, language)
    place = place_of(diagnostic.source, diagnostic.span)
    values = {
        "file": place["file"],
        "line": place["line"],
        "endLine": place["end_line"],
        "col": place["column"],
        "endColumn": place["end_column"],
        "title": diagnostic.code,
    }
    listed = ",".join(f"{name}={_escape_value(str(value))}" for name, value in values.items())
    message = diagnostic.message
    if diagnostic.help:
        both = say("{message}; {help}", message=message, help=diagnostic.help)
        message = tell(both, spoken)
    return f"::{diagnostic.severity} {listed}::{_escape(harmless(message))}"


def unread_as_github(name: str, why: FileTrouble) -> str:
    """The same for a file that could not be read or written."""
    title = "cannot_read" if isinstance(why, CannotRead) else "cannot_write"
    return f"::error file={_escape_value(name)},title={title}::{_escape(harmless(why.message))}"


def count_as_text(
    files: int, unread: int, diagnostics: Sequence[Diagnostic], language: Language = "en"
) -> str:
    """`checked 2 files: no errors`, and how many of the files could not be read; of none that was
    read nothing is said."""
    checked = files - unread
    counted = say("checked {count} files", count=checked)
    if checked == 1:
        counted = say("checked 1 file")
    left = say("; could not read {count}", count=unread) if unread else NOTHING
    if unread and not checked:
        return tell(say("{counted}{left}", counted=counted, left=left), language)
    found = _summary(diagnostics)
    return tell(say("{counted}: {found}{left}", counted=counted, left=left, found=found), language)


def _summary(diagnostics: Sequence[Diagnostic]) -> Text:
    """`1 error, 2 warnings`; `no errors` where there are none."""
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    counted = [say("{count} errors", count=errors) if errors else say("no errors")]
    if errors == 1:
        counted = [say("1 error")]
    if warnings == 1:
        counted.append(say("1 warning"))
    elif warnings:
        counted.append(say("{count} warnings", count=warnings))
    return listed(counted)


def _told(found: Diagnostic, language: Language | None) -> tuple[Diagnostic, Language]:
    """The diagnostic in the language, and which that is."""
    spoken = language or detect_language(found.source.text)
    return found.in_language(spoken), spoken


def _frame(
    source: SourceText, span: Span, text: str, mark: str, style: Style, margin: str
) -> list[str]:
    """The place, the line and the stretch under it; of a span over several lines the
    first, to its end."""
    number = source.line_of(span.start)
    column = source.column_of(span.start)
    line = source.line_text(number)
    end = column - 1 + max(1, min(span.end - span.start, len(line) - column + 1))
    line, column, end = _cut(line, column, end)
    before = column_width(visible(line[: column - 1]))
    length = max(1, column_width(visible(line[column - 1 : end])))
    under = styled(" ".join(filter(None, (mark * length, visible(text)))), style)
    return [
        f"{margin}--> {visible(source.name)}:{number}:{source.column_of(span.start)}",
        f"{margin} |",
        f"{number:>{len(margin)}} | {visible(line)}".rstrip(),
        f"{margin} | {' ' * before}{under}",
    ]


def _cut(line: str, column: int, end: int) -> tuple[str, int, int]:
    """A long line around the stretch from `column` to `end`, `…` in place of what is left out,
    with both as they stand in it."""
    if len(line) <= _LONGEST_LINE:
        return line, column, end
    start = max(0, column - 1 - _BEFORE_STRETCH)
    stop = min(len(line), start + _LONGEST_LINE)
    cut = line[start:stop]
    if start:
        cut = "…" + cut[1:]
    if stop < len(line):
        cut = cut[:-1] + "…"
    return cut, column - start, max(column - start, min(end - start, len(cut)))


def _related_lines(diagnostic: Diagnostic) -> list[int]:
    return [label.source.line_of(label.span.start) for label in diagnostic.related]


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_value(text: str) -> str:
    return _escape(harmless(text)).replace(":", "%3A").replace(",", "%2C")
