"""A frozen thing and everything inside it, whatever it is made of.

In: a node of the syntax or of a program. Out: its parts, places in the text apart.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from polc.records.frozen import fields_of

_LEAVES: Final = (str, int, type(None))


def walk(node: object) -> Iterator[object]:
    """The node and everything in it, depth first, in the order of its fields."""
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(reversed(parts_of(part)))


def parts_of(node: object) -> tuple[object, ...]:
    """What a node holds: of a tuple its members, of an attrs object its fields."""
    if isinstance(node, _LEAVES):
        return ()
    if isinstance(node, tuple):
        return node
    of: Any = type(node)
    return tuple(getattr(node, name) for name in _names_of(of))


@cache
def _names_of(of: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(of) if field.name != "span")
