"""Brackets without their partner, told where indentation says that the block begins or ends.

In: a source and its normalised text. Out: the mistakes, and a text of the same length with
the brackets mended, so that the rest can be read; None for it where indentation does not
say how.
"""

import re
from itertools import pairwise
from typing import Final

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Diagnostic, Label
from polc.compiler.report.source import SourceText, Span
from polc.messages.text import say
from polc.records.evolve import evolve

MOST_NESTING: Final = 60
"""Brackets inside brackets; the longest document needs six."""

_MOST_MENDED: Final = 8
_CITED: Final = (
    r"\s+(?:(?:cite|依据)\s+\w+\s+)?(?:[\"“][^\"”\n]*[\"”]\s*)?"
    r"[A-Z]{1,3}-[A-Z]?[0-9][\w., -]*\s*(?:#.*)?$"
)
"""A clause at the end of a line; only a mistake makes an expression of it."""
_OPEN: Final = {"{": "}", "(": ")"}
_MARK: Final = re.compile(r'[#"{}()]')
COMMENT_OR_TEXT: Final = re.compile(r'"[^"\n]*"|"[^\n]*|#[^\n]*')


@frozen
class _Fault:
    """A bracket without its partner: what to tell, and the letter that mends it at `at`
    (None: nobody can say)."""

    told: Diagnostic
    at: int | None = None
    letter: str = " "


@frozen
class _Pair:
    opened: int
    closed: int


@frozen
class _Brackets:
    """The brackets of a text: those that pair, those still open at its end or before
    `stray`, a closing one that fits none of them."""

    source: SourceText
    text: str
    pairs: list[_Pair] = field(factory=list)
    open: list[int] = field(factory=list)
    stray: int | None = None

    def indent(self, at: int) -> int:
        """The indentation of the line of the place."""
        start = self.text.rfind("\n", 0, at) + 1
        return len(self.text[start : at + 1]) - len(self.text[start : at + 1].lstrip())

    def begins_line(self, at: int) -> bool:
        """Whether nothing but white space stands before the place."""
        return not self.text[self.text.rfind("\n", 0, at) + 1 : at].strip()

    def is_sound(self, pair: _Pair) -> bool:
        """Whether a block ends on its own line, or on a line that is indented as it is."""
        if "\n" not in self.text[pair.opened : pair.closed]:
            return True
        same = self.indent(pair.opened) == self.indent(pair.closed)
        return same and self.begins_line(pair.closed)


def check_brackets(source: SourceText, text: str) -> tuple[tuple[Diagnostic, ...], str | None]:
    """The mistakes in order of place, and the text to read."""
    found: list[Diagnostic] = []
    while len(found) < _MOST_MENDED:
        brackets = _pair(source, text)
        if len(brackets.open) > MOST_NESTING:
            at = brackets.open[-1]
            message = say("brackets are nested more than {most} deep", most=MOST_NESTING)
            deep = Diagnostic(
                code="nested_too_deep", message=message, source=source, span=Span(at, at + 1)
            )
            return (*found, deep), None
        fault = _fault_of(brackets)
        if fault is None:
            return tuple(found), text
        found.append(fault.told)
        if fault.at is None:
            return tuple(found), None
        plain = _without_comments(text)
        text = plain[: fault.at] + fault.letter + plain[fault.at + 1 :]
    return tuple(found), None


def code_positions(text: str) -> list[int]:
    """Where brackets stand outside strings and comments; the brace at the end of a line
    whose text is not closed begins a block all the same."""
    found = []
    at, length = 0, len(text)
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.start()
        letter = text[at]
        if letter in "{}()":
            found.append(at)
            at += 1
            continue
        end = text.find("\n", at)
        end = length if end < 0 else end
        if letter == '"':
            closing = text.find('"', at + 1, end)
            if closing < 0 and text[at:end].rstrip().endswith("{"):
                found.append(at + len(text[at:end].rstrip()) - 1)
            end = end if closing < 0 else closing + 1
        at = end
    return found


def _pair(source: SourceText, text: str) -> _Brackets:
    found = _Brackets(source, text)
    for at in code_positions(text):
        if text[at] in _OPEN:
            found.open.append(at)
            if len(found.open) > MOST_NESTING:
                return found
        elif found.open and _OPEN[text[found.open[-1]]] == text[at]:
            found.pairs.append(_Pair(found.open.pop(), at))
        else:
            return evolve(found, stray=at)
    return found


def _fault_of(brackets: _Brackets) -> _Fault | None:
    """The first thing wrong with the brackets."""
    stray, text = brackets.stray, brackets.text
    if stray is None:
        return _unclosed(brackets) if brackets.open else None
    if text[stray] == "}" and brackets.open:
        return _unclosed_round(brackets)
    if text[stray] == ")":
        return _Fault(_stray(brackets, stray), stray)
    return _extra(brackets, stray)


