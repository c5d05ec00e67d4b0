"""The people of a table under both sides of a reform.

In: two sides, a table, a mapping. Out: `PeopleCompared`. Whom machine code settles under both is
added up by columns, and only the largest changes are settled again as cases; the others are settled
row after row under both. Both roads come to the same.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from attrs import field

from polc.api.prepared_year import layout_of
from polc.batch.choose_road import RoadChooser
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable
from polc.batch.person_batches import ROWS, read_persons
from polc.batch.person_outcome import PersonOutcome
from polc.batch.read_second_tables import SecondTables, open_second_tables
from polc.batch.settle_ahead import count_workers, settle_ahead
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.reform.compare_columns import ColumnChanges, ColumnSide, compare_columns
from polc.reform.compare_people import MOST_CASES, PeopleCompared
from polc.reform.side import Side


def compare_population(
    old: Side,
    new: Side,
    table: BureauTable,
    mapping: ColumnMapping,
    memory: str,
    tell: Callable[[int], None],
    *,
    rows: int = ROWS,
    by_machine: bool = True,
) -> PeopleCompared:
    """The people; `tell` is told after each batch, of about so many `rows`, how many are done.
    Raises `TableError`."""
    roads = [
        RoadChooser(policy=side.policy, mapping=mapping, by_machine=by_machine)
        for side in (old, new)
    ]
    population = _Population(
        people=PeopleCompared(old=old, new=new, why_by_row=_why_by_row(old, new, roads)),
        old_road=roads[0],
        new_road=roads[1],
    )
    second = open_second_tables(table.second, mapping, memory)
    # Second tables are gone through in the order of the persons.
    workers = 1 if table.second else count_workers()
    batches = read_persons(table, mapping, memory, rows)
    done = 0
    for texts, settled in settle_ahead(batches, partial(population.settle, second=second), workers):
        population.add(settled)
        done += texts.num_rows
        tell(done)
    return population.people


def _why_by_row(old: Side, new: Side, roads: list[RoadChooser]) -> Text | None:
    """Why nobody can be settled as columns under both, where that is so."""
    for road in roads:
        if road.why_by_row is not None:
            return road.why_by_row
    if old.year is not None or new.year is not None:
        return say("the claims are moved to another year")
    begins = {layout_of(side.policy).year_begins for side in (old, new)}
    if len(begins) > 1:
        return say("the benefit years of the two policies begin on different days")
    return None


@frozen(eq=False)
class _ComparedBatch:
    """What columns come to (None: there are none); persons settled row after row, those who are
    among the columns with the years of their largest changes."""

    columns: ColumnChanges | None
    persons: tuple[tuple[PersonOutcome, set[int] | None], ...]


@define(kw_only=True, eq=False)
class _Population:
    """What has come by so far."""

    people: PeopleCompared
    old_road: RoadChooser
    new_road: RoadChooser
    _sides: tuple[ColumnSide, ColumnSide] | None = field(init=False)

    @_sides.default
    def _find_sides(self) -> tuple[ColumnSide, ColumnSide] | None:
        old, new = self.old_road.columns, self.new_road.columns
        if self.people.why_by_row is not None or old is None or new is None:
            return None
        return ColumnSide(self.people.old, old), ColumnSide(self.people.new, new)

    def settle(self, texts: Any, second: SecondTables) -> _ComparedBatch:
        """The rows of some persons."""
        facts = self.old_road.facts_of(texts, second)
        if self._sides is None:
            rows = self.old_road.settle_rows(texts, second, None, facts)
            return _ComparedBatch(None, tuple((outcome, None) for _, outcome in rows))
        settled_old, settled_new = (
            side.columns.settle(texts, facts, second.regions) for side in self._sides
        )
        care = settled_old.care
        settled_old = settled_old.leave(settled_new.care)
        settled_new = settled_new.leave(care)
        found = compare_columns(*self._sides, settled_old, settled_new)
        largest = _find_largest(found.changes)
        numbers = sorted({*settled_old.care.to_pylist(), *largest})
        rows = self.old_road.settle_rows(texts, second, numbers, facts)
        return _ComparedBatch(
            found, tuple((outcome, largest.get(number)) for number, outcome in rows)
        )

    def add(self, settled: _ComparedBatch) -> None:
        """What they came to; batches come in the order of their persons."""
        if settled.columns is not None:
            self.people.add_columns(settled.columns)
        for outcome, years in settled.persons:
            if years is None:
                self.people.add(outcome)
            else:
                self.people.look_at(outcome, years)


def _find_largest(changes: Any) -> dict[int, set[int]]:
    """The years of the largest changes, by the numbers of their persons."""
    from pyarrow import compute

    changes = changes.append_column("size", compute.abs(changes.column("change")))
    changes = changes.filter(compute.not_equal(changes.column("change"), 0))
    order = [("size", "descending"), ("person", "ascending"), ("year", "ascending")]
    found: dict[int, set[int]] = {}
    for row in changes.sort_by(order).slice(0, MOST_CASES).to_pylist():
        found.setdefault(row["person"], set()).add(row["year"])
    return found
