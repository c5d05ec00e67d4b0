"""What is of each person and year, from the sums after the last claim.

In: the rows of a settled year. Out: the results by name, a text or an amount for each person, and
what of them stays open.
"""

from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from polc.batch.columns.integer_arrays import as_yuan, number_groups, repeat
from polc.batch.columns.settle_columns import ColumnSettler
from polc.batch.columns.settled_columns import YearRows
from polc.batch.columns.year_program import YearProgram, fixed_of
from polc.runtime.amounts import format_money
from polc.runtime.case import PersonRead
from polc.runtime.executable import Executable
from polc.runtime.plain.tell_plain_year import YearTeller
from polc.runtime.remember import remember
from polc.runtime.settle.reports import evaluate_with, right_inputs, run_right
from polc.runtime.settle.settle_year import arguments_of, settle_person_year

_MOST_KNOWN: Final = 4096
"""So many persons' years are remembered by what they are told from."""

_LAST: Final = 1 << 40
"""What stays open of a right is told behind all that is open of claims."""


def tell_person_years(
    done: YearRows, columns: ColumnSettler
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The columns of the persons' years in the order of their persons; for everything that stays
    open the `group` of its person, a `sequence`, the `output` and what is `missing`."""
    gaps: dict[str, list[Any]] = {"group": [], "sequence": [], "output": [], "missing": []}
    executable = done.program.year.executable
    found = _add_over_year(done, executable)
    teller = done.program.teller
    if teller is None:
        return found, gaps
    told, which = _tell_each(done, teller, columns, gaps)
    names = [output.name for benefit in executable.person_year for output in benefit.outputs]
    payers = {benefit.payer for benefit in executable.person_year}
    for name in names:
        column = _as_column([row[name] for row in told], is_text=name in payers)
        found[name] = column.take(which)
    return found, gaps


def _add_over_year(done: YearRows, executable: Executable) -> dict[str, Any]:
    """What was paid over the year's claims."""
    import pyarrow

    names = list(executable.over_year)
    if not names:
        return {}
    table = pyarrow.table(
        {
            "group": number_groups(done.begins),
            **{name: done.results.outputs[name] for name in names},
        }
    )
    sums = table.group_by("group").aggregate([(name, "sum") for name in names]).sort_by("group")
    return {name: as_yuan(sums.column(f"{name}_sum").combine_chunks()) for name in names}


def _tell_each(
    done: YearRows, teller: YearTeller, columns: ColumnSettler, gaps: dict[str, list[Any]]
) -> tuple[list[dict[str, Any]], Any]:
    """The results of all who come to the same once, and of each person which; what is open is added
    to `gaps`."""
    import pyarrow

    program, executable = done.program, done.program.year.executable
    last = pyarrow.concat_arrays([done.begins[1:], pyarrow.array([True][: len(done.begins)])])
    own = [
        target
        for target in program.of_year
        if target[0] in ("person", "region") and target in done.given
    ]
    persons = [done.given[target].filter(last).to_pylist() for target in own]
    asked = {
        name
        for benefit in executable.person_year
        for output in benefit.outputs
        for name in output.state
    }
    # Of a sum that no result asks for anything will do.
    sums = [
        (done.results.sums[name] if name in asked else repeat(0, len(last)))
        .filter(last)
        .to_pylist()
        for name in executable.state
    ]
    told: list[dict[str, Any]] = []
    which: list[int] = []
    known: dict[Any, tuple[int, list[tuple[int, str, str]]]] = {}
    for group, key in enumerate(
        zip(done.held.filter(last).to_pylist(), *persons, *sums, strict=True)
    ):
        if key not in known:
            held, *values = key
            of_person = dict(zip(own, values, strict=False))
            of_sums = tuple(values[len(own) :])
            if columns.is_dated(held):
                person = columns.person_of(program, held)
                assert person is not None  # else it is settled with care
                found = _tell_dated(program, evolve(person, inputs=of_person), of_sums)
            else:
                figures = {**(columns.figures(program, held) or {}), **of_person}
                found = _tell_one(teller, fixed_of(program, figures), of_sums)
            row, lacking = found
            remember(known, key, (len(told), lacking), _MOST_KNOWN)
            told.append(row)
        place, lacking = known[key]
        which.append(place)
        for sequence, output, missing in lacking:
            for name, value in zip(gaps, (group, sequence, output, missing), strict=True):
                gaps[name].append(value)
    return told, pyarrow.array(which, pyarrow.int64())


def _tell_one(
    teller: YearTeller, fixed: tuple[int, ...], sums: tuple[int, ...]
) -> tuple[dict[str, Any], list[tuple[int, str, str]]]:
    """The results of a person, and what stays open: where it is told, the output, what it lacks."""
    result = teller.tell(fixed, sums)
    assert result is not None  # only identities with days have none
    row, lacking = result
    reports = evaluate_with(teller.executable, teller.rights_for(fixed), (), {})
    found = [(-1, output, str(problem.message)) for output, problem in lacking]
    found += [(_LAST, output, str(problem.message)) for output, problem in reports.undetermined]
    return row, found


def _tell_dated(
    program: YearProgram, person: PersonRead, sums: tuple[int, ...]
) -> tuple[dict[str, Any], list[tuple[int, str, str]]]:
    """The same of a person who is not the same on all days."""
    executable, year = program.year.executable, program.year.year
    settled = settle_person_year(executable, person, year, sums, {})
    row: dict[str, Any] = {}
    found: list[tuple[int, str, str]] = []
    for benefit in executable.person_year:
        done = settled[benefit.id]
        for output in benefit.outputs:
            amount = done.outputs[output.name]
            if amount is None:
                row[output.name] = None
            elif output.name == benefit.payer:
                row[output.name] = executable.payers[amount - 1] if amount else None
            else:
                row[output.name] = format_money(amount)
        found += [
            (-1, f"person_year.{output}", str(problem.message))
            for output, problem in done.missing.items()
        ]
    inputs = right_inputs(executable, person, year)
    reports = evaluate_with(
        executable, lambda output: run_right(output, arguments_of(output, inputs)), (), {}
    )
    found += [(_LAST, output, str(problem.message)) for output, problem in reports.undetermined]
    return row, found


def _as_column(values: list[str | None], *, is_text: bool) -> Any:
    import pyarrow

    if is_text:
        return pyarrow.array(values, pyarrow.string())
    amounts = [None if value is None else Decimal(value) for value in values]
    return pyarrow.array(amounts, pyarrow.decimal128(18, 2))
