"""A stay that stands twice in a table, under two ids.

In: the rows of a person. Out: a remark for each that has the days, the hospital and the costs of
one before it. Both are settled: two prescriptions of one day may cost the same.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.batch.read_row import BureauRow
from polc.batch.remark_row import RowRemark
from polc.messages.text import say

_SAME: Final = ("date", "admitted", "hospital", "kind", "total", "in_policy")
"""What two rows of one stay have in common."""


def find_duplicates(rows: Iterable[BureauRow]) -> Iterator[RowRemark]:
    """In the order of the table; what is taken back, and what takes it back, is none."""
    ordered = sorted(rows, key=lambda row: row.row)
    back = {row.reverses for row in ordered}
    first: dict[tuple[object, ...], BureauRow] = {}
    for row in ordered:
        if row.reverses or row.claim["id"] in back:
            continue
        known = first.setdefault(tuple(row.claim.get(name) for name in _SAME), row)
        if known is not row:
            message = say(
                "the days, the hospital and the costs are those of `{claim}` in data row {row}: "
                "if they are one stay, it is paid twice",
                claim=str(known.claim["id"]),
                row=known.row,
            )
            yield RowRemark(row.row, "", "duplicate", message)
