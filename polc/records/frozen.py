"""`frozen` of attrs for hundreds of classes, of many of which a command makes no object.

In: a class. Out: a frozen class with slots that means what attrs' own means. attrs writes and
compiles the `__init__`, the comparison, the hash and the printed form of a class when it is made,
and that was a third of what a start cost. Here all classes have the same functions to compare,
hash, print and pickle, which read their fields; the `__init__` of a class comes with its first
object (`own_init.py`, or attrs where a field asks for more), the account of its fields when
somebody asks attrs for it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from inspect import get_annotations
from operator import attrgetter
from threading import RLock
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final

import attrs

from polc.records.own_init import AS_WRITTEN, PlainField, is_of_class, make_init, read_fields

if TYPE_CHECKING:
    # What mypy knows of attrs classes hangs on the name of the decorator.
    from attrs import frozen as frozen
else:

    def frozen(kind: type | None = None, **options: Any) -> Any:
        """`attrs.frozen`, its options included."""
        if kind is None:
            return lambda decorated: frozen(decorated, **options)
        return make_record(kind, attrs.frozen, {**PICKLED, **_FROZEN}, options)


def make_record(
    kind: type, by_attrs: Callable[..., Any], more: Mapping[str, Any], options: dict[str, Any]
) -> Any:
    """The class that `by_attrs` would make with these options; `more` is what it has beside its
    fields, unless it says that itself."""
    own: dict[str, Any] = {}
    if options.pop("eq", True) and "__eq__" not in kind.__dict__:
        own["__eq__"] = _is_equal
        own["__hash__"] = _hash if by_attrs is attrs.frozen else None
    if options.pop("repr", True) and "__repr__" not in kind.__dict__:
        own["__repr__"] = _print
    said = get_annotations(kind)
    if not _needs_attrs(kind, said, options):
        return _make_waiting(kind, said, by_attrs, {**more, **kind.__dict__, **own}, options)
    made = by_attrs(kind, eq=False, repr=False, **options)
    _read_by(made, attrs.fields(made))
    for name, function in own.items():
        setattr(made, name, function)
    return made


_OF_FIELDS: Final = ("__match_args__", "_compared", "__printed__", "__plain_fields__")
"""What is asked of a class and hangs on its fields."""


def _needs_attrs(kind: type, said: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    """Whether attrs does more for a class, of which its annotations are `said`, than is done here:
    its options, its own `__init__`, methods that name the class they stand in."""
    return (
        not options.keys() <= {"kw_only"}
        or "__init__" in kind.__dict__
        or "__slots__" in kind.__dict__
        or issubclass(kind, BaseException)
        or any(
            (isinstance(value, FunctionType) and "__class__" in value.__code__.co_freevars)
            or (isinstance(value, AS_WRITTEN) and name not in said)
            for name, value in kind.__dict__.items()
        )
    )


def _make_waiting(
    kind: type,
    said: Mapping[str, Any],
    make: Callable[..., Any],
    parts: Mapping[str, Any],
    options: Mapping[str, Any],
) -> Any:
    """The class of these parts with slots for its fields; what only its objects need is made for
    the first."""
    fields = [name for name, kept in said.items() if not is_of_class(kept)]
    kept = {name: value.func for name, value in parts.items() if isinstance(value, cached_property)}
    above = {name for base in kind.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    slots = [name for name in (*fields, *map(_KEPT.__add__, kept)) if name not in above]
    if "__weakref__" not in above and not any(base.__weakrefoffset__ for base in kind.__bases__):
        slots.append("__weakref__")
    dropped = {"__dict__", "__weakref__", *fields}

    def complete() -> None:
        with _COMPLETING:
            if made.__dict__["__init__"] is __init__:
                make_parts()

    def make_parts() -> None:
        plain = _plain_fields(kind, options)
        init = None if plain is None else make_init(made, plain)
        if plain is None or init is None:
            by_attrs = make(kind, eq=False, repr=False, **options)
            made.__attrs_attrs__ = by_attrs.__attrs_attrs__
            made.__init__ = by_attrs.__init__
            _read_by(made, attrs.fields(by_attrs))
            return
        made.__init__ = init
        _read_by(made, plain)
        made.__plain_fields__ = plain

    def make_account() -> None:
        with _COMPLETING:
            waits = isinstance(made.__dict__["__attrs_attrs__"], _MadeWhenAsked)
            if waits and made.__plain_fields__ is not None:
                by_attrs = make(kind, init=False, eq=False, repr=False, **options)
                made.__attrs_attrs__ = by_attrs.__attrs_attrs__

    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807  # the name of the class's
        complete()
        made.__init__(self, *values, **named)

    # All that a class has is said when it is made: what is set on one afterwards costs more.
    made: Any = type(kind)(
        kind.__name__,
        kind.__bases__,
        {
            **{name: value for name, value in parts.items() if name not in dropped},
            **{name: keep_once(name, work_out) for name, work_out in kept.items()},
            **{name: _MadeWhenAsked(complete) for name in _OF_FIELDS},
            "__attrs_attrs__": _MadeWhenAsked(make_account),
            "__init__": __init__,
            "__qualname__": kind.__qualname__,
            "__slots__": tuple(slots),
        },
    )
    return made


_COMPLETING: Final = RLock()
"""One class is completed at a time, and once: attrs notes in a class what it makes of it, and would
make something else the second time. The first objects of a class may be of several threads."""

_KEPT: Final = "_kept_"
"""What the slot of a property that is worked out once begins with."""


def keep_once(name: str, work_out: Callable[[Any], Any]) -> property:
    """A property that is worked out when it is first read, and stands in a slot of its own then.
    attrs gives a class with one a `__getattr__`, and Python reads every field of such a class
    several times slower."""
    slot = f"{_KEPT}{name}"
    read = attrgetter(slot)

    def get(node: Any) -> Any:
        try:
            return read(node)
        except AttributeError:
            pass
        found = work_out(node)
        object.__setattr__(node, slot, found)
        return found

    return property(get, doc=work_out.__doc__)


def _plain_fields(kind: type, options: Mapping[str, Any]) -> tuple[PlainField, ...] | None:
    """The fields of a class that are all set as they are given, those of the class above it first;
    None where attrs is needed for one of them."""
    if hasattr(kind, "__attrs_post_init__") or hasattr(kind, "__attrs_pre_init__"):
        return None
    own = read_fields(kind, kw_only=options.get("kw_only", False))
    above = [base for base in kind.__mro__[1:] if "__attrs_attrs__" in base.__dict__]
    if own is None or not above:
        return own
    inherited: tuple[PlainField, ...] | None = getattr(above[0], "__plain_fields__", None)
    if inherited is None or not all(issubclass(above[0], base) for base in above):
        return None
    names = {field.name for field in own}
    return (*(field for field in inherited if field.name not in names), *own)


class _MadeWhenAsked:
    """What a class says of itself once it is complete; asking for it completes it."""

    __slots__ = ("_complete", "_made", "_name")

    def __init__(self, complete: Callable[[], None]) -> None:
        self._complete = complete

    def __set_name__(self, made: type, name: str) -> None:
        self._made, self._name = made, name

    def __get__(self, _: object, owner: type) -> Any:
        self._complete()
        return getattr(self._made, self._name)


def _read_by(made: Any, fields: Iterable[Any]) -> None:
    """Gives a class what follows from its fields."""
    fields = tuple(fields)
    by_place = (field.name for field in fields if field.init and not field.kw_only)
    made.__match_args__ = tuple(by_place)  # type: ignore[misc]  # a class is being made
    made._compared = _compare_by([field for field in fields if field.eq])
    made.__printed__ = tuple(field.name for field in fields if field.repr)
    made.__plain_fields__ = None


def _compare_by(compared: Sequence[Any]) -> Any:
    """What takes of an object the fields that are compared."""
    if not compared:
        return staticmethod(_nothing)
    if not any(field.eq_key for field in compared):
        return staticmethod(attrgetter(*(field.name for field in compared)))

    def read(node: Any) -> tuple[Any, ...]:
        return tuple(
            field.eq_key(getattr(node, field.name)) if field.eq_key else getattr(node, field.name)
            for field in compared
        )

    return staticmethod(read)


def _nothing(_: object) -> tuple[()]:
    return ()


def _is_equal(node: Any, peer: Any) -> Any:
    """Of one class, and equal in every field that is compared."""
    if peer.__class__ is not node.__class__:
        return NotImplemented
    return node._compared(node) == node._compared(peer)


def _hash(node: Any) -> int:
    return hash((node.__class__, node._compared(node)))


def _print(node: Any) -> str:
    parts = (f"{name}={getattr(node, name)!r}" for name in node.__printed__)
    return f"{node.__class__.__qualname__}({', '.join(parts)})"


def names_of(kind: type) -> tuple[str, ...]:
    """The fields of such a class, those of a class above first."""
    return tuple(
        name
        for base in reversed(kind.__mro__)
        for name in base.__dict__.get("__slots__", ())
        if name != "__weakref__" and not name.startswith(_KEPT)
    )


@cache
def fields_of(kind: Any) -> tuple[Any, ...]:
    """Of a class that is a record each field with its `name` and whether it is compared (`eq`);
    nothing of any other."""
    if not is_record(kind):
        return ()
    plain: tuple[PlainField, ...] | None = getattr(kind, "__plain_fields__", None)
    return attrs.fields(kind) if plain is None else plain


def is_record(kind: object) -> bool:
    """Whether it is such a class, or another that attrs made."""
    return isinstance(kind, type) and "__attrs_attrs__" in kind.__dict__


def _state(node: Any) -> dict[str, Any]:
    """What a pickle or a copy of an object holds."""
    return {name: getattr(node, name) for name in names_of(node.__class__)}


def _restore(node: Any, state: Mapping[str, Any]) -> None:
    for name, value in state.items():
        object.__setattr__(node, name, value)


@attrs.frozen
class _Nothing:
    """Where attrs says what setting a field of a frozen object comes to."""


PICKLED: Final[Mapping[str, Any]] = {"__getstate__": _state, "__setstate__": _restore}
"""What a record of any kind has that is pickled or copied."""

_FROZEN: Final[Mapping[str, Any]] = {
    "__setattr__": _Nothing.__setattr__,
    "__delattr__": _Nothing.__delattr__,
}
