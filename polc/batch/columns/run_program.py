"""A program over rows, run over columns.

In: a program, its inputs as columns, where persons and what has sums of its own begin. Out:
`RowResults`: of each row what its functions gave.
"""

from collections.abc import Mapping
from functools import reduce
from typing import Any

from attrs import field

from polc.batch.columns.integer_arrays import Memory, make_memory, place_of, repeat
from polc.batch.columns.year_program import YearProgram
from polc.batch.row_program import CLAIM
from polc.compiler.readers.kernel.program import RowColumn
from polc.records.frozen import frozen
from polc.runtime.plain.plain_claim import Target


@frozen(kw_only=True, eq=False)
class ProgramInput:
    """`given` are the inputs by column; `start` has 1 where the sums begin anew, 2 where they begin
    with the next row of `openings`; `keys` by scope a number from 0 of whatever has sums of its
    own."""

    rows: int
    given: Mapping[Target, Any]
    start: Any
    keys: Mapping[str, Any]
    openings: Any


@frozen(kw_only=True, eq=False)
class RowResults:
    """Of each row whether a function refused it (`refused`), what the claim's function gave by
    name, the sums after it by theirs, and what is told by the function's name."""

    refused: Any
    outputs: Mapping[str, Any]
    sums: Mapping[str, Any]
    told: Mapping[str, Any] = field(factory=dict)


def run_program(program: YearProgram, given: ProgramInput) -> RowResults:
    """Goes through the rows once."""
    from pyarrow import compute

    rows = given.rows
    wanted = program.rows.program
    lent: list[Any] = []
    made: dict[RowColumn, Memory] = {}
    places = []
    for column in wanted.columns:
        array = None
        match column.what:
            case "input":
                array = given.given[column.name]
            case "start":
                array = given.start
            case "key":
                array = given.keys[column.name[0]]
            case "openings":
                array = given.openings
            case "taken":
                array = repeat(0, rows)
            case _:
                made[column] = make_memory(_size_of(column, program, given))
        if array is None:
            places.append(made[column].place)
        else:
            lent.append(array)
            places.append(place_of(array))
    program.code.settle_rows(rows, places)
    results = {
        column: memory.as_array(rows)
        for column, memory in made.items()
        if column.what in ("output", "error", "sum")
    }
    errors = [found for column, found in results.items() if column.what == "error"]
    outputs = {column.name: found for column, found in results.items() if column.what == "output"}
    return RowResults(
        refused=reduce(compute.or_, (compute.not_equal(error, 0) for error in errors)),
        outputs={name: found for (owner, name), found in outputs.items() if owner == CLAIM},
        sums={column.name[1]: found for column, found in results.items() if column.what == "sum"},
        told={owner: found for (owner, _), found in outputs.items() if owner != CLAIM},
    )


def _size_of(column: RowColumn, program: YearProgram, given: ProgramInput) -> int:
    """How many numbers a column of results, or of sums that are carried, has."""
    match column.what:
        case "kept":
            from pyarrow import compute

            scope = column.name[0]
            keys = 1 + (compute.max(given.keys[scope]).as_py() or 0)
            return int(keys) * len(program.rows.program.kept_sums[scope])
        case _:
            return given.rows
