"""What the rows of a person came to.

In: nothing; `settle_table.py` makes it. Out: `PersonOutcome`: the settlements of the person's
years, every row that is refused, with the reason, and what is odd in others.
"""

from typing import Any, Final

from polc.batch.make_cases import PersonYear
from polc.batch.read_cells import RowMistake
from polc.batch.remark_row import RowRemark
from polc.records.frozen import frozen
from polc.runtime.tell.result import Settlement

REFUSED_WITH: Final = "refused_with"
"""The code of a row that is right by itself, of a person and year of which another is not."""

BAD_ROW: Final = "bad_row"


@frozen(kw_only=True)
class RefusedRow:
    """A row that is not settled: its number (from 1; None of a person without any), the claim where
    that is known, the column or the place in the case, the code and the reason."""

    row: int | None
    person: str
    claim: str
    place: str
    code: str
    why: Any


@frozen
class SettledHouseholdYear:
    """A year of a household: that of each member in the order of the case, and what all came to."""

    members: tuple[PersonYear, ...]
    settlement: Settlement


@frozen
class SettledYearOfPerson:
    """A year of a person, and the row of each claim. Of a member of a household the case is that of
    the household, and the settlement what of it is the member's."""

    made: PersonYear
    settlement: Settlement
    household: SettledHouseholdYear | None = None


@frozen
class PersonOutcome:
    """What a person's rows came to; `dropped` rows the mapping does not keep, `remarks` are on rows
    of which nothing is refused."""

    settled: tuple[SettledYearOfPerson, ...]
    refused: tuple[RefusedRow, ...]
    dropped: int = 0
    person: str = ""
    remarks: tuple[RowRemark, ...] = ()


def refuse_row(person: str, claim: str, mistake: RowMistake) -> RefusedRow:
    """A row in which something is wrong."""
    return RefusedRow(
        row=mistake.row,
        person=person,
        claim=claim,
        place=mistake.column,
        code=BAD_ROW,
        why=mistake.why,
    )
