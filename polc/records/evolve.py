"""A record with some fields changed.

In: a record, new values by their names. Out: another record, as `attrs.evolve` makes it: through
the `__init__` of its class, without asking attrs for an account of the class; of a frozen class
whose objects were changed before by setting each slot.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    # What mypy knows of changed records hangs on the name of the function.
    from attrs import evolve as evolve
else:

    def evolve(record: Any, **changes: Any) -> Any:
        """`attrs.evolve`."""
        kind = record.__class__
        known = _COPIES.get(kind)
        if known is None:
            return _evolve_anew(record, changes)
        copy, setters = known
        made = copy(record)
        try:
            for name, value in changes.items():
                setters[name](made, value)
        except KeyError:
            return kind(**changes)  # says which name is none of its own
        return made


_Copy = tuple[Callable[[Any], Any], dict[str, Callable[[Any, Any], None]]]

_COPIES: Final[dict[type, _Copy]] = {}
"""By class what copies an object of it, and what sets each field of one that is being made."""

_CHANGED: Final[dict[type, int]] = {}
"""How many objects of a class were changed."""

_FEW: Final = 50
"""So many objects of a class are made by its `__init__`: a copy is worth its code then."""


def _evolve_anew(record: Any, changes: dict[str, Any]) -> Any:
    kind = record.__class__
    found = _taken_by(kind)
    if found is None:
        return attrs.evolve(record, **changes)
    names, read = found
    _CHANGED[kind] = count = _CHANGED.get(kind, 0) + 1
    if count == _FEW and all(field.init for field in kind.__plain_fields__):
        _COPIES[kind] = _make_copy(kind)
    return kind(**{**dict(zip(names, read(record), strict=True)), **changes})


@cache
def _taken_by(kind: Any) -> tuple[tuple[str, ...], Any] | None:
    """The names that the `__init__` of a record takes, and what reads their values of one; None
    where attrs is to say, or there are too few of them to be read at once."""
    fields = kind.__plain_fields__ if "__plain_fields__" in kind.__dict__ else None
    taken = [field.name for field in fields or () if field.init]
    if len(taken) < 2:
        return None
    return tuple(name.lstrip("_") for name in taken), attrgetter(*taken)


def _make_copy(kind: Any) -> _Copy:
    """Of a class whose `__init__` sets all its fields as they are given."""
    names = [field.name for field in kind.__plain_fields__]
    setters = [getattr(kind, name).__set__ for name in names]
    code = _code_for(len(names))
    code = code.replace(
        co_names=tuple(names[int(name[1:])] if name[0] == "a" else name for name in code.co_names)
    )
    space = {
        "__builtins__": {},
        "_new": object.__new__,
        "_kind": kind,
        **{f"_set{place}": setter for place, setter in enumerate(setters)},
    }
    by_name = {name.lstrip("_"): setter for name, setter in zip(names, setters, strict=True)}
    return FunctionType(code, space), by_name


@cache
def _code_for(count: int) -> CodeType:
    """The code of a function that copies an object of so many fields, named by their numbers."""
    lines = [f"    _set{place}(new, old.a{place})" for place in range(count)]
    space: dict[str, Any] = {}
    exec("\n".join(("def copy(old):", "    new = _new(_kind)", *lines, "    return new")), space)  # noqa: S102  # numbers alone
    code: CodeType = space["copy"].__code__
    return code
