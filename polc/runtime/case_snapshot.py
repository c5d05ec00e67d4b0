"""The case that a settlement was made of, kept so that it can be settled again.

In: the case as a caller handed it in. Out: `CaseSnapshot`, and from it the case in plain JSON
values. A caller may change its own object afterwards, so a copy is taken at once; as bytes,
because that is what settling many cases can afford, and few ask for it. Of a case of one claim
copies of its few objects are taken in a third of the time.
"""

import marshal
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from polc.records.frozen import frozen

_FORMAT: Final = 4
"""Of the bytes: every Python that polc runs on reads it."""

_MOST_DIGITS: Final = 40
"""No value that is read has more before its point, and a text of them would be long."""


Kept = bytes | dict[str, Any]
"""A case as bytes, or its copied objects around values that nobody can change."""


@frozen
class CaseSnapshot:
    """A case as it was handed in."""

    _kept: Kept

    def as_plain(self) -> dict[str, Any]:
        """The case in values that JSON can carry, a new object each time."""
        kept = self._kept
        plain: dict[str, Any] = as_plain(
            marshal.loads(kept) if isinstance(kept, bytes) else kept  # our own bytes
        )
        return plain


def take_snapshot(data: Mapping[str, Any]) -> CaseSnapshot:
    """A copy of the case as it is at this moment."""
    return CaseSnapshot(copy_as_bytes(data))


def copy_as_bytes(data: Mapping[str, Any]) -> bytes:
    """A case, or a claim of one, in bytes."""
    try:
        held: Any = data
        return marshal.dumps(held, _FORMAT)
    except ValueError:
        # Decimals, days, or values of the caller's own kinds, which this form does not know.
        return marshal.dumps(as_plain(data), _FORMAT)


def as_plain(value: Any) -> Any:
    """The value as JSON has it: an exact number and a day become their text, a value of a kind
    of one's own becomes what it is one of."""
    match value:
        case None | bool():
            return value
        case str():
            return str.__str__(value)
        case int():
            return int.__int__(value)
        case Mapping():
            return {as_plain(key): as_plain(part) for key, part in value.items()}
        case list() | tuple():
            return [as_plain(part) for part in value]
        case Decimal():
            return _text_of(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _text_of(value: Decimal) -> Any:
    """The digits of a number, without zeros beyond the fen: `1.000` is `1.00`."""
    if not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        return value
    if not value:
        return "0.00"
    whole, point, part = format(value, "f").partition(".")
    if not point:
        return whole
    return f"{whole}.{part[:2]}{part[2:].rstrip('0')}"
