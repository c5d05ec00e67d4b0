"""Who pays how far, in the order of the other language.

In: the tree of a share of a `paid by`, how its words are written. Out: a word for every token:
`city up to 100 yuan` is `市级资金 100元 以内`, `paid up to 100 yuan by city` is
`支付来源 市级资金 100元 以内`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lark import Token, Tree

from polc.grammar.keywords import KEYWORDS, Language

SHARES: Final = ("payer_share", "first_share", "next_share")
"""The rules of a share."""

Node = Token | Tree[Token]
_UP_TO: Final = KEYWORDS["UP_TO"]


def share_words(
    node: Tree[Token], language: Language, words: Callable[[Node], Sequence[str]]
) -> Iterator[str]:
    """The words of one share."""
    if node.data != "payer_share":
        yield from _behind(node, language, words)
        return
    payer, second, third = node.children
    figure = next((child for child in (second, third) if not _is_up_to(child)), third)
    yield from words(payer)
    if language == "en":
        yield from (_UP_TO[0][0], *words(figure))
    elif _is_figure(figure):
        yield from (*words(figure), _UP_TO[1][0])
    else:
        yield from (_UP_TO[1][0], *words(figure))


def _behind(
    node: Tree[Token], language: Language, words: Callable[[Node], Sequence[str]]
) -> Iterator[str]:
    """`up to 100 yuan by city`, which Chinese says as it says the other."""
    _, figure, _, payer = node.children
    if language == "en":
        for child in node.children:
            yield from words(child)
        return
    (name,) = words(payer)
    first = f"{KEYWORDS['PAID_BY'][1][0]} {name}" if node.data == "first_share" else name
    if _is_figure(figure):
        yield from (first, *words(figure), _UP_TO[1][0], "")
    else:
        yield from (f"{first} {_UP_TO[1][0]}", *words(figure), "", "")


def _is_up_to(node: Node) -> bool:
    return isinstance(node, Token) and node.type == "UP_TO"


def _is_figure(node: Node) -> bool:
    """Whether it is an amount in figures."""
    if isinstance(node, Token):
        return node.type == "MONEY"
    return len(node.children) == 1 and _is_figure(node.children[0])
