"""The names that the language itself gives, in the other language.

In: the normalised text of a file, its tree, a language. Out: a text in which the fields of every
case, places and kinds of care, the figures so far, those of an earlier benefit and the results
that an example expects go by the names of that language; not laid out. What a file declares keeps
its name where the name might be its own.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from lark import Token, Tree

from polc.compiler.model.running_figures import (
    BEARER_WORDS,
    DAY_WORDS,
    FIGURE_WORDS,
    OPENING_WORDS,
    PART_WORDS,
    RESULT_WORDS,
    UNKNOWN_WORDS,
)
from polc.grammar.keywords import Language
from polc.runtime.vocabulary import CHINESE_CHOICES, CLAIM_WORDS, FIELDS, find_field

Words = Mapping[Language, Mapping[str, str]]

_DECLARING: Final = frozenset(
    {"policy", "source", "section", "word_list", "identity", "group", "param", "field_decl"}
    | {"payer", "tally", "pool", "benefit", "reading", "choice", "case", "alternative", "naming"}
    | {"entitlement", "alert", "limit_rule", "target", "deadline", "obligation", "require"}
    | {"leaving_line"}
)
"""What gives its first name to something."""

_KEYED: Final = frozenset({"table", "periods", "wholes"})
_ALONE: Final = frozenset({"by", "keyed", "as_of", "as_of_line"})
"""What names fields, and nothing else."""


def _both_ways(pairs: Mapping[str, str]) -> Words:
    """Of Chinese words with the English ones that they stand for, both ways: of several Chinese
    ones the first is written."""
    chinese: dict[str, str] = {}
    for word, english in pairs.items():
        chinese.setdefault(english, word)
    return {"zh": chinese, "en": dict(pairs)}


_FIELD_WORDS: Final = {word: field.name for field in FIELDS for word in field.chinese}
_FIGURES: Final = {
    word: next(w for w, same in FIGURE_WORDS.items() if w.isascii() and same == meant)
    for word, meant in FIGURE_WORDS.items()
    if not word.isascii()
}
_VALUES: Final = _both_ways(_FIELD_WORDS | _FIGURES)
_CASE_FIELDS: Final = _both_ways(_FIELD_WORDS | CLAIM_WORDS)
_CHOICES: Final = _both_ways(CHINESE_CHOICES)
_PARTS: Final = _both_ways(PART_WORDS)
_RESULTS: Final = _both_ways(RESULT_WORDS)
_DAYS: Final = _both_ways(DAY_WORDS)
_OPENED: Final = _both_ways(OPENING_WORDS)
_UNKNOWN: Final = _both_ways(UNKNOWN_WORDS)
_BEARERS: Final = _both_ways(BEARER_WORDS)
_UNITS: Final = _both_ways({"元": "yuan"})
_GIVEN: Final = (_VALUES, _CHOICES, _PARTS, _RESULTS, _DAYS, _OPENED, _UNKNOWN, _BEARERS)
"""The names that the language gives, one table for each place where they may stand."""


def translate_name(word: str, language: Language) -> str | None:
    """What a name that the language gives is called in `language`; None of any other word."""
    return next((names[language][word] for names in _GIVEN if word in names[language]), None)


def translate_names(text: str, tree: Tree[Token], language: Language) -> str:
    """The text with the names of this language."""
    own = frozenset(_declared(tree))
    parts: list[str] = []
    at = 0
    for token, words in _named(tree):
        assert token.start_pos is not None
        assert token.end_pos is not None
        name = str(token)
        may_be_own = words is _VALUES or words is _OUTCOMES
        told = name if may_be_own and name in own else words[language].get(name, name)
        parts += [text[at : token.start_pos], told]
        at = token.end_pos
    return "".join(parts) + text[at:]


def _declared(tree: Tree[Token]) -> Iterator[str]:
    for node in tree.iter_subtrees():
        if str(node.data) in _DECLARING:
            name = next(_names_in(node), None)
            if name is not None:
                yield str(name)


def _names_in(node: Tree[Token]) -> Iterator[Token]:
    """The names that stand in a node itself."""
    for child in node.children:
        if isinstance(child, Token) and child.type == "NAME":
            yield child


def _named(tree: Tree[Token]) -> list[tuple[Token, Words]]:
    """The tokens that may be names of the language, with the words of their place, in order."""
    found = [pair for node in tree.iter_subtrees() for pair in _named_in(node)]
    return sorted(found, key=lambda pair: pair[0].start_pos or 0)


def _named_in(node: Tree[Token]) -> Iterator[tuple[Token, Words]]:  # noqa: C901  # one case a place
    names = list(_names_in(node))
    match str(node.data):
        case "atom" if names:
            if len(names) == 1:
                yield names[0], _VALUES
            else:
                yield names[1], _PARTS
        case "membership" if _is_choice(node.children[0]):
            yield from ((name, _CHOICES) for name in names)
        case "table" | "periods" | "wholes" if _is_choice(node.children[-1]):
            for key in node.find_data("key"):
                if _table_of(key, node):
                    yield from ((name, _CHOICES) for name in _names_in(key))
        case data if data in _ALONE:
            yield from ((name, _VALUES) for name in names)
        case "dated_by" | "identities_by":
            yield from ((name, _DAYS) for name in names)
        case "split":
            yield from ((name, _CHOICES) for name in names)
        case "example_claim" if names:
            yield names[-1], _CHOICES
        case "case_field" if names:
            yield names[0], _CASE_FIELDS
            if len(names) > 1 and _is_choice(names[0]):
                yield names[1], _CHOICES
        case "outcome" | "total" | "adjustment":
            yield from ((name, _OUTCOMES) for name in names)
        case "opened":
            yield from ((name, _OPENED) for name in names[1:])
        case "bearer_line":
            yield from ((name, _BEARERS) for name in names)
        case "unit":
            yield from ((name, _UNITS) for name in names)
        case _:
            pass


_OUTCOMES: Final[Words] = {
    "en": {**_RESULTS["en"], **_UNKNOWN["en"]},
    "zh": {**_RESULTS["zh"], **_UNKNOWN["zh"]},
}


def _is_choice(node: Token | Tree[Token]) -> bool:
    """Whether it names a field of every case that takes one of the words of the language."""
    names = [node] if isinstance(node, Token) else list(_names_in(node))
    field = find_field(str(names[0])) if len(names) == 1 else None
    return field is not None and bool(field.choices)


def _table_of(key: Tree[Token], table: Tree[Token]) -> bool:
    """Whether a key is one of the table's own, and of none inside it."""
    inner = (node for node in table.iter_subtrees() if str(node.data) in _KEYED)
    return not any(key in node.find_data("key") for node in inner if node is not table)
