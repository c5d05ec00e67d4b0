"""Batches of persons settled, each person by its road.

In: a policy, a mapping; the rows of some persons. Out: `BatchOutcome`s: the rows of every table of
results, sorted by person, and their sums.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field

from polc.api.policy import Policy
from polc.batch.choose_road import RoadChooser
from polc.batch.columns.add_up import ColumnSums, add_up
from polc.batch.columns.tell_columns import PERSON, SEQUENCE, tell_columns
from polc.batch.mapping import ColumnMapping
from polc.batch.measure_targets import TargetMeter, TargetSums
from polc.batch.person_outcome import PersonOutcome
from polc.batch.persons_without_claims import ClaimlessSettler
from polc.batch.read_second_tables import SecondTables
from polc.batch.result_schemas import make_schemas
from polc.batch.tell_outcome import tell_outcome
from polc.messages.text import Language
from polc.records.frozen import frozen
from polc.records.mutable import define


@frozen(kw_only=True, eq=False)
class BatchOutcome:
    """`tables` has the rows of the tables of results by their names; `columns` the sums of those
    that machine code settled (None: it settled none), `persons` what came of the others."""

    rows: int
    tables: Mapping[str, Any] = field(repr=False)
    columns: ColumnSums | None
    persons: tuple[PersonOutcome, ...] = field(repr=False)
    targets: TargetSums = field(factory=Counter)


@define(kw_only=True, eq=False)
class BatchSettler:
    """Settles one batch after the other, by the `road` of each person; `everybody_in` is a year
    that is settled of everybody, whether there is a claim or not."""

    policy: Policy
    mapping: ColumnMapping
    language: Language
    by_machine: bool = True
    everybody_in: int | None = None
    road: RoadChooser = field(init=False)
    _schemas: dict[str, Any] = field(init=False)
    _meter: TargetMeter = field(init=False)
    _claimless: ClaimlessSettler = field(init=False)

    @road.default
    def _find_road(self) -> RoadChooser:
        return RoadChooser(
            policy=self.policy,
            mapping=self.mapping,
            by_machine=self.by_machine,
            everybody_in=self.everybody_in,
        )

    @_schemas.default
    def _make_schemas(self) -> dict[str, Any]:
        return make_schemas(self.policy, by_household=bool(self.mapping.household))

    @_meter.default
    def _find_meter(self) -> TargetMeter:
        return TargetMeter(mapping=self.mapping)

    @_claimless.default
    def _find_claimless(self) -> ClaimlessSettler:
        return ClaimlessSettler(
            policy=self.policy, mapping=self.mapping, everybody_in=self.everybody_in
        )

    def settle(self, texts: Any, second: SecondTables) -> BatchOutcome:
        """The persons of a table, see `read_persons`, and what second tables say of them."""
        found: dict[str, list[Any]] = {name: [] for name in self._schemas}
        sums, care = None, None
        targets: TargetSums = Counter()
        columns = self.road.columns
        facts = self.road.facts_of(texts, second)
        if columns is not None:
            settled = columns.settle(texts, facts, second.regions)
            sums = add_up(settled, columns.parts)
            targets.update(self._meter.of_columns(settled))
            care = sorted(settled.care.to_pylist())
            for year in settled.years:
                told = tell_columns(year, settled.batch, columns)
                for name, of_year in told.items():
                    found[name] += of_year
        outcomes = tuple(self.road.settle_rows(texts, second, care, facts))
        persons = tuple(outcome for _, outcome in outcomes)
        for outcome in persons:
            targets.update(self._meter.of_person(outcome))
        return BatchOutcome(
            rows=texts.num_rows,
            tables=self._tell(found, outcomes),
            columns=sums,
            persons=persons,
            targets=targets,
        )

    def settle_claimless(self, persons: list[str], second: SecondTables) -> BatchOutcome:
        """Persons of whom there is no claim, in the order of their ids."""
        outcomes = tuple(self._claimless.settle(persons, second))
        tables = self._tell({}, enumerate(outcomes))
        return BatchOutcome(rows=0, tables=tables, columns=None, persons=outcomes)

    def _tell(
        self, columns: Mapping[str, list[Any]], outcomes: Iterable[tuple[int, PersonOutcome]]
    ) -> Mapping[str, Any]:
        """The tables of what columns and numbered persons came to."""
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self._schemas}
        for number, outcome in outcomes:
            for name, row in tell_outcome(outcome, self.language):
                rows[name].append({**row, PERSON: number})
        return {
            name: _in_order(schema, columns.get(name, []), rows[name])
            for name, schema in self._schemas.items()
        }


def _in_order(schema: Any, columns: list[Any], rows: list[dict[str, Any]]) -> Any:
    """The rows of a table by person; those of a person are of columns, or stand in order."""
    import pyarrow

    whole = pyarrow.schema([*schema, (PERSON, pyarrow.int64())])
    parts = []
    if columns:
        joined = pyarrow.concat_tables(columns)
        if len(columns) > 1:
            keys = [key for key in (PERSON, "year", SEQUENCE) if key in joined.column_names]
            joined = joined.sort_by([(key, "ascending") for key in keys])
        parts.append(joined.select(whole.names).cast(whole))
    if rows:
        parts.append(pyarrow.Table.from_pylist(rows, schema=whole))
    if not parts:
        return schema.empty_table()
    if len(parts) > 1:
        return pyarrow.concat_tables(parts).sort_by(PERSON).select(schema.names)
    return parts[0].select(schema.names)
