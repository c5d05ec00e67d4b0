"""The formatter: one style, no options.

In: the text of a `.pol` file. Out: the text laid out, its keywords in one language if that is
asked for; or the diagnostics of a file that cannot be read. Refuses with `NotKeptError` to
give out a text that says something else or has other comments.
"""

import re
from typing import Final

from lark import Token, Tree

from polc.compiler.format.align import write_lines
from polc.compiler.format.glued import divide
from polc.compiler.format.lines import make_lines
from polc.compiler.format.pieces import read_pieces
from polc.compiler.format.translate import translate
from polc.compiler.format.translate_names import translate_names
from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.builders.build_file import build_file
from polc.compiler.syntax.nodes.items import File
from polc.compiler.syntax.normalise import normalise
from polc.compiler.syntax.parse import parse
from polc.grammar.keywords import HAN, Language
from polc.records.evolve import evolve

MOST_DIVIDED: Final = 200
_WORD: Final = re.compile(rf"[{HAN}]+")


class NotKeptError(Exception):
    """The formatter would change what a file says: a mistake of the formatter."""


@frozen
class _Read:
    text: str
    tree: Tree[Token]
    file: File

    @property
    def comments(self) -> list[str]:
        """Every comment, in order."""
        return [
            piece.text for piece in read_pieces(self.text, self.tree) if piece.kind == "COMMENT"
        ]


def format_text(
    source: SourceText,
    language: Language | None = None,
    names: frozenset[str] = frozenset(),
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text laid out, or None and why it cannot be read; `names` are words that files it
    uses give to things. Raises `NotKeptError`."""
    read, mistakes = _read(source)
    divided = 0
    while read is None and divided < MOST_DIVIDED:
        whole = _divide_first(source, mistakes, names)
        if whole is None:
            break
        source = SourceText(source.name, whole)
        read, mistakes = _read(source)
        divided += 1
    if read is None:
        return None, mistakes
    text = read.text
    if language is not None:
        text = translate(read.text, read.tree, language)
        read, text = _with_names(read, source.name, text, language)
    try:
        laid = _lay_out_as(read, source.name, text, keep=False)
    except NotKeptError:
        laid = _lay_out_as(read, source.name, text, keep=True)
    return laid, ()


def _with_names(read: _Read, name: str, text: str, language: Language) -> tuple[_Read, str]:
    """What was read with the names of the language, and the same of the text that says it with
    other keywords. Refused where the names do not come back to the same."""
    translated, _ = _read(SourceText(name, text))
    if translated is None or translated.file != read.file:
        raise NotKeptError("the keywords translated do not say the same as the text that was read")
    named, _ = _read(SourceText(name, translate_names(text, translated.tree, language)))
    if named is None or _in_english(named) != _in_english(translated):
        raise NotKeptError("the names translated do not say the same as the text that was read")
    return evolve(read, file=named.file), named.text


def _in_english(read: _Read) -> File | None:
    """What the text says with the English names of the language."""
    found, _ = _read(SourceText("names", translate_names(read.text, read.tree, "en")))
    return None if found is None else found.file


def _read(source: SourceText) -> tuple[_Read | None, tuple[Diagnostic, ...]]:
    tree, mistakes = parse(source)
    if tree is None or mistakes:
        return None, mistakes
    file, found = build_file(source, tree)
    if found:
        return None, found
    return _Read(normalise(source.text), tree, file), ()


def _lay_out_as(read: _Read, name: str, text: str, *, keep: bool) -> str:
    """The text laid out; refused where it is not what was read, or not the same again."""
    laid = _lay_out(name, text, keep)
    after, _ = _read(SourceText(name, laid))
    if after is None or after.file != read.file or after.comments != read.comments:
        raise NotKeptError("the text laid out does not say the same as the text that was read")
    if _lay_out(name, laid, keep) != laid:
        raise NotKeptError("the text laid out is laid out differently the second time")
    return laid


def _lay_out(name: str, text: str, keep: bool) -> str:
    read, mistakes = _read(SourceText(name, text))
    if read is None:
        raise NotKeptError(f"what was written cannot be read: {mistakes[0].message}")
    return write_lines(make_lines(read_pieces(read.text, read.tree), keep=keep))


def _divide_first(
    source: SourceText, mistakes: tuple[Diagnostic, ...], names: frozenset[str]
) -> str | None:
    """The text with the first mistake's word divided, where that is the mistake."""
    for mistake in mistakes:
        word = _WORD.match(source.text, mistake.span.start)
        divided = divide(word.group(), source.text, names) if word is not None else None
        if word is not None and divided is not None:
            return source.text[: word.start()] + divided + source.text[word.end() :]
    return None
