"""The `__init__` of a class whose fields are what they are given, without compiling one for it.

In: a class as it is written. Out: its fields and an `__init__` that sets them, or None where attrs
does more for a field: a factory, a converter, a validator. attrs writes the text of each class's
`__init__` and compiles it, which for the two hundred classes of a small file took a sixth of
`polc check`. What differs between two such functions of as many fields are the names of the fields:
one is compiled for each number of fields, and takes on the names of each class.
"""

from functools import cache
from inspect import get_annotations
from types import CodeType, FunctionType
from typing import Any, Final, NamedTuple

import attrs

AS_WRITTEN: Final = type(attrs.field())
"""What `field(…)` is in the body of a class."""

_FACTORY: Final[type] = type(attrs.Factory(tuple))


class PlainField(NamedTuple):
    """A field that is set as it is given; `eq_key` says what of it is compared, where not all."""

    name: str
    default: Any
    kw_only: bool
    eq: bool
    eq_key: Any
    repr: bool
    init: bool = True


def read_fields(kind: type, *, kw_only: bool) -> tuple[PlainField, ...] | None:
    """The fields that a class has beside those of the classes above it, in their order; None where
    one of them is not plain."""
    found: list[PlainField] = []
    for name, said in get_annotations(kind).items():
        if "ClassVar" in str(said):
            continue
        value = kind.__dict__.get(name, attrs.NOTHING)
        if type(value) is not AS_WRITTEN:
            if type(value) is _FACTORY:
                return None
            found.append(PlainField(name, value, kw_only, eq=True, eq_key=None, repr=True))
        elif _is_plain(value):
            found.append(
                PlainField(
                    name,
                    value._default,
                    kw_only or bool(value.kw_only),
                    value.eq,
                    value.eq_key,
                    value.repr is True,
                )
            )
        else:
            return None
    return tuple(found)


def _is_plain(value: Any) -> bool:
    return (
        value.init
        and value.alias is None
        and value.converter is None
        and value._validator is None
        and value.repr in (True, False)
        and not value.metadata
        and type(value._default) is not _FACTORY
    )


def make_init(kind: type, fields: tuple[PlainField, ...]) -> FunctionType | None:
    """The function; None where a field without a default follows one that has one, of which attrs
    says what is wrong."""
    by_place = [field for field in fields if not field.kw_only]
    by_name = [field for field in fields if field.kw_only]
    names = tuple(field.name.lstrip("_") for field in (*by_place, *by_name))
    defaults = [field.default for field in by_place if field.default is not attrs.NOTHING]
    if any(field.default is attrs.NOTHING for field in by_place[len(by_place) - len(defaults) :]):
        return None
    code = _code_for(len(names)).replace(
        co_argcount=1 + len(by_place),
        co_kwonlyargcount=len(by_name),
        co_varnames=("self", *names),
        co_consts=(None, *(field.name for field in (*by_place, *by_name))),
        co_qualname=f"{kind.__qualname__}.__init__",
    )
    made = FunctionType(code, _SPACE, "__init__", tuple(defaults))
    made.__kwdefaults__ = {
        name: field.default
        for name, field in zip(names[len(by_place) :], by_name, strict=True)
        if field.default is not attrs.NOTHING
    }
    return made


_SPACE: Final[dict[str, Any]] = {"_set": object.__setattr__, "__builtins__": {}}


@cache
def _code_for(count: int) -> CodeType:
    """The code of a function that sets so many fields, named by their numbers."""
    taken = "".join(f", f{number}" for number in range(count))
    lines = "".join(f"    _set(self, '{number}', f{number})\n" for number in range(count))
    space: dict[str, Any] = {}
    exec(f"def __init__(self{taken}):\n{lines or '    pass'}", space)  # noqa: S102  # numbers alone
    code: CodeType = space["__init__"].__code__
    return code
