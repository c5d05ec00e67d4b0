"""The rows of a year that is not settled, each with what is wrong with it.

In: the year of a person, what the policy says is wrong, the mapping of the columns. Out:
`RefusedRow`s: the sums of one claim hang on those before it, so that with one the others are
refused.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from polc.batch.make_cases import PersonYear
from polc.batch.mapping import ColumnMapping
from polc.batch.person_outcome import REFUSED_WITH, RefusedRow
from polc.messages.text import say
from polc.runtime.errors import Problem

_OF_OTHERS: Final = (".reverses", ".continues")
"""Where a claim names another, which may be the one that is refused."""

_FIELD: Final = re.compile(r"(claims\[\d+\]|person)\.(\w+)")
"""The place of a field of a claim or a person."""

_PAID: Final = re.compile(r"claims\[\d+\]\.paid\.(\w+)")
"""The place of what a layer paid."""


def refuse_spoilt(
    year: PersonYear, errors: Sequence[Problem], told: set[int | None], mapping: ColumnMapping
) -> Iterator[RefusedRow]:
    """The rows of a year that is not settled for a row that is told already, each with what is
    wrong with itself; what only the lack of the other row makes wrong is not told."""
    own = [error for error in errors if not error.path.endswith(_OF_OTHERS)]
    found = [row for row in tell_errors(year, own, mapping) if row.row not in told]
    yield from found
    told = told | {row.row for row in found}
    for name, row in year.rows.items():
        if row.row not in told:
            yield _refuse_with(year, name)


def refuse_year(
    year: PersonYear, errors: Sequence[Problem], mapping: ColumnMapping
) -> Iterator[RefusedRow]:
    """Every row of a year of which something is wrong."""
    refused = tell_errors(year, errors, mapping)
    yield from refused
    told = {row.claim for row in refused}
    for name in year.rows:
        if name not in told:
            yield _refuse_with(year, name)


def tell_errors(
    year: PersonYear, errors: Sequence[Problem], mapping: ColumnMapping
) -> list[RefusedRow]:
    """Each at the row of its claim, in the column that it is of, or else at its place in the case;
    what is of no claim at the first row, of a year without claims at none."""
    names = list(year.rows)
    refused = []
    for error in errors:
        place = error.path
        first = names[0] if names else ""
        claim = next(
            (name for at, name in enumerate(names) if place.startswith(f"claims[{at}]")), first
        )
        refused.append(
            RefusedRow(
                row=year.rows[claim].row if claim else None,
                person=year.person,
                claim=claim,
                place=_column_of(place, mapping) or place,
                code=error.code,
                why=error.message,
            )
        )
    return refused


def _column_of(place: str, mapping: ColumnMapping) -> str:
    """The column of the claims with what stands at a place in the case; empty where it is not one
    column, or stands in another table."""
    paid = _PAID.fullmatch(place)
    if paid is not None:
        return mapping.paid.get(paid[1], "")
    found = _FIELD.fullmatch(place)
    if found is None:
        return ""
    scope, name = found.groups()
    if scope != "person" and name == "reverses":
        return mapping.refunds.of if mapping.refunds is not None else ""
    values, codes = (
        (mapping.person_values, mapping.person_codes)
        if scope == "person"
        else (mapping.values, mapping.codes)
    )
    return codes[name].column if name in codes else values.get(name, "")


def _refuse_with(year: PersonYear, claim: str) -> RefusedRow:
    """A row that is right by itself."""
    return RefusedRow(
        row=year.rows[claim].row,
        person=year.person,
        claim=claim,
        place="",
        code=REFUSED_WITH,
        why=say("another row of this person or household is refused for this year")
        if year.household
        else say("another row of this person and year is refused"),
    )
