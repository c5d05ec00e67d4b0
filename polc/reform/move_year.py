"""A case as it would be in another year: every day of it moved by as many years.

In: a case of the contract, a year. Out: the case of that year. Who was born, recognised and
treated when stays as far apart as it was; a 29th of February of a year that has none is the 28th.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})((?:[T ].*)?)")


def move_to_year(case: Mapping[str, Any], year: int) -> dict[str, Any]:
    """The case in that year."""
    by = year - int(case["year"])
    moved = {
        name: _move(value, by) if name in ("person", "claims", "household") else value
        for name, value in case.items()
    }
    return {**moved, "year": year}


def _move(value: Any, by: int) -> Any:
    if isinstance(value, Mapping):
        # An id may look like a day, and is none.
        return {
            name: part if name in _IDS and isinstance(part, str) else _move(part, by)
            for name, part in value.items()
        }
    if isinstance(value, list | tuple):
        return [_move(part, by) for part in value]
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    on = int(found[1]) + by, int(found[2]), int(found[3])
    try:
        day = date(*on)
    except ValueError:
        day = date(on[0], on[1], 28)
    return day.isoformat() + found[4]


_IDS: Final = frozenset({"id", "visit", "continues", "reverses", "hospital"})
