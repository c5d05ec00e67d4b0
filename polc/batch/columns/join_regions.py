"""The figures of the places of claims, beside what their rows say.

In: the rows of a year with the number of each one's division, figures of regions. Out: the inputs
that these are, and which rows are of a person who has to be looked at with care.
"""

from collections.abc import Mapping
from typing import Any

from polc.batch.columns.integer_arrays import begins_anew, map_values
from polc.batch.columns.read_parts import CARE, REGION, RowParts, read_plain
from polc.batch.person_facts import RegionFigures
from polc.runtime.plain.plain_claim import Target


def join_regions(
    regions: RegionFigures, year: int, person: Any, given: Mapping[Target, Any], parts: RowParts
) -> tuple[dict[Target, Any], Any]:
    """The rows are those of a year, sorted by person: of each the claims are of one division."""
    import pyarrow
    from pyarrow import compute

    division = given[REGION]
    changes = begins_anew(person, division)
    wrong = compute.and_(changes, compute.invert(begins_anew(person)))
    figures = {
        number: regions.find(year, parts.divisions[number])
        for number in compute.unique(division).to_pylist()
    }
    lacks = map_values(division, lambda number: figures[number] is None, pyarrow.bool_())
    wrong = compute.or_(wrong, lacks)
    found = {}
    for target, (name, read) in parts.of_region.items():
        values = {
            number: read_plain(read, (known or {}).get(name)) for number, known in figures.items()
        }
        found[target] = map_values(division, values.__getitem__, pyarrow.int64())
        wrong = compute.or_(wrong, compute.equal(found[target], CARE))
    return found, wrong
