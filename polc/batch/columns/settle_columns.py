"""Columns of claims settled, year by year.

In: a policy, how cells are read; the rows of some persons. Out: `YearRows` for each benefit year
that is among them, and which persons need care: whoever has a row that is refused, a claim that
makes something due for earlier ones, or anything else that a program over rows does not say.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from attrs import field

from polc.api.policy import Policy
from polc.api.prepared_year import PreparedYear, prepare_year
from polc.batch.columns.find_keys import find_key
from polc.batch.columns.find_years_beside import find_years_beside
from polc.batch.columns.held_sets import HeldSet
from polc.batch.columns.integer_arrays import (
    begins_anew,
    count_up,
    map_values,
    number_groups,
    repeat,
)
from polc.batch.columns.join_facts import KnownFacts
from polc.batch.columns.join_openings import OpeningReader
from polc.batch.columns.join_regions import join_regions
from polc.batch.columns.read_batch import BatchColumns, read_batch
from polc.batch.columns.read_parts import HELD, PAID, TEXT, RowParts
from polc.batch.columns.run_program import ProgramInput, run_program
from polc.batch.columns.settled_columns import SettledColumns, YearRows
from polc.batch.columns.year_program import YearProgram, make_program
from polc.batch.person_facts import RegionFigures
from polc.records.mutable import define
from polc.runtime.amounts import MISSING, MOST_MONEY
from polc.runtime.benefit_year import year_of_day
from polc.runtime.case import CaseLayout, PersonRead
from polc.runtime.plain.plain_claim import Target
from polc.runtime.plain.plain_person import BORN
from polc.runtime.read.read_claim import DEFAULTS
from polc.runtime.remember import remember

_OF_ROWS: Final = ("claim", PAID, "person", "region")
"""The scopes of inputs that are of the rows and of second tables."""

_DAYS: Final = 1 << 22
"""More than there are days that a case may name."""

_YEARS: Final = 10_000
"""More than there are years that a case may name."""

_MOST_KNOWN: Final = 1 << 16
"""So many persons, and figures of theirs, are remembered."""


@define(kw_only=True, eq=False)
class ColumnSettler:
    """Settles batches of rows; `layout` is what the policy knows of its cases, `parts` how cells
    are read; whoever has no claim in the year `everybody_in` is settled with care."""

    policy: Policy
    layout: CaseLayout
    parts: RowParts
    everybody_in: int | None = None
    _openings: OpeningReader = field(factory=OpeningReader)
    _years: dict[int, PreparedYear | None] = field(factory=dict)
    _programs: dict[int, YearProgram] = field(factory=dict)
    _persons: dict[tuple[int, int], tuple[PersonRead | None]] = field(factory=dict)
    _figures: dict[tuple[int, int, int], tuple[dict[Target, int] | None]] = field(factory=dict)

    def settle(
        self, texts: Any, facts: KnownFacts | None = None, regions: RegionFigures | None = None
    ) -> SettledColumns:
        """The persons of a table of Arrow's, and what second tables say of them, see `read_batch`.
        Raises `ImportError` without llvmlite."""
        import pyarrow
        from pyarrow import compute

        batch = read_batch(texts, self.parts, self.layout, facts)
        wrong = [batch.person.filter(batch.care)]
        unsettled = compute.or_(compute.or_(batch.care, batch.dropped), batch.aside)
        plain = compute.invert(unsettled)
        dates = batch.numbers["claim", "date"]
        at = _in_order(count_up(texts.num_rows).filter(plain), batch.person, dates)
        year_of = partial(_year_of, self.layout.year_begins)
        year = map_values(dates.take(at), year_of, pyarrow.int64())
        wrong.append(_all_gone(batch, at, year, year_of))
        settled = []
        for number in compute.unique(year).to_pylist():
            rows = at.filter(compute.equal(year, number))
            prepared = self._prepare(number)
            if prepared is None:
                wrong.append(batch.person.take(rows))
                continue
            done, odd = self._settle_year(prepared, rows, batch, regions, facts)
            settled.append(done)
            wrong.append(done.person.filter(odd))
            wrong += (done.person.filter(rows) for rows in self._find_wrong(done))
        wrong.append(find_years_beside(batch, settled, facts, self.everybody_in))
        nobody = pyarrow.array([], pyarrow.int64())
        everybody = SettledColumns(batch=batch, years=tuple(settled), care=nobody)
        return everybody.leave(pyarrow.concat_arrays(wrong))

    def _prepare(self, number: int) -> PreparedYear | None:
        """None for a year of which no claim is in force, and for those of `prepare_year`."""
        if number not in self._years:
            self._years[number] = prepare_year(self.policy, number)
        year = self._years[number]
        return None if year is None or year.last < year.first else year

    def _settle_year(
        self,
        year: PreparedYear,
        at: Any,
        batch: BatchColumns,
        regions: RegionFigures | None,
        facts: KnownFacts | None,
    ) -> tuple[YearRows, Any]:
        """The rows settled, and which are of a person of whose place or opening something is not
        plainly right."""
        import pyarrow
        from pyarrow import compute

        given = {target: column.take(at) for target, column in batch.numbers.items()}
        for target, default in DEFAULTS.items():
            given.setdefault(target, repeat(default, len(at)))
        given["system", "date"] = given["claim", year.layout.rules_day]
        person = batch.person.take(at)
        odd = pyarrow.repeat(pyarrow.scalar(False), len(at))
        if regions is not None:
            figures, odd = join_regions(regions, year.year, person, given, self.parts)
            given |= figures
        program = self._programs.get(year.year)
        if program is None:
            inputs = frozenset(target for target in given if target[0] in _OF_ROWS)
            program = self._programs[year.year] = make_program(year, inputs)
        held = batch.numbers[HELD].take(at)
        identity_day = given["claim", year.layout.identity_day]
        given |= self._figures_of(program, held, identity_day)
        begins = begins_anew(person)
        group = number_groups(begins)
        ids = {name: cells.take(at) for name, cells in batch.ids.items() if name in ("id", "visit")}
        scopes = program.rows.program.kept_sums
        openings = None
        if facts is not None:
            names = batch.ids["person"].take(at.filter(begins)).to_pylist()
            openings = [facts[name].openings.get(year.year) for name in names]
        opened = self._openings.read(program, begins, openings)
        results = run_program(
            program,
            ProgramInput(
                rows=len(at),
                given=given,
                start=opened.start,
                keys={scope: find_key(scope, group, given, ids) for scope in scopes},
                openings=opened.figures,
            ),
        )
        is_of_year = partial(_is_of_year, year.year, self.layout.year_begins, batch)
        taken = batch.taken.where(is_of_year).of(compute.unique(person), among=True)
        done = YearRows(
            program=program,
            at=at,
            person=person,
            begins=begins,
            held=held,
            named=self.name_on_day(held, given["claim", "date"]),
            given=given,
            results=results,
            taken=taken,
        )
        return done, compute.or_(odd, opened.odd)

    def _figures_of(self, program: YearProgram, held: Any, day: Any) -> dict[Target, Any]:
        """What hangs on the identities, the year and where these have days the day."""
        import pyarrow

        def figure_of(target: Target, number: int) -> int:
            held, day = divmod(number, _DAYS)
            return (self._figures_on(program, held, day) or {}).get(target, MISSING)

        together = self._with_days(held, day)
        return {
            target: map_values(together, partial(figure_of, target), pyarrow.int64())
            for target in program.of_person
        }

    def _with_days(self, held: Any, day: Any) -> Any:
        """The number of a set with a day, which is 0 where it is all one."""
        import pyarrow
        from pyarrow import compute

        dated = map_values(
            held, lambda number: bool(self.parts.held[number].spells), pyarrow.bool_()
        )
        days = compute.if_else(compute.and_(dated, compute.greater(day, 0)), day, 0)
        return compute.add(compute.multiply(held, _DAYS), days)

    def name_on_day(self, held: Any, day: Any) -> Any:
        """The number of what of a set is on a day, of each row."""
        import pyarrow

        def number_of(number: int) -> int:
            held, day = divmod(number, _DAYS)
            of = self.parts.held
            return held if not day else of.number_of(HeldSet(of[held].on(day)))

        return map_values(self._with_days(held, day), number_of, pyarrow.int64())

    def person_of(self, program: YearProgram, held: int) -> PersonRead | None:
        """Who holds a set; None where it is not plainly right."""
        key = program.year.year, held
        # Another batch may forget them all between two looks.
        found = self._persons.get(key)
        if found is None:
            found = (program.person_of(self.parts.held[held]),)
            remember(self._persons, key, found, _MOST_KNOWN)
        return found[0]

    def is_dated(self, held: int) -> bool:
        """Whether something of a set has days."""
        return bool(self.parts.held[held].spells)

    def figures(self, program: YearProgram, held: int) -> Mapping[Target, int] | None:
        """What hangs on a set that holds on all days; None where it is not plainly right."""
        return self._figures_on(program, held, 0)

    def _figures_on(self, program: YearProgram, held: int, day: int) -> Mapping[Target, int] | None:
        key = program.year.year, held, day
        found = self._figures.get(key)
        if found is None:
            person, on = self.person_of(program, held), day or program.year.first
            found = (None if person is None else program.figures_on(person, on),)
            remember(self._figures, key, found, _MOST_KNOWN)
        return found[0]

    def _find_wrong(self, done: YearRows) -> Iterator[Any]:
        """Of each row whether something keeps its person from being told here."""
        import pyarrow
        from pyarrow import compute

        program, given, results = done.program, done.given, done.results
        year, executable = program.year, program.year.executable
        yield results.refused
        day = given["system", "date"]
        yield compute.or_(compute.less(day, year.first), compute.greater(day, year.last))
        yield map_values(
            done.held, lambda held: self.person_of(program, held) is None, pyarrow.bool_()
        )
        if BORN in given:
            yield compute.greater(given[BORN], year.first)
        if "hospital" in program.rows.program.kept_sums:
            hospital = given.get((TEXT, "hospital"), repeat(MISSING, len(day)))
            yield compute.equal(hospital, MISSING)
        for earlier in executable.earlier:
            for output in earlier.outputs:
                yield compute.not_equal(results.outputs[output], 0)
        limits = {report.id for report in executable.reports if report.what == "limit"}
        for told in program.rows.told:
            if told.report in limits:
                yield compute.not_equal(results.told[told.function], 0)
        yield _spend_too_much(done)


def _all_gone(batch: BatchColumns, at: Any, year: Any, year_of: Callable[[int], int]) -> Any:
    """The persons of whom all that was billed in a year was taken back whole: they have the year,
    and no row in it that is settled. `at` are the rows that are, `year` their years."""
    import pyarrow
    from pyarrow import compute

    gone = batch.taken.gone
    days = batch.numbers["claim", "date"].take(gone)
    of_gone = map_values(days, year_of, pyarrow.int64())
    settled, lacking = (
        compute.add(compute.multiply(batch.person.take(rows), _YEARS), years)
        for rows, years in ((at, year), (gone, of_gone))
    )
    return batch.taken.gone_person.filter(
        compute.invert(compute.is_in(lacking, value_set=compute.unique(settled)))
    )


def _is_of_year(year: int, begins: int, batch: BatchColumns, at: Any) -> Any:
    """Which of these rows are of a benefit year."""
    import pyarrow
    from pyarrow import compute

    days = batch.numbers["claim", "date"].take(at)
    return compute.equal(map_values(days, partial(_year_of, begins), pyarrow.int64()), year)


def _in_order(at: Any, person: Any, dates: Any) -> Any:
    """The rows as they settle: of a person by day, then as they stand."""
    import pyarrow
    from pyarrow import compute

    table = pyarrow.table({"person": person.take(at), "day": dates.take(at)})
    order = compute.sort_indices(table, [("person", "ascending"), ("day", "ascending")])
    return at.take(order)


def _spend_too_much(done: YearRows) -> Any:
    """The rows of whom the costs of a year come to more than a year may."""
    import pyarrow
    from pyarrow import compute

    in_policy = done.given["claim", "in_policy"]
    total = done.given.get(("claim", "total"), in_policy)
    costs = compute.if_else(compute.equal(total, MISSING), in_policy, total)
    table = pyarrow.table({"person": done.person, "costs": costs})
    sums = table.group_by("person").aggregate([("costs", "sum")])
    above = sums.filter(compute.greater(sums.column("costs_sum"), MOST_MONEY))
    return compute.is_in(done.person, value_set=above.column("person").combine_chunks())


def _year_of(begins: int, day: int) -> int:
    return year_of_day(day, begins)
