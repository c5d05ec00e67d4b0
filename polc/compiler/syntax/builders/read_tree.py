"""Small readings of Lark's tree that every builder shares: tokens, places, numbers.

In: trees with all their tokens. Out: names, texts, numbers. A number that no exact
figure can hold raises `WritingError`, which the builder turns into a diagnostic.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from lark import Token, Tree

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.values import Name, Number
from polc.messages.text import NOTHING, Text, say

Branch = Tree[Token]

_UNIT: Final = {"万元": 1_000_000, "亿元": 10_000_000_000, "元": 100, "角": 10, "分": 1}
_WORD_UNIT: Final = {"yuan": 100, "fen": 1}
_NUMBER: Final = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
_LONGEST: Final = 15


class WritingError(ValueError):
    """Something that parses and cannot be taken as it stands: `args[0]` says why, `span`
    where, `hint` what to write."""

    def __init__(
        self, message: Text, span: Span, code: str = "bad_figure", hint: Text = NOTHING
    ) -> None:
        super().__init__(message)
        self.span = span
        self.code = code
        self.hint = hint


def span_of(node: Branch | Token) -> Span:
    """The place of a token or of everything below a tree."""
    if isinstance(node, Token):
        return Span(node.start_pos or 0, node.end_pos or 0)
    return Span(node.meta.start_pos, node.meta.end_pos)


def tokens(tree: Branch, *types: str) -> list[Token]:
    """The tree's own tokens of these types, in order."""
    return [child for child in tree.children if isinstance(child, Token) and child.type in types]


def first(tree: Branch, *types: str) -> Token | None:
    """The first of the tree's own tokens of these types."""
    found = tokens(tree, *types)
    return found[0] if found else None


def has(tree: Branch, *types: str) -> bool:
    """Whether the tree has such a token of its own."""
    return first(tree, *types) is not None


def branches(tree: Branch, *rules: str) -> list[Branch]:
    """The tree's own branches of these rules (of any, if none is named), in order."""
    return [
        child
        for child in tree.children
        if isinstance(child, Tree) and (not rules or child.data in rules)
    ]


def branch(tree: Branch, *rules: str) -> Branch | None:
    """The first branch of these rules."""
    found = branches(tree, *rules)
    return found[0] if found else None


def all_tokens(tree: Branch) -> Iterator[Token]:
    """Every token below the tree, in the order of the text."""
    stack: list[Branch | Token] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Token):
            yield node
        else:
            stack.extend(reversed(node.children))


def name_of(token: Token) -> Name:
    """A name node."""
    return Name(str(token), span=span_of(token))


def names_in(tree: Branch) -> tuple[Name, ...]:
    """The tree's own names, in order."""
    return tuple(name_of(token) for token in tokens(tree, "NAME"))


def text_of(token: Token | None) -> str:
    """A quoted text without its marks; empty for None."""
    return "" if token is None else str(token)[1:-1]


def number_of(token: Token) -> Number:
    """A figure with its unit, exact."""
    span = span_of(token)
    word = str(token)
    match token.type:
        case "MONEY":
            return Number("money", _read_money(word, span), span=span)
        case "PERCENT":
            return Number("rate", _read_scaled(word, 10_000, span), span=span)
        case "POINTS":
            return Number("points", _read_scaled(word, 10_000, span), span=span)
        case "DATE":
            return Number("date", _read_date(word, span), span=span)
        case "DAYS" | "MONTHS":
            kind: Literal["days", "months"] = "days" if token.type == "DAYS" else "months"
            return Number(kind, _read_scaled(word, 1, span), span=span)
        case _:
            return Number("count", whole_of(token), span=span)


def whole_of(token: Token) -> int:
    """A whole number such as a year or a hospital level."""
    if len(token) > _LONGEST:
        raise WritingError(say("this number is too long"), span_of(token))
    return int(token)


def date_of(token: Token) -> int:
    """A date as an ordinal."""
    return _read_date(str(token), span_of(token))


def _read_money(word: str, span: Span) -> int:
    if word.endswith(tuple(_WORD_UNIT)):
        unit = _WORD_UNIT["yuan" if word.endswith("yuan") else "fen"]
        unit *= 10_000 if "万" in word else 1
    else:
        unit = next(value for name, value in _UNIT.items() if word.endswith(name))
    return _read_scaled(word, unit, span)


def _read_scaled(word: str, unit: int, span: Span) -> int:
    found = _NUMBER.match(word)
    assert found is not None
    whole, part = found.group(1), found.group(2) or ""
    if len(whole) > _LONGEST or len(part) > _LONGEST:
        raise WritingError(say("this number is too long"), span)
    tenths: int = 10 ** len(part)
    exact, rest = divmod(int(whole + part) * unit, tenths)
    if rest:
        finest = say("one fen") if unit != 10_000 or "%" not in word else say("0.0001%")
        raise WritingError(say("`{word}` is finer than {finest}", word=word, finest=finest), span)
    return exact


def _read_date(word: str, span: Span) -> int:
    year, month, day = (int(part) for part in re.findall(r"[0-9]+", word))
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        raise WritingError(say("`{word}` is not a day of the calendar", word=word), span) from None
