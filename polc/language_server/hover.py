"""What is told of the word under the cursor.

In: an analysis and a place. Out: of a declared name its kind, its title, its declaration with
value, dates and clause, and the same in the other language; of a keyword how the other language
writes it; of a field of every case what it is.
"""

from typing import Final

from lsprotocol import types

from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.names.symbol_kinds import KIND_NAMES
from polc.compiler.report.source import SourceText, Span
from polc.grammar.keywords import KEYWORDS, is_han, spelling
from polc.language_server.analyse import Analysis
from polc.language_server.occurrences import NamedThing
from polc.language_server.positions import to_offset, to_range
from polc.messages.text import Language, in_language, say
from polc.runtime.vocabulary import FIELDS

MOST_LINES: Final = 24
"""So much of a declaration is shown."""

_OTHER: Final[dict[Language, Language]] = {"en": "zh", "zh": "en"}


def hover(
    analysis: Analysis, position: types.Position, language: Language | None
) -> types.Hover | None:
    """What is told at a place, in this language or that of the file; None where nothing is."""
    source = analysis.source
    offset = to_offset(source, position)
    spoken = language or analysis.language
    found = analysis.occurrence_at(offset)
    if found is not None:
        told = _tell_target(found.target, analysis.language, spoken)
        return _show(told, source, analysis.span_now(found.span) or Span(offset, offset))
    keyword = _keyword_at(source.text, offset)
    if keyword is not None:
        terminal, span = keyword
        other = spelling(terminal, _OTHER[analysis.language])
        return _show(f"`{spelling(terminal, analysis.language)}` — `{other}`", source, span)
    word = _word_at(source.text, offset)
    told = _tell_field(source.text[word.start : word.end], spoken)
    return _show(told, source, word) if told else None


def _show(markdown: str, source: SourceText, span: Span) -> types.Hover:
    content = types.MarkupContent(types.MarkupKind.Markdown, markdown)
    return types.Hover(content, to_range(source, span))


def _tell_target(target: NamedThing, keywords: Language, spoken: Language) -> str:
    title = getattr(target.node, "title", "")
    parts = [f"**{title or target.id}** · {_kind_of(target, spoken)} `{target.id}`"]
    written = _declaration(target)
    parts.append(_as_code(written))
    translated = _translate(written, _OTHER[keywords])
    if translated and translated.strip() != written.strip():
        parts.append(_as_code(translated))
    return "\n\n".join(parts)


def _kind_of(target: NamedThing, spoken: Language) -> str:
    kind = (
        say("a choice of the reading `{reading}`", reading=target.reading)
        if target.kind == "choice"
        else KIND_NAMES[target.kind]
    )
    return str(in_language(kind, spoken, spoken))


def _as_code(text: str) -> str:
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], "…"]
    fence = "```"
    return "\n".join((f"{fence}pol", *lines, fence))


def _declaration(target: NamedThing) -> str:
    """The declaration as it is written, with the indentation of its first line taken off."""
    text, span = target.source.text, target.node.span
    start = text.rfind("\n", 0, span.start) + 1
    indent = len(text[start : span.start]) - len(text[start : span.start].lstrip())
    first, *rest = text[span.start : span.end].split("\n")
    return "\n".join((first, *(line[min(indent, _blank(line)) :] for line in rest)))


def _blank(line: str) -> int:
    return len(line) - len(line.lstrip())


def _translate(text: str, language: Language) -> str:
    """The declaration in the other language; nothing where it cannot stand by itself."""
    try:
        translated, _ = format_text(SourceText("declaration", text), language)
    except NotKeptError:
        return ""
    return translated or ""


def _keyword_at(text: str, offset: int) -> tuple[str, Span] | None:
    """The longest keyword that is written around a place."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : len(text) if end < 0 else end]
    at = offset - start
    best: tuple[str, Span] | None = None
    for terminal, pair in KEYWORDS.items():
        for word in (word for words in pair for word in words):
            found = line.find(word, max(0, at - len(word)), at + len(word))
            if found < 0 or not found <= at <= found + len(word) or _goes_on(line, found, word):
                continue
            if best is None or len(word) > best[1].end - best[1].start:
                best = terminal, Span(start + found, start + found + len(word))
    return best


def _goes_on(line: str, at: int, word: str) -> bool:
    """Whether a letter of the same script stands before or behind: it is a part of a word."""
    around = (line[at - 1 : at], line[at + len(word) : at + len(word) + 1])
    if is_han(word[0]):
        return any(letter and is_han(letter) for letter in around)
    return any(
        letter and ((letter.isascii() and letter.isalnum()) or letter == "_") for letter in around
    )


def _word_at(text: str, offset: int) -> Span:
    start = end = offset
    while start and _is_letter(text[start - 1]):
        start -= 1
    while end < len(text) and _is_letter(text[end]):
        end += 1
    return Span(start, end)


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or is_han(letter)


def _tell_field(word: str, spoken: Language) -> str:
    for known in FIELDS:
        if word and word in (known.name, *known.chinese):
            said = say("a field of every case: `{name}`", name=known.name)
            names = "、".join(known.chinese)
            return f"**{names or known.name}** · {in_language(said, spoken, spoken)}"
    return ""
