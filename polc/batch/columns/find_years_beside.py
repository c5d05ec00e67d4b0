"""Who has a year to be settled in which there is no claim.

In: the rows of some persons, who has claims in which year, what second tables say. Out: the numbers
of the persons who lack claims in a year that is settled all the same.
"""

from collections.abc import Sequence
from typing import Any

from polc.batch.columns.join_facts import KnownFacts
from polc.batch.columns.read_batch import BatchColumns, first_rows
from polc.batch.columns.settled_columns import YearRows


def find_years_beside(
    batch: BatchColumns,
    settled: Sequence[YearRows],
    facts: KnownFacts | None,
    everybody_in: int | None,
) -> Any:
    """An array, in which a person may stand several times. See `PersonFacts.years_beside`."""
    import pyarrow
    from pyarrow import compute

    wanted: dict[int, Any] = {}
    if everybody_in is not None:
        wanted[everybody_in] = compute.unique(batch.person)
    elif facts is not None and any(known.paid for known in facts.values()):
        names = batch.ids["person"].take(first_rows(batch.texts)).to_pylist()
        of_year: dict[int, list[int]] = {}
        for number, name in enumerate(names):
            for year in facts[name].paid:
                of_year.setdefault(year, []).append(number)
        wanted = {year: pyarrow.array(them, pyarrow.int64()) for year, them in of_year.items()}
    found = [pyarrow.array([], pyarrow.int64())]
    for year, persons in wanted.items():
        for done in settled:
            if done.program.year.year == year:
                has_claims = compute.is_in(persons, value_set=compute.unique(done.person))
                persons = persons.filter(compute.invert(has_claims))
        found.append(persons)
    return pyarrow.concat_arrays(found)
