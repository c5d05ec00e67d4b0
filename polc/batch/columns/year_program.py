"""What settles the columns of one benefit year.

In: a prepared year, which inputs rows give. Out: `YearProgram`: machine code with the places of its
results, and what is told of the person's year beside it.
"""

from typing import Any

from attrs import field

from polc.api.prepared_year import PreparedYear
from polc.batch.columns.held_sets import HeldSet
from polc.batch.machine_code import MachineCode, compile_rows
from polc.batch.row_program import PolicyRows, write_policy_rows
from polc.compiler.readers.kernel.program import Input
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.case import PersonRead
from polc.runtime.errors import Problems
from polc.runtime.plain.plain_claim import CONSTANTS, Target
from polc.runtime.plain.tell_plain_year import YearTeller
from polc.runtime.read.read_person import read_person
from polc.runtime.settle.settle import person_figures


@frozen(kw_only=True, eq=False)
class YearProgram:
    """`of_person` are the inputs that hang on the person and the year alone, `of_year` those that
    what is told of the person's year asks for; `teller` is None where nothing is."""

    year: PreparedYear = field(repr=False)
    rows: PolicyRows = field(repr=False)
    code: MachineCode = field(repr=False)
    of_person: tuple[Target, ...]
    of_year: tuple[Target, ...]
    teller: YearTeller | None

    def person_of(self, held: HeldSet) -> PersonRead | None:
        """Who holds these; None where they are not plainly right."""
        problems = Problems()
        person = read_person({"identities": held.as_identities()}, self.year.layout, problems, {})
        return None if problems.found else person

    def figures_on(self, person: PersonRead, day: int) -> dict[Target, int]:
        """What hangs on the identities, the year and the day of the identities."""
        found = person_figures(self.year.executable, person, self.year.year, day)
        return {target: value for target, value in found.items() if value != MISSING}


def make_program(year: PreparedYear, given: frozenset[Input]) -> YearProgram:
    """`given` are the inputs of a claim and its person that are columns. Raises `ImportError`
    without llvmlite."""
    compiled, executable = year.compiled, year.executable
    asked = tuple(dict.fromkeys((*executable.inputs, *compiled.asked_by_reports)))
    of_person = tuple(
        target
        for target in asked
        if target[0] in ("system", "since") and target != ("system", "date")
    )
    present = frozenset((*given, *of_person, ("system", "date")))
    of_year = tuple(
        target
        for target in compiled.asked_of_year
        if target[0] in ("system", "since", "person", "region") and target != ("system", "date")
    )
    rights = any(report.per == "person_year" for report in executable.reports)
    tells = bool(executable.person_year) or rights
    rows = write_policy_rows(compiled, year.slots, present, sums=tells)
    return YearProgram(
        year=year,
        rows=rows,
        code=compile_rows(rows.program.text),
        of_person=of_person,
        of_year=of_year,
        teller=YearTeller(executable, year.year, of_year) if tells else None,
    )


def fixed_of(program: YearProgram, known: dict[Target, Any]) -> tuple[int, ...]:
    """`CONSTANTS`, then what the person's year asks for."""
    return (*CONSTANTS, *(known.get(target, MISSING) for target in program.of_year))
