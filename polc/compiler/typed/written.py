"""A statement as messages and explanations quote it: on one line, no longer than can be read.

In: a text, where a statement stands in it. Out: its words up to its clause. What is too long loses
what its brackets hold first, the longest before the others, so that no bracket is cut in two.
"""

from collections.abc import Iterator
from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import ForSyntax
from polc.compiler.syntax.nodes.values import Citation
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import spelling

MOST_WRITTEN: Final = 120
"""So many characters of a statement are kept to be shown."""

_MOST_READ: Final = 4 * MOST_WRITTEN
_CLOSING: Final = {"{": "}", "(": ")", "[": "]", "｛": "｝", "（": "）", "［": "］"}
_QUOTES: Final = {'"': '"', "“": "”"}


@frozen
class _Group:
    """What two brackets hold: from the opening one to behind the closing one; `end` None where
    that was not read."""

    start: int
    end: int | None


def write_statement(text: str, span: Span, cites: Citation) -> str:
    """The statement, on one line and without comments; at most `MOST_WRITTEN` characters."""
    end = cites.span.start if span.start < cites.span.start < span.end else span.end
    whole = text[span.start : min(end, span.start + _MOST_READ)]
    said = _on_one_line(whole)
    if len(whole) == end - span.start and len(said) <= MOST_WRITTEN:
        return said
    head, _, block = whole.partition("{")
    if "\n" in block.strip():
        return _cut(f"{_on_one_line(head)} {{ … }}", is_whole=True)
    return _cut(said, is_whole=len(whole) == end - span.start)


def write_people(people: ForSyntax, text: str) -> str:
    """Whom the lines of classes name: what each has stands with its own figures."""
    language = detect_language(text)
    names = [*people.people, *(name for limited in people.limited for name in limited.people)]
    comma = "、" if language == "zh" else ", "
    said = f"{spelling('FOR', language)} {comma.join(name.text for name in names)}"
    return _cut(said, is_whole=True)


def _cut(said: str, *, is_whole: bool) -> str:
    """With what brackets hold taken out, as far as is needed, then without its end."""
    while groups := tuple(_groups(said)):
        open_end = groups[-1] if groups[-1].end is None else None
        if len(said) <= MOST_WRITTEN and open_end is None:
            break
        longest = open_end or max(groups, key=lambda group: (group.end or 0) - group.start)
        shorter = _without_inside(said, longest)
        if shorter == said:
            break
        said, is_whole = shorter, is_whole or longest.end is None
    if is_whole and len(said) <= MOST_WRITTEN:
        return said
    end = MOST_WRITTEN - 1
    for group in _groups(said):
        if group.start < end < (group.end or len(said)):
            end = group.start
    kept = said[:end].rstrip()
    quote = _open_quote(kept)
    return f"{kept[: MOST_WRITTEN - 2]}…{quote}" if quote else f"{kept}…"


def _without_inside(said: str, group: _Group) -> str:
    opening = said[group.start]
    space = " " if opening == "{" else ""
    inside = f"{opening}{space}…{space}{_CLOSING[opening]}"
    return said[: group.start] + inside + ("" if group.end is None else said[group.end :])


def _groups(said: str) -> Iterator[_Group]:
    """The outermost brackets, those inside quotes apart."""
    waiting: list[str] = []
    start, quote = 0, ""
    for at, letter in enumerate(said):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _QUOTES:
            quote = _QUOTES[letter]
        elif letter in _CLOSING:
            start = start if waiting else at
            waiting.append(_CLOSING[letter])
        elif waiting and letter == waiting[-1]:
            waiting.pop()
            if not waiting:
                yield _Group(start, at + 1)
    if waiting:
        yield _Group(start, None)


def _open_quote(said: str) -> str:
    """The quote that would close the text, if it ends inside quotes."""
    quote = ""
    for letter in said:
        quote = ("" if letter == quote else quote) if quote else _QUOTES.get(letter, "")
    return quote


def _on_one_line(text: str) -> str:
    return " ".join(" ".join(_without_comment(line) for line in text.split("\n")).split())


def _without_comment(line: str) -> str:
    """The line up to a `#` that stands outside quotes."""
    if "#" not in line:
        return line
    quote = ""
    for at, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote else quote
        elif letter == "#":
            return line[:at]
        else:
            quote = _QUOTES.get(letter, "")
    return line