def _extra(brackets: _Brackets, stray: int) -> _Fault:
    """One `}` too many: that which closes a block before its indentation ends, or `stray`."""
    unsound = [pair for pair in brackets.pairs if not brackets.is_sound(pair)]
    if not unsound:
        return _Fault(_stray(brackets, stray), stray)
    late = next((pair for pair in unsound if brackets.begins_line(pair.closed)), None)
    indent = brackets.indent(late.closed if late is not None else stray)
    early = [
        pair for pair in unsound if brackets.indent(pair.opened) == indent and pair is not late
    ]
    if not early:
        at = late.closed if late is not None else stray
        return _Fault(_stray(brackets, at), at if late is not None else None)
    at, end = early[0].closed, late.closed if late is not None else stray
    label = Label(
        brackets.source, Span(end, end + 1), say("by the indentation the block ends here")
    )
    message = say("this `}` ends its block too early")
    told = Diagnostic(
        code="unopened_bracket",
        message=message,
        source=brackets.source,
        span=Span(at, at + 1),
        help=say("take it out"),
        related=(label,),
        subject="}",
    )
    return _Fault(told, at)


def _stray(brackets: _Brackets, at: int) -> Diagnostic:
    letter = brackets.text[at]
    message = say("this `{letter}` closes nothing", letter=letter)
    span = Span(at, at + 1)
    return Diagnostic(
        code="unopened_bracket",
        message=message,
        source=brackets.source,
        span=span,
        help=say("take it out"),
        subject=letter,
    )


def _unclosed_round(brackets: _Brackets) -> _Fault:
    """A `(` that the block around it ends before it is closed."""
    at = brackets.open[-1]
    end = brackets.text.find("\n", at)
    message = say("this `(` is never closed")
    span = Span(at, at + 1)
    hint = say("add `)` on this line")
    told = Diagnostic(
        code="unclosed_bracket",
        message=message,
        source=brackets.source,
        span=span,
        help=hint,
        subject="(",
    )
    return _Fault(told, end, ")")


def _unclosed(brackets: _Brackets) -> _Fault:
    """A bracket that is still open at the end."""
    text, source = brackets.text, brackets.source
    at = _find_unclosed(brackets)
    by_indent = at is not None
    at = brackets.open[-1] if at is None else at
    letter = text[at]
    end = _end_of_block(brackets, at)
    line = source.line_of(at)
    hint = say("add `{closing}` where the block ends", closing=_OPEN[letter])
    inline = _end_of_values(brackets, at)
    if inline and end is not None and source.line_of(end) == line + 1:
        hint = say("add `{closing}` after `{word}`", closing=_OPEN[letter], word=inline)
    elif end is not None and source.line_of(end) == line + 1:
        hint = say("add `{closing}` at the end of line {line}", closing=_OPEN[letter], line=line)
    elif end is not None:
        hint = say(
            "add `{closing}` before line {line}",
            closing=_OPEN[letter],
            line=source.line_of(end),
        )
    message = say("this `{letter}` is never closed", letter=letter)
    told = Diagnostic(
        code="unclosed_bracket",
        message=message,
        source=source,
        span=Span(at, at + 1),
        help=hint,
        subject=letter,
    )
    if end is None:
        end = len(text.rstrip()) + 1
    mended = end - 1 if by_indent or len(brackets.open) == 1 else None
    return _Fault(
        told, mended if mended is not None and mended < len(text) else None, _OPEN[letter]
    )


def _end_of_values(brackets: _Brackets, at: int) -> str:
    """The last row of a table that begins and should end on its line, before its clause; empty
    where the line has no clause."""
    stop = brackets.text.find("\n", at)
    line = brackets.source.text[at : stop if stop >= 0 else len(brackets.text)]
    cited = re.search(_CITED, line)
    return re.split("[;；{]", line[: cited.start()])[-1].strip() if cited is not None else ""


def _find_unclosed(brackets: _Brackets) -> int | None:
    """The first bracket whose block the indentation ends before the bracket that pairs
    with it, or that nothing pairs with."""
    found = [
        (pair.closed, pair.opened)
        for pair in brackets.pairs
        if brackets.begins_line(pair.closed)
        and brackets.indent(pair.closed) < brackets.indent(pair.opened)
    ]
    return min(found)[1] if found else None


def _end_of_block(brackets: _Brackets, at: int) -> int | None:
    """The first place after the bracket that is indented no further than its line."""
    text = _without_comments(brackets.text)
    breaks = [found.start() for found in re.finditer("\n", text[at:])]
    for first, second in pairwise([*breaks, len(text) - at]):
        line = text[at + first + 1 : at + second]
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent <= brackets.indent(at):
            return at + first + 1 + indent
    return None


def _without_comments(text: str) -> str:
    """The text with spaces for its comments."""

    def blank(found: re.Match[str]) -> str:
        whole = found.group()
        return " " * len(whole) if whole.startswith("#") else whole

    return COMMENT_OR_TEXT.sub(blank, text)
