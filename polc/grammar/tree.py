"""What a text is parsed to: words with their places, and trees of them.

In: what the parser finds. Out: `Token`, a `str` with the terminal that it is and its place, and
`Tree`, the rule that its children make. A tree keeps every token.
"""

from typing import Any


class Token(str):
    """A word of a text: `type` is its terminal, `start_pos` and `end_pos` its place."""

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int

    def __new__(cls, kind: str, word: str, start_pos: int, end_pos: int) -> "Token":
        made = str.__new__(cls, word)
        made.type = kind
        made.start_pos = start_pos
        made.end_pos = end_pos
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Token, (self.type, str(self), self.start_pos, self.end_pos)


class Tree:
    """A rule as it was found: `data` is its name, or the name that its grammar gives the form.
    Its place is from its first child to its last; a tree of nothing stands before every text."""

    __slots__ = ("children", "data", "end_pos", "start_pos")

    def __init__(
        self, data: str, children: "list[Tree | Token]", start_pos: int = -1, end_pos: int = -1
    ) -> None:
        self.data = data
        self.children = children
        self.start_pos = start_pos
        self.end_pos = end_pos

    def inside_out(self) -> "list[Tree]":
        """Every tree in it and itself, each after those that it holds."""
        found = [self]
        for tree in found:
            found += (child for child in reversed(tree.children) if isinstance(child, Tree))
        return found[::-1]

    def __repr__(self) -> str:
        return f"Tree({self.data!r}, {self.children!r})"
