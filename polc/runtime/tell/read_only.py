"""What is handed out and may not be changed.

In: a mapping or a list that its maker will not touch again. Out: `ReadOnly`, a mapping that
looks and compares like a dict, refuses assignment, and can be pickled.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value", covariant=True)


class ReadOnly(Mapping[Key, Value]):
    """A view of a mapping; equal to any mapping with the same items."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[Key, Value]) -> None:
        self._values = values

    def __getitem__(self, key: Key) -> Value:
        return self._values[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)


def read_only(values: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The mapping as a view that nobody can change."""
    return values if type(values) is ReadOnly else ReadOnly(values)


NOTHING: Final[Mapping[Any, Any]] = ReadOnly({})
"""What is empty, for everybody."""


def all_read_only(values: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The same with everything inside: mappings as views, lists as tuples."""
    return ReadOnly({key: _inside(value) for key, value in values.items()})


def _inside(value: Any) -> Any:
    if isinstance(value, Mapping):
        return all_read_only(value)
    return tuple(map(_inside, value)) if isinstance(value, list | tuple) else value
