"""Which words the rules ask a text of a case for: `disease is …`, `hospital in LIST`, a table by
either.

In: the items of a policy, its names. Out: each such field as one of named values: the words that
are asked for in the order of the file, then any other text.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.compiler.model.walk import walk_records
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.items import WordList
from polc.compiler.syntax.nodes.values import Membership, Name, Reference, Table
from polc.grammar.keywords import is_han
from polc.records.evolve import evolve
from polc.runtime.vocabulary import FIELDS, Field, find_field

ANY_OTHER: Final = "any_other"
"""What a case that is made up gives for a text that no rule asks for."""

_TEXTS: Final = tuple(field for field in FIELDS if field.kind == "text")
_WORDS: Final = tuple(word for field in _TEXTS for word in (field.name, *field.chinese))


def find_asked_texts(located: Iterable[LocatedItem], scope: Scope) -> Iterator[Field]:
    """The fields that some rule asks for a word."""
    asked: dict[str, dict[str, None]] = {}
    for item in located:
        if isinstance(item.item, Examples) or not _says(item):
            continue
        for part in walk_records(item.item):
            match part:
                case Membership(subject=Reference(name=name)):
                    words = _words_of(part.members, scope)
                case Table(by=Name() as name):
                    keys = (key.name for entry in part.entries for key in entry.keys)
                    words = _words_of((key for key in keys if key is not None), scope)
                case _:
                    continue
            field = find_field(name.text)
            if field is not None and field.kind == "text":
                asked.setdefault(field.name, {}).update(dict.fromkeys(words))
    for field in FIELDS:
        if field.name in asked:
            choices = (*asked[field.name], ANY_OTHER)
            yield evolve(field, kind="choice", choices=choices, open=True)


def _says(item: LocatedItem) -> bool:
    """Whether the item has such a word at all, in its own text or in a line of another file."""
    places = [(item.source, item.item.span)]
    places += [(line.source, line.node.span) for line in item.inherited_statements]
    return any(
        _stands_in(source.text, word, span.start, span.end)
        for source, span in places
        for word in _WORDS
    )


def _stands_in(text: str, word: str, start: int, end: int) -> bool:
    """Whether a word stands there that is no part of a longer one of its script. An expression that
    knows the Chinese characters takes longer to be made than a policy to be looked through."""
    found = text.find(word, start, end)
    while found >= 0:
        behind = found + len(word)
        if not (
            (found > 0 and _are_joined(text[found - 1], text[found]))
            or (behind < end and _are_joined(text[behind], text[found]))
        ):
            return True
        found = text.find(word, found + 1, end)
    return False


def _are_joined(letter: str, beside: str) -> bool:
    """Whether two letters may be of one word."""
    if beside.isascii():
        return letter == "_" or (letter.isascii() and letter.isalnum())
    return is_han(letter)


def _words_of(members: Iterable[Name | int], scope: Scope) -> Iterator[str]:
    """The words that members stand for, those of lists among them."""
    for member in members:
        word = str(member) if isinstance(member, int) else member.text
        yield from words_of_list(word, scope) or (word,)


def words_of_list(name: str, scope: Scope) -> tuple[str, ...]:
    """The words of the list of this name; none where there is no such list."""
    symbol = scope.words.get(name)
    return symbol.node.words if symbol is not None and isinstance(symbol.node, WordList) else ()


def is_text_field(name: str) -> bool:
    """Whether it is the name of a field that has a text, in either language."""
    field = find_field(name)
    return field is not None and field.kind == "text"
