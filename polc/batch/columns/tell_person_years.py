"""What is of each person and year, from the sums after the last claim.

In: the rows of a settled year. Out: the results by name, a text or an amount for each person, and
what of them stays open.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from polc.batch.columns.integer_arrays import as_yuan, number_groups
from polc.batch.columns.settle_columns import YearRows
from polc.batch.columns.year_program import fixed_of
from polc.runtime.executable import Executable
from polc.runtime.plain.plain_claim import Target
from polc.runtime.plain.tell_plain_year import YearTeller
from polc.runtime.settle.reports import Reports, evaluate_with

FiguresOf = Callable[[Any, int], Mapping[Target, int] | None]

_LAST: Final = 1 << 40
"""What stays open of a right is told behind all that is open of claims."""


def tell_person_years(
    done: YearRows, figures_of: FiguresOf
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The columns of the persons' years in the order of their persons; for everything that stays
    open the `group` of its person, a `sequence`, the `output` and what is `missing`."""
    gaps: dict[str, list[Any]] = {"group": [], "sequence": [], "output": [], "missing": []}
    executable = done.program.year.executable
    found = _add_over_year(done, executable)
    teller = done.program.teller
    if teller is None:
        return found, gaps
    told = _tell_each(done, teller, figures_of, gaps)
    names = [output.name for benefit in executable.person_year for output in benefit.outputs]
    payers = {benefit.payer for benefit in executable.person_year}
    for name in names:
        found[name] = _as_column([row[name] for row in told], is_text=name in payers)
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
    done: YearRows, teller: YearTeller, figures_of: FiguresOf, gaps: dict[str, list[Any]]
) -> list[dict[str, Any]]:
    """The results of each person; what is open is added to `gaps`."""
    import pyarrow

    program, executable = done.program, done.program.year.executable
    last = pyarrow.concat_arrays([done.begins[1:], pyarrow.array([True][: len(done.begins)])])
    own = [target for target in program.of_year if target[0] == "person" and target in done.given]
    persons = [done.given[target].filter(last).to_pylist() for target in own]
    sums = [done.results.sums[name].filter(last).to_pylist() for name in executable.state]
    told = []
    for group, held in enumerate(done.held.filter(last).to_pylist()):
        known = dict(figures_of(program, held) or {})
        known |= {target: column[group] for target, column in zip(own, persons, strict=True)}
        fixed = fixed_of(program, known)
        result = teller.tell(fixed, tuple(column[group] for column in sums))
        assert result is not None  # only identities with days have none
        row, lacking = result
        told.append(row)
        reports: Reports = evaluate_with(executable, teller.arguments_for(fixed), (), {})
        for output, problem in lacking:
            _add_gap(gaps, group, -1, output, problem.message)
        for output, problem in reports.undetermined:
            _add_gap(gaps, group, _LAST, output, problem.message)
    return told


def _add_gap(
    gaps: dict[str, list[Any]], group: int, sequence: int, output: str, missing: str
) -> None:
    for name, value in zip(gaps, (group, sequence, output, str(missing)), strict=True):
        gaps[name].append(value)


def _as_column(values: list[str | None], *, is_text: bool) -> Any:
    import pyarrow

    if is_text:
        return pyarrow.array(values, pyarrow.string())
    amounts = [None if value is None else Decimal(value) for value in values]
    return pyarrow.array(amounts, pyarrow.decimal128(18, 2))
