"""Who pays how far, in the order of the other language.

In: the tree of a share of a `paid by`, how its words are written. Out: a word for every token:
`city up to 100 yuan` is `市级资金 100元 以内`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lark import Token, Tree

from polc.grammar.keywords import KEYWORDS, Language

Node = Token | Tree[Token]
_UP_TO: Final = KEYWORDS["UP_TO"]


def share_words(
    node: Tree[Token], language: Language, words: Callable[[Node], Sequence[str]]
) -> Iterator[str]:
    """The words of one share."""
    payer, second, third = node.children
    figure = next((child for child in (second, third) if not _is_up_to(child)), third)
    yield from words(payer)
    if language == "en":
        yield from (_UP_TO[0][0], *words(figure))
    elif _is_figure(figure):
        yield from (*words(figure), _UP_TO[1][0])
    else:
        yield from (_UP_TO[1][0], *words(figure))


def _is_up_to(node: Node) -> bool:
    return isinstance(node, Token) and node.type == "UP_TO"


def _is_figure(node: Node) -> bool:
    """Whether it is an amount in figures."""
    if isinstance(node, Token):
        return node.type == "MONEY"
    return len(node.children) == 1 and _is_figure(node.children[0])
