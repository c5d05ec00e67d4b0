"""What a table came to, as files: claims, persons' years, alerts, what is due for earlier claims,
what stays open, refused rows, remarks.

In: the rows of tables, batch after batch. Out: files in a folder, the same whatever the batches
were.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from attrs import field

from polc.records.mutable import define

Form = Literal["parquet", "csv"]

GROUP: Final = 1 << 17
"""Rows that are held before they are written, and stand together in a file."""


@define(kw_only=True)
class ResultTables:
    """The tables of a run in `folder`; `schemas` are theirs, by name."""

    folder: Path
    form: Form
    schemas: Mapping[str, Any]
    _writers: dict[str, Any] = field(factory=dict)
    _held: dict[str, list[Any]] = field(factory=dict)

    def add(self, tables: Mapping[str, Any]) -> None:
        """The rows of a batch."""
        import pyarrow

        for name, table in tables.items():
            held = self._held.setdefault(name, [])
            held.append(table)
            if sum(part.num_rows for part in held) < GROUP:
                continue
            joined = pyarrow.concat_tables(held)
            whole = joined.num_rows // GROUP * GROUP
            for first in range(0, whole, GROUP):
                self._write(name, joined.slice(first, GROUP))
            self._held[name] = [joined.slice(whole)]

    def close(self) -> None:
        """Writes what is held, an empty table where nothing came, and ends the files."""
        import pyarrow

        for name, schema in self.schemas.items():
            held = pyarrow.concat_tables([schema.empty_table(), *self._held.pop(name, [])])
            if held.num_rows:
                self._write(name, held)
            self._writer(name).close()

    def _write(self, name: str, rows: Any) -> None:
        self._writer(name).write_table(rows.combine_chunks())

    def _writer(self, name: str) -> Any:
        if name not in self._writers:
            schema, path = self.schemas[name], str(self.folder / f"{name}.{self.form}")
            self._writers[name] = (
                _open_parquet(path, schema) if self.form == "parquet" else _open_csv(path, schema)
            )
        return self._writers[name]


def _open_parquet(path: str, schema: Any) -> Any:
    """Without dictionaries: nearly every cell is another, and what is sorted differs little from
    the cell before."""
    import pyarrow
    from pyarrow import parquet

    encodings = {
        column.name: "DELTA_BYTE_ARRAY"
        if pyarrow.types.is_string(column.type)
        else "DELTA_BINARY_PACKED"
        for column in schema
    }
    return parquet.ParquetWriter(
        path,
        schema,
        use_dictionary=False,
        column_encoding=encodings,
        store_decimal_as_integer=True,
        compression="zstd",
        compression_level=1,
    )


def _open_csv(path: str, schema: Any) -> Any:
    from pyarrow import csv

    return csv.CSVWriter(path, schema)
