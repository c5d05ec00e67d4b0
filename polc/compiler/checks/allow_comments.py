"""Warnings that a file allows on a line, with the reason.

In: what was found, and the sources. Out: the findings without those that a comment
`# polc: allow CODE because …` (`# polc：允许 CODE 因为 …`) allows, at the end of their line or
on the line above; and a warning for one without a reason, or that allows nothing. Mistakes
that stop the compilation cannot be allowed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.report.codes import CODES
from polc.compiler.report.diagnostics import Diagnostic, Edit, with_repair
from polc.compiler.report.similar import suggest
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.mistakes.brackets import COMMENT_OR_TEXT
from polc.messages.text import say

_ALLOWED: Final = re.compile(
    r"#\s*polc\s*[:：]\s*(?:allow|允许)\s+(?P<code>\w+)\s*(?:because|因为|因|[,，:：])?\s*(?P<reason>.*)"
)


@frozen
class Allowed:
    """A code allowed on `line`, which its comment at `span` ends or stands above."""

    code: str
    reason: str
    line: int
    span: Span


def apply_allow_comments(
    found: Iterable[Diagnostic], sources: Mapping[str, SourceText], *, told: bool
) -> list[Diagnostic]:
    """What is left; with `told`, and the warnings on the comments themselves."""
    allowed = {name: tuple(find_allowed(source)) for name, source in sources.items()}
    used: set[tuple[str, Span]] = set()
    left = []
    for diagnostic in found:
        match = _match(diagnostic, allowed.get(diagnostic.source.name, ()))
        if match is None:
            left.append(diagnostic)
        else:
            used.add((diagnostic.source.name, match.span))
    if told:
        codes = [diagnostic.code for diagnostic in left if diagnostic.severity == "warning"]
        for name, source in sources.items():
            for comment in allowed[name]:
                left.extend(_report_comment(comment, source, codes, (name, comment.span) in used))
    return left


def find_allowed(source: SourceText) -> Iterator[Allowed]:
    """The comments of a file that allow something, in order."""
    if "polc" not in source.text:
        return
    meant = _lines_meant(source)
    for part in COMMENT_OR_TEXT.finditer(source.text):
        found = _ALLOWED.match(part.group())
        if found is not None:
            line = source.line_of(part.start())
            code, reason = found["code"], found["reason"].strip()
            span = Span(part.start(), part.start() + len(part.group().rstrip()))
            yield Allowed(code, reason, meant[line], span)


def _lines_meant(source: SourceText) -> list[int]:
    """For each line, from 1, itself, or the next that is no comment where it is one."""
    meant = [*range(source.line_count + 1)]
    for line in range(source.line_count - 1, 0, -1):
        if source.line_text(line).lstrip().startswith("#"):
            meant[line] = meant[line + 1]
    return meant


def _match(diagnostic: Diagnostic, allowed: tuple[Allowed, ...]) -> Allowed | None:
    if diagnostic.severity != "warning" or not allowed:
        return None
    line = diagnostic.line
    return next(
        (
            comment
            for comment in allowed
            if comment.code == diagnostic.code and comment.line == line
        ),
        None,
    )


def _report_comment(
    comment: Allowed, source: SourceText, codes: list[str], used: bool
) -> Iterator[Diagnostic]:
    if used and not comment.reason:
        message = say("nothing says why `{code}` is allowed here", code=comment.code)
        hint = say("write `# polc: allow {code} because …`", code=comment.code)
        yield Diagnostic(
            code="allow_without_reason",
            message=message,
            source=source,
            span=comment.span,
            severity="warning",
            help=hint,
            subject=comment.code,
        )
    about = CODES.get(comment.code)
    if not used and not (about is not None and about.by_examples):
        message = say("no `{code}` is found on the line for which it is allowed", code=comment.code)
        offered = suggest(comment.code, codes, say("take the comment out"))
        told = Diagnostic(
            code="needless_allow",
            message=message,
            source=source,
            span=comment.span,
            severity="warning",
            help=offered.text,
            subject=comment.code,
            suggests=offered.words,
        )
        edit = Edit(_with_blanks(source, comment.span), "")
        yield told if comment.code in codes else with_repair(told, edit, safety="safe")


def _with_blanks(source: SourceText, span: Span) -> Span:
    """The comment with the blanks before it, and its line where it has nothing else."""
    line = source.line_of(span.start)
    before = source.text[source.start_of(line) : span.start]
    start = span.start - len(before) + len(before.rstrip())
    alone = not before.strip() and line < source.line_count
    return Span(start, source.start_of(line + 1) if alone else span.end)
