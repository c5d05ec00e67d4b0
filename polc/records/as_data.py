"""Objects as plain data and back, of no class but those that are named beforehand.

In: an object made of records, tuples, sets, mappings, sentences and plain values; the classes that
may be among them. Out: what JSON can say; or the object again, equal, its parts shared as they
were. The data names no module, nothing of it is run, and a class that is not given is not made.
Records are made as a copy of them is: what their `__init__` worked out stands in the data.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from polc.messages.text import Text
from polc.records.frozen import names_of

RECORD, TUPLE, SET, MAPPING, TEXT = range(5)
"""What a list of the data begins with, but for the rows of records."""

_PLAIN: Final = (int, str, bool, type(None))


class NotDataError(Exception):
    """A value has no form as data, or data is none of these."""


def to_data(value: object, kinds: Iterable[type]) -> dict[str, Any]:
    """The data of an object; `kinds` are the classes that may be in it."""
    writer = _Writer({kind: number for number, kind in enumerate(kinds)})
    whole = writer.write(value)
    used = [[kind.__name__, *names_of(kind)] for kind in writer.used]
    return {"kinds": used, "records": writer.rows, "value": whole}


class _Writer:
    """Writes each record once, its parts before it."""

    def __init__(self, allowed: Mapping[type, int]) -> None:
        self._allowed = allowed
        self.used: dict[type, int] = {}
        self.rows: list[list[Any]] = []
        self._known: dict[int, int] = {}
        self._held: list[object] = []

    def write(self, value: object) -> Any:
        """A plain value as it is, everything else as a list that says what it is."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [TUPLE, *map(self.write, value)]  # type: ignore[call-overload]  # a tuple
        if kind in self._allowed:
            return [RECORD, self._row_of(value, kind)]
        if isinstance(value, Text):
            return [TEXT, value.template, self.write(dict(value.arguments))]
        if isinstance(value, frozenset):
            return [SET, *map(self.write, value)]
        if isinstance(value, Mapping):
            return [MAPPING, *(self.write(part) for pair in value.items() for part in pair)]
        raise NotDataError(kind.__name__)

    def _row_of(self, record: object, kind: type) -> int:
        if id(record) not in self._known:
            parts = [self.write(getattr(record, name)) for name in names_of(kind)]
            number = self.used.setdefault(kind, len(self.used))
            self._known[id(record)] = len(self.rows)
            self._held.append(record)
            self.rows.append([number, *parts])
        return self._known[id(record)]


def from_data(data: Mapping[str, Any], kinds: Iterable[type]) -> Any:
    """The object that `to_data` wrote. Raises `NotDataError` where the data is of other classes
    or fields."""
    by_name = {kind.__name__: kind for kind in kinds}
    try:
        used = [_known_kind(by_name, *row) for row in data["kinds"]]
        records: list[Any] = []
        for number, *parts in data["records"]:
            kind, names = used[number]
            record = kind.__new__(kind)
            for name, part in zip(names, parts, strict=True):
                _set(record, name, _read(part, records) if type(part) is list else part)
            records.append(record)
        return _read(data["value"], records)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as mistake:
        raise NotDataError(str(mistake)) from None


_set: Final = object.__setattr__


def _known_kind(
    by_name: Mapping[str, type], name: str, *names: str
) -> tuple[type, tuple[str, ...]]:
    kind = by_name[name]
    if names_of(kind) != names:
        raise NotDataError(name)
    return kind, names


def _read(data: Any, records: list[Any]) -> Any:
    """What a part of a row is."""
    if type(data) is not list:
        return data
    what = data[0]
    if what == RECORD:
        return records[data[1]]
    if what == TUPLE:
        return tuple([_read(part, records) if type(part) is list else part for part in data[1:]])
    if what == MAPPING:
        parts = [_read(part, records) for part in data[1:]]
        return dict(zip(parts[::2], parts[1::2], strict=True))
    if what == SET:
        return frozenset(_read(part, records) for part in data[1:])
    if what == TEXT:
        return Text(data[1], _read(data[2], records))
    raise NotDataError(str(what))
