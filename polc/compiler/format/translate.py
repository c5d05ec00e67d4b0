"""A file's keywords in the other language.

In: the normalised text of a file, its tree, a language. Out: a text that says the same, not
laid out. Some things are said in another order: `50% of premium` is `缴费标准 的 50%`.
"""

import re
from collections.abc import Iterator
from typing import Final

from lark import Token, Tree

from polc.compiler.format.pieces import tokens_of
from polc.compiler.format.spell import spell_keyword
from polc.compiler.format.translate_shares import share_words
from polc.grammar.keywords import KEYWORDS, Language

_COMMENT: Final = re.compile(r"#[^\n]*")
Node = Token | Tree[Token]


def translate(text: str, tree: Tree[Token], language: Language) -> str:
    """The text with the keywords of this language."""
    before: list[str] = []
    at = 0
    for token in tokens_of(tree):
        assert token.start_pos is not None
        assert token.end_pos is not None
        before.append(text[at : token.start_pos] or " ")
        at = token.end_pos
    gaps = _gaps(tree, language, iter(before))
    words = _words(tree, language)
    return "".join(gap + word for gap, word in zip(gaps, words, strict=True)) + text[at:]


def _gaps(node: Node, language: Language, before: Iterator[str]) -> list[str]:
    """What stands before every token, in the order of the other language: what an author broke
    inside a rate or an amount goes with it. `before` is what stands before the tokens as they
    are, and is used up."""
    if isinstance(node, Token):
        return [next(before)]
    parts = [_gaps(child, language, before) for child in node.children]
    if (str(node.data), language) in (("product", "zh"), ("swapped", "en")):
        [lead, *first], linking, [between, *second] = parts
        middle = [*linking, between]
        noted = [any("#" in gap for gap in part) for part in (first, middle, second)]
        # Comments keep their order, so where several parts have some, all gaps stay.
        if sum(noted) <= 1:
            return [lead, *second, *middle, *first]
    return [gap for part in parts for gap in part]


def _words(  # noqa: C901  # one case for each order of words
    node: Node, language: Language
) -> Iterator[str]:
    """A word for every token, in the order of the other language; where it has fewer words,
    some are empty, where it has more, one stands for two."""
    if isinstance(node, Token):
        yield spell_keyword(node, language)
        return
    match (str(node.data), language):
        case ("product", "zh"):
            rate, _, amount = node.children
            words = list(_words(amount, language))
            if isinstance(amount, Tree) and amount.data in ("product", "multiple"):
                words = [f"({words[0]}", *words[1:-1], f"{words[-1]})"]
            yield from (*words, KEYWORDS["TIMES_RATE"][1][0])
            yield from _words(rate, language)
        case ("swapped", "en"):
            amount, _, rate = node.children
            yield from _words(rate, language)
            words = list(_words(amount, language))
            if _brackets_a_product(amount):
                words = ["", *words[1:-1], ""]
            yield from (KEYWORDS["OF"][0][0], *words)
        case ("leaving_line", _):
            yield from _leaving(node, language)
        case ("count_as", _):
            yield from _counted_as(node, language)
        case ("payer_share", _):
            yield from share_words(node, language, lambda part: list(_words(part, language)))
        case ("under", _):
            yield KEYWORDS["WHERE"][1][0] if language == "zh" else KEYWORDS["UNDER"][0][0]
            for child in node.children[1:]:
                yield from _words(child, language)
        case ("reach", _):
            yield from _reaching_back(node, language)
        case ("split", _):
            yield from _split(node, language)
        case ("key", "en") if _from_onward(node):
            yield from (KEYWORDS["FROM"][0][0], str(node.children[0]))
        case ("naming", _):
            words = list(map(str, tokens_of(node)))
            yield KEYWORDS["NAMED"][1][0] if language == "zh" else KEYWORDS["AS"][0][0]
            yield words[1]
        case _:
            for child in node.children:
                yield from _words(child, language)


def _brackets_a_product(node: Node) -> bool:
    """Whether it is `(缴费标准 的 50%)` or `(费用 乘以 天数)`, whose brackets the other order does
    not need."""
    if isinstance(node, Token) or len(node.children) != 3:
        return False
    inner = node.children[1]
    return isinstance(inner, Tree) and inner.data in ("swapped", "multiple")


def _from_onward(node: Tree[Token]) -> bool:
    """Whether it is `2025 起`, for which English has `from 2025`."""
    kinds = [child.type for child in node.children if isinstance(child, Token)]
    return kinds == ["INT", "ONWARD"]


def _leaving(node: Tree[Token], language: Language) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Token) and child.type in ("OF", "EQUAL"):
            yield "=" if language == "zh" else KEYWORDS["OF"][0][0]
        else:
            yield from _words(child, language)


def _counted_as(node: Tree[Token], language: Language) -> Iterator[str]:
    """`count orphan as tekun`, `孤儿 视同 特困人员`."""
    tokens = list(tokens_of(node))
    linking = next(token for token in tokens if token.type in ("AS", "TREATED_AS"))
    if (linking.type == "AS") == (language == "en"):
        for child in node.children:
            yield from _words(child, language)
        return
    place = tokens.index(linking)
    words = [spell_keyword(token, language) for token in tokens]
    if language == "zh":
        yield from ("", *words[1:place], KEYWORDS["TREATED_AS"][1][0], *words[place + 1 :])
    else:
        first = f"{KEYWORDS['COUNT_TYPE'][0][0]} {words[0]}"
        yield from (first, *words[1:place], KEYWORDS["AS"][0][0], *words[place + 1 :])


def _reaching_back(node: Tree[Token], language: Language) -> Iterator[str]:
    """`from 12 months before recognition`, `自认定前 12个月 起`."""
    tokens = list(tokens_of(node))
    kinds = [token.type for token in tokens]
    words = [spell_keyword(token, language) for token in tokens]
    if "BEFORE_RECOGNITION" in kinds and language == "zh":
        ends = KEYWORDS["ONWARD"][1][0]
        yield from (KEYWORDS["REACHING_BACK"][1][0], words[1], ends)
    elif "REACHING_BACK" in kinds and language == "en":
        ends = KEYWORDS["BEFORE_RECOGNITION"][0][0]
        yield from (KEYWORDS["FROM"][0][0], f"{words[1]} {ends}")
        yield from [""] * (len(words) - 2)
    else:
        yield from words


def _split(node: Tree[Token], language: Language) -> Iterator[str]:
    """`from in_city first`, `先扣 in_city`; of several, `from in_city and elsewhere first`."""
    tokens = list(tokens_of(node))
    kinds = [token.type for token in tokens]
    words = [spell_keyword(token, language) for token in tokens]
    if "FIRST" in kinds and language == "zh":
        place = kinds.index("FROM")
        yield from (*words[:place], KEYWORDS["TAKEN_FIRST"][1][0], *words[place + 1 : -1], "")
    elif "TAKEN_FIRST" in kinds and language == "en":
        place = kinds.index("TAKEN_FIRST")
        first, last = KEYWORDS["FROM"][0][0], KEYWORDS["FIRST"][0][0]
        yield from (*words[:place], first, *words[place + 1 : -1], f"{words[-1]} {last}")
    else:
        yield from words
