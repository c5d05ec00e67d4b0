"""What an audit came to, as tables: amounts that differ, whom nobody helped, sums, refused rows,
remarks.

In: rows. Out: files in a folder, Parquet or CSV. Amounts are decimals in yuan; what is not known is
empty.
"""

from pathlib import Path
from typing import Any, Final

from attrs import field

from polc.batch.write_results import Form
from polc.records.mutable import define

HELD: Final = 20_000
"""Rows of a table that are held before they are written."""

_TEXT: Final = "text"
_MONEY: Final = "money"
_COUNT: Final = "count"

_AMOUNT: Final = {
    "row": _COUNT, "person": _TEXT, "year": _COUNT, "claim": _TEXT, "date": _TEXT,
    "hospital": _TEXT, "identity": _TEXT, "benefit": _TEXT, "recorded": _MONEY, "computed": _MONEY,
    "difference": _MONEY, "cause": _TEXT, "causes": _TEXT, "readings": _TEXT, "clauses": _TEXT,
}  # fmt: skip
_SUMS: Final = {
    "benefit": _TEXT, "recorded": _MONEY, "computed": _MONEY, "paid_too_much": _MONEY,
    "paid_too_little": _MONEY, "amounts": _COUNT, "differing": _COUNT,
}  # fmt: skip

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "differences": _AMOUNT,
    "not_helped": {name: kind for name, kind in _AMOUNT.items() if name != "causes"},
    "by_hospital": {"hospital": _TEXT, **_SUMS},
    "by_identity": {"identity": _TEXT, **_SUMS},
    "by_month": {"month": _TEXT, **_SUMS},
    "refused": {
        "row": _COUNT, "person": _TEXT, "claim": _TEXT, "place": _TEXT, "code": _TEXT,
        "reason": _TEXT,
    },
    "remarks": {
        "row": _COUNT, "person": _TEXT, "column": _TEXT, "code": _TEXT, "remark": _TEXT,
    },
}  # fmt: skip
"""The tables and their columns, each with what it holds."""


@define(kw_only=True)
class AuditTables:
    """The tables of an audit in `folder`."""

    folder: Path
    form: Form
    _writers: dict[str, Any] = field(factory=dict)
    _held: dict[str, list[dict[str, Any]]] = field(factory=dict)

    def add(self, name: str, row: dict[str, Any]) -> None:
        """A row of a table; it may have more than the table's columns."""
        held = self._held.setdefault(name, [])
        held.append({column: row.get(column) for column in COLUMNS[name]})
        if len(held) >= HELD:
            self._flush(name)

    def close(self) -> None:
        """Writes what is held, an empty table where nothing came, and ends the files."""
        for name in COLUMNS:
            self._flush(name)
            self._writer(name).close()

    def _flush(self, name: str) -> None:
        import pyarrow

        rows = self._held.pop(name, [])
        if rows:
            table = pyarrow.Table.from_pylist(rows, schema=_schema(name))
            self._writer(name).write_table(table)

    def _writer(self, name: str) -> Any:
        if name not in self._writers:
            from pyarrow import csv, parquet

            path = str(self.folder / f"{name}.{self.form}")
            self._writers[name] = (
                parquet.ParquetWriter(path, _schema(name), use_dictionary=False)
                if self.form == "parquet"
                else csv.CSVWriter(path, _schema(name))
            )
        return self._writers[name]


def _schema(name: str) -> Any:
    import pyarrow as pa

    kinds = {_TEXT: pa.string(), _MONEY: pa.decimal128(18, 2), _COUNT: pa.int64()}
    return pa.schema([(column, kinds[kind]) for column, kind in COLUMNS[name].items()])
