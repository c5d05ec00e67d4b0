"""A mapping that never changes and grows at the same cost however long it is.

In: keys and values. Out: `GrowingMap`, from which another with one entry more is made while
it stays what it was: what a year that is settled claim by claim keeps.
"""

from typing import Any, Final, Generic, TypeVar, overload

from polc.records.frozen import frozen

K = TypeVar("K")
V = TypeVar("V")

_COPIED: Final = 32
"""Up to how many entries the newest layer is copied for one more."""


@frozen(eq=False)
class GrowingMap(Generic[K, V]):
    """Entries in layers, the newest first, each at least twice as long as the one before it but
    for the first: an entry more copies a short layer, and seldom a long one. Keys stand in the
    order in which they were first given, as in a dictionary."""

    _layers: tuple[dict[K, V], ...] = ()

    @overload
    def get(self, key: K) -> V | None: ...
    @overload
    def get(self, key: K, default: V) -> V: ...
    def get(self, key: K, default: V | None = None) -> V | None:
        """The value of a key, or the default."""
        for layer in self._layers:
            if key in layer:
                return layer[key]
        return default

    def __getitem__(self, key: K) -> V:
        for layer in self._layers:
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __contains__(self, key: K) -> bool:
        return any(key in layer for layer in self._layers)

    def with_entry(self, key: K, value: V) -> "GrowingMap[K, V]":
        """The same with one entry more, or with another value for a key."""
        layers = self._layers
        if layers and len(layers[0]) < _COPIED:
            return GrowingMap(({**layers[0], key: value}, *layers[1:]))
        while len(layers) > 1 and len(layers[1]) <= len(layers[0]):
            layers = (layers[1] | layers[0], *layers[2:])
        return GrowingMap(({key: value}, *layers))

    def as_dict(self) -> dict[K, V]:
        """Every entry, as a dictionary of its own."""
        found: dict[K, V] = {}
        for layer in reversed(self._layers):
            found |= layer
        return found


EMPTY: Final[GrowingMap[Any, Any]] = GrowingMap()
