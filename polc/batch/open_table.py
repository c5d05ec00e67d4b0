"""A bureau's table, whatever files it stands in, as columns of text.

In: a file, a folder or a pattern of files (`.csv`, `.xlsx`, `.parquet`). Out: `BureauTable`, which
a connection of DuckDB goes through. All is read as it is written: a code `007` stays so. Raises
`TableError` for what cannot be read.
"""

from collections.abc import Iterator, Mapping
from glob import glob
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final
from uuid import uuid4

from attrs import field

from polc.batch.read_files import check_header, check_whole, find_form, read_dataset, read_sheets
from polc.batch.table_error import TableError
from polc.batch.tell_trouble import why_unread
from polc.messages.text import say
from polc.records.frozen import frozen

SUFFIXES: Final = (".csv", ".xlsx", ".parquet")

ORIGINAL: Final = "original"
"""The rows of a file that has types, as they are, each with its `PLACE`."""

PLACE: Final = "file_row_number"
"""The column with the place of a row in its file, from 0."""

FETCHED: Final = 10_000
"""Rows that are taken from a table at a time."""

BLANKS: Final = "".join(
    chr(code)
    for code in (
        *(*range(0x09, 0x0E), *range(0x1C, 0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)),
        *(0x2028, 0x2029, 0x202F, 0x205F, 0x3000),
    )
)
"""What `str.strip` takes away."""


@frozen
class BureauTable:
    """`columns` in their order; `connection` has the rows as `bureau`, all text. `second` are the
    tables that stand beside it, by name. With `kinds`, DuckDB's types by column, the rows are there
    as `ORIGINAL` too."""

    columns: tuple[str, ...]
    connection: Any = field(eq=False, repr=False)
    second: Mapping[str, "BureauTable"] = field(factory=dict, eq=False)
    kinds: Mapping[str, str] = field(factory=dict, eq=False)

    def fetch(
        self, query: str, given: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """What a query comes to, row by row; `given` are values that it names. Raises
        `TableError`."""
        import duckdb
        from pyarrow import ArrowException

        try:
            cursor = self.connection.execute(query, given or {})
            while rows := cursor.fetchmany(FETCHED):
                yield from rows
        except (duckdb.Error, ArrowException, OSError) as mistake:
            raise TableError(why_unread(mistake)) from None

    def count_rows(self) -> int:
        """How many rows there are."""
        ((rows,),) = self.fetch("SELECT count(*) FROM bureau")
        return int(rows)

    def count_values(self, column: str, most: int) -> list[tuple[str, int]]:
        """The values of a column that are not blank, each with its rows, the most frequent first;
        `most` of them at most."""
        found = self.fetch(
            f"SELECT {stripped(column)} AS value, count(*) FROM bureau WHERE value <> '' "
            f"GROUP BY value ORDER BY 2 DESC, value LIMIT {most:d}"
        )
        return [(str(value), int(often)) for value, often in found]

    def count_blank(self, column: str) -> int:
        """The rows in which nothing stands."""
        ((rows,),) = self.fetch(
            f"SELECT count(*) FROM bureau WHERE coalesce({stripped(column)}, '') = ''"
        )
        return int(rows)


def open_memory() -> Any:
    """A connection of DuckDB's that prints nothing, and puts aside what it cannot hold where
    temporary files go."""
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.execute("SET enable_progress_bar = false")
    aside = Path(gettempdir(), f"polc-{uuid4().hex}")
    connection.execute("SET temp_directory = ?", [str(aside)])
    return connection


def quoted_name(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def stripped(name: str) -> str:
    """A column without blanks around its values, as SQL has it: those that `str.strip` takes. To
    trim takes long, and values that begin and end with a plain sign need it not."""
    value = quoted_name(name)
    plain = " AND ".join(f"{value}[{place}] BETWEEN '!' AND '~'" for place in (1, -1))
    return f"CASE WHEN {plain} THEN {value} ELSE trim({value}, '{BLANKS}') END"


def open_table(place: str) -> BureauTable:
    """The table that stands there."""
    import duckdb
    from pyarrow import ArrowException

    files = find_files(place)
    connection = open_memory()
    try:
        relation = _read(connection, files)
        names = check_header(relation.columns, files[0].name)
        relation.create_view("bureau")
        connection.execute("SELECT 1 FROM bureau LIMIT 1").fetchall()
        kinds = _keep_original(connection, files, names)
    except (duckdb.Error, ArrowException, OSError) as mistake:
        raise TableError(why_unread(mistake, files[0].name)) from None
    return BureauTable(tuple(names), connection, kinds=kinds)


def _keep_original(connection: Any, files: list[Path], names: list[str]) -> dict[str, str]:
    """Their types by column; none where files have no types, or are several."""
    if len(files) > 1 or files[0].suffix.lower() != ".parquet" or PLACE in names:
        return {}
    relation = connection.read_parquet(str(files[0]), file_row_number=True)
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    del kinds[PLACE]
    if [*kinds] != names:
        return {}
    relation.create_view(ORIGINAL)
    return kinds


def _read(connection: Any, files: list[Path]) -> Any:
    """A relation over all of them, every column text."""
    from pyarrow.parquet import read_schema

    names = [str(path) for path in files]
    match files[0].suffix.lower():
        case ".parquet":
            # DuckDB gives another name to a column whose name it has seen.
            for path in files:
                check_whole(path)
                check_header(read_schema(path).names, path.name)
            relation = connection.read_parquet(names, union_by_name=True)
            texts = (
                f"CAST({quoted_name(name)} AS VARCHAR) AS {quoted_name(name)}"
                for name in relation.columns
            )
            return relation.select(", ".join(texts))
        case ".xlsx":
            return connection.from_arrow(read_sheets(files))
        case _:
            return _read_texts(connection, files)


def _read_texts(connection: Any, files: list[Path]) -> Any:
    forms = [find_form(path) for path in files]
    for path, form in zip(files, forms, strict=True):
        check_header(form.header, path.name)
        if form != forms[0]:
            raise TableError(
                say(
                    "`{file}` has other columns, or another encoding, than `{first}`",
                    file=path.name,
                    first=files[0].name,
                )
            )
    form = forms[0]
    if form.encoding != "utf-8":
        return connection.from_arrow(read_dataset(files, form))
    # Nothing is guessed: a guess may take lines for remarks, or leave out the first.
    kinds = dict.fromkeys((name.strip() for name in form.header), "VARCHAR")
    return connection.read_csv(
        [str(path) for path in files],
        auto_detect=False,
        header=True,
        columns=kinds,
        delimiter=form.separator,
        quotechar='"',
        escapechar='"',
    )


def find_files(place: str) -> list[Path]:
    """The files of a place, in the order of their names, all of one kind. Raises `TableError`."""
    path = Path(place)
    if path.is_dir():
        found = [entry for entry in sorted(path.iterdir()) if entry.suffix.lower() in SUFFIXES]
    elif path.exists():
        found = [path]
    else:
        found = [Path(name) for name in sorted(glob(place))]
    if not found:
        raise TableError(say("there is no table at `{place}`", place=place))
    kinds = {entry.suffix.lower() for entry in found}
    if len(kinds) > 1 or not kinds <= set(SUFFIXES):
        raise TableError(
            say("a table is one or more files of one kind: `.csv`, `.xlsx` or `.parquet`")
        )
    if not all(entry.is_file() for entry in found):
        raise TableError(say("`{place}` is no file that can be read twice", place=place))
    return found
