"""What is told of a word of a text, to whoever shows it.

In: a source, a place in it, the named things of the text. Out: `WordNote`: of a declared name its
title, its kind, its declaration with value, dates and clause, and the same in the other language;
of a keyword, and of any other name that polc gives, how the other language writes it; of a field
of every case what it is.
"""

from typing import Final

from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.format.translate_names import translate_name
from polc.compiler.names.symbol_kinds import KIND_NAMES
from polc.compiler.report.source import SourceText, Span
from polc.editors.occurrences import NamedThing
from polc.grammar.keywords import KEYWORDS, is_han, spelling
from polc.messages.text import Language, in_language, say
from polc.records.frozen import frozen
from polc.runtime.vocabulary import FIELDS

MOST_LINES: Final = 24
"""So much of a declaration is shown."""

_OTHER: Final[dict[Language, Language]] = {"en": "zh", "zh": "en"}


@frozen(kw_only=True)
class WordNote:
    """`title` what a word is called, `kind` what it is, `name` what it is written as elsewhere
    (both empty where nothing is said of it), `texts` its declaration in either language."""

    title: str
    kind: str = ""
    name: str = ""
    texts: tuple[str, ...] = ()


def note_thing(target: NamedThing, keywords: Language, spoken: Language) -> WordNote:
    """What is told of a declared thing, in a file written in the language of `keywords`."""
    written = _declaration(target)
    translated = _translate(written, _OTHER[keywords])
    is_other = bool(translated) and translated.strip() != written.strip()
    return WordNote(
        title=getattr(target.node, "title", "") or target.id,
        kind=_kind_of(target, spoken),
        name=target.id,
        texts=tuple(map(_cut, (written, translated) if is_other else (written,))),
    )


def note_word(
    text: str, offset: int, keywords: Language, spoken: Language
) -> tuple[WordNote, Span] | None:
    """What is told of a word that nothing declares, and where it stands; None where nothing is."""
    keyword = _keyword_at(text, offset)
    if keyword is not None:
        terminal, span = keyword
        other = spelling(terminal, _OTHER[keywords])
        return WordNote(title=spelling(terminal, keywords), name=other), span
    word = _word_at(text, offset)
    said = text[word.start : word.end]
    note = _note_field(said, spoken)
    if note is not None:
        return note, word
    named = translate_name(said, _OTHER[keywords]) or translate_name(said, keywords)
    return None if named is None else (WordNote(title=said, name=named), word)


def _kind_of(target: NamedThing, spoken: Language) -> str:
    kind = (
        say("a choice of the reading `{reading}`", reading=target.reading)
        if target.kind == "choice"
        else KIND_NAMES[target.kind]
    )
    return str(in_language(kind, spoken, spoken))


def _cut(text: str) -> str:
    lines = text.splitlines()
    return "\n".join([*lines[:MOST_LINES], "…"] if len(lines) > MOST_LINES else lines)


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


def _note_field(word: str, spoken: Language) -> WordNote | None:
    for known in FIELDS:
        if word and word in (known.name, *known.chinese):
            said = say("a field of every case: `{name}`", name=known.name)
            names = "、".join(known.chinese)
            return WordNote(title=names or known.name, kind=str(in_language(said, spoken, spoken)))
    return None
