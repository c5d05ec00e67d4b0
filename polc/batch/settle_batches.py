"""Batches of persons or households settled: by machine code over columns where that says all of a
person, else one row after the other.

In: a policy, a mapping; the rows of some persons. Out: `BatchOutcome`s: the rows of every table of
results, sorted by person, and their sums. Both roads come to the same; the second says every
mistake.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.api.policy import Policy
from polc.api.prepared_year import layout_of
from polc.batch.columns.add_up import ColumnSums, add_up
from polc.batch.columns.read_parts import find_parts
from polc.batch.columns.settle_columns import ColumnSettler
from polc.batch.columns.tell_columns import PERSON, SEQUENCE, tell_columns
from polc.batch.machine_code import has_llvm
from polc.batch.mapping import ColumnMapping
from polc.batch.person_outcome import PersonOutcome
from polc.batch.read_second_tables import SecondTables
from polc.batch.result_schemas import make_schemas
from polc.batch.settle_table import settle_groups
from polc.batch.tell_outcome import tell_outcome
from polc.messages.text import Language, Text, say
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


@define(kw_only=True, eq=False)
class BatchSettler:
    """`why_by_row` says why no row is settled by machine code, where none is."""

    policy: Policy
    mapping: ColumnMapping
    language: Language
    by_machine: bool = True
    why_by_row: Text | None = field(init=False, default=None)
    _columns: ColumnSettler | None = field(init=False)
    _schemas: dict[str, Any] = field(init=False)

    @_columns.default
    def _find_columns(self) -> ColumnSettler | None:
        layout = layout_of(self.policy)
        parts = find_parts(self.mapping, layout)
        if self.mapping.household:
            self.why_by_row = say("the claims of a household are counted together")
        elif not self.by_machine:
            self.why_by_row = say("as asked for")
        elif not has_llvm():
            self.why_by_row = say(
                "`llvmlite` is not installed; `pip install 'polc[batch]'` brings it"
            )
        elif parts is None:
            self.why_by_row = say(
                "the mapping reads second tables, or what else is read row by row"
            )
        else:
            return ColumnSettler(policy=self.policy, layout=layout, parts=parts)
        return None

    @_schemas.default
    def _make_schemas(self) -> dict[str, Any]:
        return make_schemas(self.policy, by_household=bool(self.mapping.household))

    def settle(self, texts: Any, second: SecondTables) -> BatchOutcome:
        """The persons of a table, see `read_persons`, and what second tables say of them."""
        found: dict[str, list[Any]] = {name: [] for name in self._schemas}
        sums, care = None, None
        if self._columns is not None:
            settled = self._columns.settle(texts)
            sums = add_up(settled, self._columns.parts)
            care = sorted(settled.care.to_pylist())
            for year in settled.years:
                told = tell_columns(year, settled.batch, self._columns.figures)
                for name, of_year in told.items():
                    found[name] += of_year
        outcomes = []
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self._schemas}
        for number, outcome in settle_groups(self.policy, texts, self.mapping, second, care):
            outcomes.append(outcome)
            for name, row in tell_outcome(outcome, self.language):
                rows[name].append({**row, PERSON: number})
        tables = {
            name: _in_order(schema, found[name], rows[name])
            for name, schema in self._schemas.items()
        }
        return BatchOutcome(
            rows=texts.num_rows, tables=tables, columns=sums, persons=tuple(outcomes)
        )


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
