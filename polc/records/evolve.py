"""A record with some fields changed.

In: a record, new values by their names. Out: another record, as `attrs.evolve` makes it: through
the `__init__` of its class, without asking attrs for an account of the class.
"""

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    # What mypy knows of changed records hangs on the name of the function.
    from attrs import evolve as evolve
else:

    def evolve(record: Any, **changes: Any) -> Any:
        """`attrs.evolve`."""
        kind = record.__class__
        found = _taken_by(kind)
        if found is None:
            return attrs.evolve(record, **changes)
        names, read = found
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
