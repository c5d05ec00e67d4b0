"""Syntax that stands so many characters further on.

In: a node, or a tuple of nodes. Out: the same nodes at their new places; what has no place in a
text stays as it is. A node that stands in two places of the syntax is one node afterwards too.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from polc.compiler.model.walk import split_fields
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.values import HERE, Syntax

_new: Final = object.__new__


def move(node: Any, by: int) -> Any:
    """The nodes `by` characters further on, or as many back where `by` is negative."""
    return node if by == 0 else _move(node, by, {})


def _move(node: Any, by: int, moved: dict[int, Any]) -> Any:
    kind = node.__class__
    if kind is tuple:
        return tuple([_move(part, by, moved) for part in node]) if node else node
    fields = _fields_of(kind)
    if fields is None:
        return node
    known = moved.get(id(node))
    if known is not None:
        return known
    found = moved[id(node)] = _new(kind)
    kept, held, read_span, set_span = fields
    for read, put in kept:
        put(found, read(node))
    for read, put in held:
        put(found, _move(read(node), by, moved))
    span = read_span(node)
    set_span(found, span if span is HERE else Span(span.start + by, span.end + by))
    return found


_Slot = tuple[Callable[[Any], Any], Callable[[Any, Any], None]]


@cache
def _fields_of(kind: type) -> tuple[list[_Slot], list[_Slot], Any, Any] | None:
    """The slots of a node that are taken over, those that may hold nodes, and what reads and what
    sets its place; None of what is no node."""
    if not issubclass(kind, Syntax):
        return None
    plain, held = ([_slot(kind, name) for name in names] for names in split_fields(kind))
    return plain, held, *_slot(kind, "span")


def _slot(kind: Any, name: str) -> _Slot:
    slot = getattr(kind, name)
    return slot.__get__, slot.__set__
