"""A frozen thing and everything inside it, whatever it is made of.

In: a node of the syntax or of a program. Out: its parts, places in the text apart; or of these the
records alone, without the texts, figures and tuples that they are made of.
"""

from collections.abc import Callable, Iterator
from inspect import get_annotations
from operator import attrgetter
from typing import Any, Final, Literal, get_args, get_origin

from polc.records.frozen import fields_of, is_record

_LEAVES: Final = (str, int, type(None))


def walk(node: object) -> Iterator[object]:
    """The node and everything in it, depth first, in the order of its fields."""
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(_BACKWARD[type(part)](part))


def walk_records(node: object) -> Iterator[object]:
    """The records of the node, itself among them, in the same order."""
    stack = [node]
    while stack:
        part = stack.pop()
        kind = type(part)
        if kind is tuple:
            stack.extend(part[::-1])  # type: ignore[index]  # a tuple
            continue
        read = _HELD_BACKWARD[kind]
        if read is not None:
            yield part
            stack.extend(read(part))


def parts_by_class(node: object) -> dict[type, list[Any]]:
    """The records of the node by their class, each in the same order; and the tuples of several
    members."""
    found: dict[type, list[Any]] = {}
    stack = [node]
    while stack:
        part = stack.pop()
        kind = type(part)
        if kind is tuple:
            if len(part) > 1:  # type: ignore[arg-type]  # a tuple
                found.setdefault(tuple, []).append(part)
            stack.extend(part[::-1])  # type: ignore[index]  # a tuple
            continue
        read = _HELD_BACKWARD[kind]
        if read is not None:
            found.setdefault(kind, []).append(part)
            stack.extend(read(part))
    return found


def parts_of(node: object) -> tuple[object, ...]:
    """What a node holds: of a tuple its members, of an attrs object its fields."""
    if isinstance(node, _LEAVES):
        return ()
    if isinstance(node, tuple):
        return node
    return _FORWARD[type(node)](node)


def held_parts(node: object) -> tuple[object, ...]:
    """Of what a node holds what may be a record, or hold one."""
    return (_HELD[type(node)] or _nothing)(node)


def split_fields(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a class of records, its place in the text apart: those that hold neither
    records nor anything made of some, and the others."""
    said = _annotations_of(kind)
    names = _names_of(kind)
    plain = tuple(name for name in names if _is_plain(said[name]))
    return plain, tuple(name for name in names if name not in plain)


_Read = Callable[[Any], tuple[object, ...]]


class _ReadBy(dict[type, _Read]):
    """What takes of an object of a class its parts; made for the first object of each."""

    def __init__(self, *, step: Literal[1, -1]) -> None:
        super().__init__()
        self._step = step

    def __missing__(self, kind: type) -> _Read:
        if issubclass(kind, _LEAVES):
            read: _Read = _nothing
        elif issubclass(kind, tuple):
            read = _backward if self._step < 0 else tuple
        else:
            read = _read_of(_names_of(kind)[:: self._step])
        self[kind] = read
        return read


class _ReadHeldBy(dict[type, _Read | None]):
    """The same of the parts that may be or hold records; None of what is no record."""

    def __init__(self, *, step: Literal[1, -1]) -> None:
        super().__init__()
        self._step = step

    def __missing__(self, kind: type) -> _Read | None:
        read: _Read | None = None
        if issubclass(kind, tuple):
            read = _backward if self._step < 0 else tuple
        elif is_record(kind):
            _, held = split_fields(kind)
            read = _read_of(held[:: self._step])
        self[kind] = read
        return read


def _read_of(names: tuple[str, ...]) -> _Read:
    if not names:
        return _nothing
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda node: (read(node),)


def _nothing(_: object) -> tuple[object, ...]:
    return ()


def _backward(members: tuple[object, ...]) -> tuple[object, ...]:
    return members[::-1]


def _annotations_of(kind: type) -> dict[str, object]:
    return {
        name: type_
        for base in reversed(kind.__mro__)
        for name, type_ in get_annotations(base).items()
    }


def _is_plain(said: object) -> bool:
    """Whether a type has no records, nor anything made of some."""
    if isinstance(said, type) and get_origin(said) is None:
        return issubclass(said, _LEAVES)
    if get_origin(said) is Literal:
        return True
    inside = [part for part in get_args(said) if part is not Ellipsis]
    return bool(inside) and all(map(_is_plain, inside))


def _names_of(of: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(of) if field.name != "span")


_FORWARD: Final = _ReadBy(step=1)
_BACKWARD: Final = _ReadBy(step=-1)
_HELD: Final = _ReadHeldBy(step=1)
_HELD_BACKWARD: Final = _ReadHeldBy(step=-1)
