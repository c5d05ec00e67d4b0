"""The `__init__` of a record, without compiling one for each class.

In: a class as it is written. Out: its fields and an `__init__` that sets them, or None where attrs
does more for a field: a converter, a validator, a name of its own. attrs writes the text of each
class's `__init__` and compiles it, which for the two hundred classes of a small file took a sixth
of `polc check`. What differs between two such functions whose fields are set alike are the names of
the fields: one is compiled for each such form, and takes on the names of each class.
"""

from functools import cache
from inspect import get_annotations
from types import CodeType, FunctionType
from typing import Any, ClassVar, Final, NamedTuple

import attrs

AS_WRITTEN: Final = type(attrs.field())
"""What `field(…)` is in the body of a class."""

_FACTORY: Final[type] = type(attrs.Factory(tuple))


class PlainField(NamedTuple):
    """A field that is set as it is given or as its default says; `eq_key` says what of it is
    compared, where not all."""

    name: str
    default: Any
    kw_only: bool
    eq: bool = True
    eq_key: Any = None
    repr: bool = True
    init: bool = True

    @property
    def is_made(self) -> bool:
        """Whether its default is made for each object."""
        return type(self.default) is _FACTORY


def read_fields(kind: type, *, kw_only: bool) -> tuple[PlainField, ...] | None:
    """The fields that a class has beside those of the classes above it, in their order; None where
    one of them is not plain."""
    found: list[PlainField] = []
    for name, said in get_annotations(kind).items():
        if is_of_class(said):
            continue
        value = kind.__dict__.get(name, attrs.NOTHING)
        if type(value) is not AS_WRITTEN:
            found.append(PlainField(name, value, kw_only))
        elif _is_plain(value):
            found.append(
                PlainField(
                    name=name,
                    default=value._default,
                    kw_only=kw_only or bool(value.kw_only),
                    eq=value.eq,
                    eq_key=value.eq_key,
                    repr=value.repr,
                    init=value.init,
                )
            )
        else:
            return None
    return tuple(found)


def is_of_class(said: Any) -> bool:
    """Whether what is annotated so is the class's own and no field of its objects."""
    if isinstance(said, str):
        return "ClassVar" in said
    return getattr(said, "__origin__", said) is ClassVar


def _is_plain(value: Any) -> bool:
    return (
        value.alias is None
        and value.converter is None
        and value._validator is None
        and value.repr in (True, False)
        and not value.metadata
    )


def make_init(kind: type, fields: tuple[PlainField, ...]) -> FunctionType | None:
    """The function; None where a field without a default follows one that has one, of which attrs
    says what is wrong."""
    by_place = [field for field in fields if field.init and not field.kw_only]
    by_name = [field for field in fields if field.init and field.kw_only]
    defaults = [_given(field) for field in by_place if field.default is not attrs.NOTHING]
    if any(field.default is attrs.NOTHING for field in by_place[len(by_place) - len(defaults) :]):
        return None
    given = (*by_place, *by_name)
    # What hangs on no other field is set first, so that more classes have one form.
    fields = (
        *(field for field in given if not _takes_self(field)),
        *(field for field in fields if not field.init and not _takes_self(field)),
        *filter(_takes_self, fields),
    )
    taken = tuple(map(fields.index, given))
    names = [field.name.lstrip("_") for field in given]
    sets = _SET if kind.__setattr__ is _set_plainly else _SET_FROZEN
    code = _code_for("".join(map(_form_of, fields)), taken, sets)
    code = code.replace(
        co_argcount=1 + len(by_place),
        co_kwonlyargcount=len(by_name),
        co_varnames=("self", *names),
        co_names=tuple(
            fields[int(name[1:])].name if name[0] == "a" else name for name in code.co_names
        ),
        co_qualname=f"{kind.__qualname__}.__init__",
    )
    made = FunctionType(code, _space_of(kind, fields), "__init__", tuple(defaults))
    made.__kwdefaults__ = {
        field.name.lstrip("_"): _given(field)
        for field in by_name
        if field.default is not attrs.NOTHING
    }
    return made


def _takes_self(field: PlainField) -> bool:
    """Whether its default is worked out of the other fields."""
    return field.is_made and bool(field.default.takes_self)


def _given(field: PlainField) -> Any:
    """What stands for the field in the signature where it is not given."""
    return attrs.NOTHING if field.is_made else field.default


_set_plainly: Final[Any] = object.__setattr__
_SPACE: Final = {"_NOTHING": attrs.NOTHING, "__builtins__": {}}


def _space_of(kind: type, fields: tuple[PlainField, ...]) -> dict[str, Any]:
    """What the function asks for by name, beside what it is given: of a frozen class what sets each
    slot, in half the time that `object.__setattr__` takes to find it by its name."""
    space = dict(_SPACE)
    for place, field in enumerate(fields):
        if field.is_made or not field.init:
            space[f"_{place}"] = field.default.factory if field.is_made else field.default
        if kind.__setattr__ is not _set_plainly:
            space[f"_set{place}"] = getattr(kind, field.name).__set__
    return space


_VALUES: Final = {
    "given": "f{0}",
    "or made": "_{0}() if f{0} is _NOTHING else f{0}",
    "or worked out": "_{0}(self) if f{0} is _NOTHING else f{0}",
    "made": "_{0}()",
    "worked out": "_{0}(self)",
    "its default": "_{0}",
    "left": "",
}
"""What a field is set to, by its number; one that is left is not set."""

_SET: Final = "self.a{0} = {1}"
_SET_FROZEN: Final = "_set{0}(self, {1})"

_FORMS: Final = dict(zip("goOmwdl", _VALUES, strict=True))


def _form_of(field: PlainField) -> str:
    """A letter of `_FORMS`."""
    if field.is_made:
        made, worked_out = ("o", "O") if field.init else ("m", "w")
        return worked_out if field.default.takes_self else made
    if field.init:
        return "g"
    return "l" if field.default is attrs.NOTHING else "d"


@cache
def _code_for(forms: str, taken: tuple[int, ...], sets: str) -> CodeType:
    """The code of a function that `sets` fields to these values, `taken` those that it is given;
    they are named by their numbers."""
    given = "".join(f", f{number}" for number in taken)
    values = [_VALUES[_FORMS[form]].format(number) for number, form in enumerate(forms)]
    lines = [sets.format(number, value) for number, value in enumerate(values) if value]
    space: dict[str, Any] = {}
    exec("\n    ".join((f"def __init__(self{given}):", *(lines or ["pass"]))), space)  # noqa: S102  # numbers alone
    code: CodeType = space["__init__"].__code__
    return code
