"""The rows of a settled year that are in no settlement: refunds, and what they take back whole.

In: a settled year of a person. Out: a `TakenBackRow` for each such row, so that every row of a
table is somewhere. A claim of which a part was taken back is settled, and no such row.
"""

from collections.abc import Iterator
from typing import Literal

from polc.batch.person_outcome import SettledYearOfPerson
from polc.records.frozen import frozen

RowRole = Literal["refund", "taken_back"]


@frozen
class TakenBackRow:
    """The number of a row, the id of its claim, what it is; `other` is the claim that a refund
    takes back, or by blanks the refunds that took this claim back."""

    row: int
    claim: str
    role: RowRole
    other: str


def find_taken_back(year: SettledYearOfPerson) -> Iterator[TakenBackRow]:
    """In the order of the case."""
    rows = year.made.rows
    settled = {claim.id for claim in year.settlement.claims}
    refunds: dict[str, list[str]] = {}
    for name, row in rows.items():
        if row.reverses:
            refunds.setdefault(row.reverses, []).append(name)
    for name, row in rows.items():
        if row.reverses:
            yield TakenBackRow(row.row, name, "refund", row.reverses)
        elif name not in settled:
            yield TakenBackRow(row.row, name, "taken_back", " ".join(refunds[name]))
