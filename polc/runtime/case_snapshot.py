"""The case that a settlement was made of, kept so that it can be settled again.

In: the case as a caller handed it in. Out: `CaseSnapshot`, and from it the case in plain JSON
values. A caller may change its own object afterwards, so a copy is taken at once; as bytes,
because that is what settling many cases can afford, and few ask for it.
"""

import pickle
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen


@frozen
class CaseSnapshot:
    """A case as it was handed in."""

    _bytes: bytes

    def as_plain(self) -> dict[str, Any]:
        """The case in values that JSON can carry, a new object each time."""
        kept: dict[str, Any] = as_plain(pickle.loads(self._bytes))  # noqa: S301  # our own bytes
        return kept


def take_snapshot(data: Mapping[str, Any]) -> CaseSnapshot:
    """A copy of the case as it is now."""
    try:
        return CaseSnapshot(pickle.dumps(data))
    except (pickle.PicklingError, TypeError, AttributeError):
        # A mapping of the caller's own kind; what it holds is plain all the same.
        return CaseSnapshot(pickle.dumps(as_plain(data)))


def as_plain(value: Any) -> Any:
    """The value as JSON has it: an exact number and a day become their text."""
    match value:
        case Mapping():
            return {key: as_plain(one) for key, one in value.items()}
        case list() | tuple():
            return [as_plain(one) for one in value]
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return value
