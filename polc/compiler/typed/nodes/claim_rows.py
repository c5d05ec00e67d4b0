"""A table by a field of the claim, row by row: each row of a deductible or a cap of the year, of
a month and so on may have a running sum of its own.

In: a typed value, the statement of which it is the value. Out: its rows.
"""

from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import FieldValue, Lookup, Typed

Ranges = tuple[tuple[int | None, int | None], ...]


@frozen
class ClaimRows:
    """The rows of a table by a field of the claim, each by its ranges of the key; `rest`
    whether one more is for all other claims."""

    key: FieldValue
    rows: tuple[Ranges, ...]
    rest: bool


def rows_of_claim(value: Typed) -> ClaimRows | None:
    """The rows, where the value is such a table and they are not all the same."""
    if not isinstance(value, Lookup) or not isinstance(value.key, FieldValue):
        return None
    if value.key.field.scope != "claim" or _whatever_row(value) is not value:
        return None
    ranges = tuple(row.ranges for row in value.rows)
    return ClaimRows(value.key, ranges, value.otherwise is not None)


def _whatever_row(value: Typed) -> Typed:
    """What each row of a table has, those of tables inside its rows too; the table itself where
    they differ, and any other value."""
    if not isinstance(value, Lookup):
        return value
    rest = () if value.otherwise is None else (value.otherwise,)
    alike = {_whatever_row(part) for part in (*(row.value for row in value.rows), *rest)}
    return value if len(alike) > 1 else alike.pop()


_BY_ROW: Final = ("year", "month", "quarter", "hospital", "household")
"""The periods in which each row goes on by itself; a stay and a chain have one sum."""


def has_row_sums(statement: DeductibleStatement | CapStatement) -> bool:
    """Whether each row of the statement may have a sum of its own: what was borne of a deductible
    is one sum by its own words, and per claim nothing goes on."""
    if isinstance(statement, CapStatement):
        return statement.period in _BY_ROW
    periods = (statement.period, *(period for period, _ in statement.periods))
    by_row = any(period in _BY_ROW for period in periods)
    return by_row and statement.counting not in ("borne", "once")
