"""Going on where something is written that cannot be taken as it stands.

In: a tree in which a figure is too long, too fine or no day, in which a dash stands between
two figures, or `and` beside `or`. Out: all such mistakes; the tree has a figure in their place
that can be taken, so that the rest can be gone through.
"""

from collections.abc import Iterator
from typing import Final

from lark import Token, Tree

from polc.compiler.syntax.builders.read_tree import Branch, WritingError, number_of, span_of
from polc.messages.text import say

_INSTEAD: Final = {
    "MONEY": "1 yuan",
    "PERCENT": "1%",
    "POINTS": "1 point",
    "DATE": "2000-01-01",
    "DAYS": "1 day",
    "MONTHS": "1 month",
    "INT": "1",
}


_RANGED: Final = {"MONEY", "PERCENT", "POINTS", "INT"}
"""Figures of which one alone may have the unit: `60-70%`. Months less a day are no range."""


def replace_bad_figures(tree: Branch) -> list[WritingError]:
    """The mistakes of this kind, each replaced."""
    found = []
    for node in _branches_below(tree):
        while node.data == "sum" and (ranged := range_in(node)) is not None:
            found.append(ranged)
            left = next(child for child in node.children if isinstance(child, Tree))
            node.data, node.children = left.data, left.children
        if node.data == "any_of":
            mixed = mixed_conditions(node)
            if mixed is not None:
                found.append(mixed)
                node.children = [next(child for child in node.children if isinstance(child, Tree))]
        for place, token in enumerate(node.children):
            if isinstance(token, Token) and token.type in _INSTEAD:
                try:
                    number_of(token)
                except WritingError as mistake:
                    found.append(mistake)
                    instead = Token.new_borrow_pos(token.type, _INSTEAD[token.type], token)
                    node.children[place] = instead
    return found


def mixed_conditions(tree: Branch) -> WritingError | None:
    """The mistake of an `or` with an `and` beside it."""
    if not any(isinstance(child, Tree) and child.data == "all_of" for child in tree.children):
        return None
    return WritingError(
        say("`and` and `or` stand side by side without brackets"),
        span_of(tree),
        "and_or_without_brackets",
        say("say which belongs together: `(a and b) or c`, or `a and (b or c)`"),
    )


def range_in(tree: Branch) -> WritingError | None:
    """The mistake of two figures with a dash between them, which is a range to whoever reads it
    and would be a difference."""
    *before, sign, after = tree.children
    if not isinstance(sign, Token) or sign != "-":
        return None
    left = before[-1]
    while isinstance(left, Tree) and left.data == "sum":
        left = left.children[-1]
    first, last = _figure_of(left), _figure_of(after)
    if first is None or last is None:
        return None
    if first.type not in (last.type, "INT") and not {first.type, last.type} <= _RANGED:
        return None
    from polc.compiler.syntax.mistakes.explain_ranges import explain_two_figures

    message, hint = explain_two_figures(str(first), str(last))
    return WritingError(message, span_of(tree), "range_of_figures", hint)


def _figure_of(part: Branch | Token) -> Token | None:
    """The figure that a part of a sum is, where it is one alone."""
    while isinstance(part, Tree) and len(part.children) == 1:
        part = part.children[0]
    return part if isinstance(part, Token) and part.type in _INSTEAD else None


def _branches_below(tree: Branch) -> Iterator[Branch]:
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(child for child in node.children if isinstance(child, Tree))
