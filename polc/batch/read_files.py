"""Files of a table as something that DuckDB goes through as often as it is asked to.

In: files of one kind. Out: for texts their header, separator and encoding, and where these are not
those of DuckDB's own reader a dataset of Arrow; for sheets a table of Arrow. All cells are text.
"""

import codecs
import csv
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, Final
from zipfile import is_zipfile

from polc.batch.table_error import TableError
from polc.messages.text import say
from polc.records.frozen import frozen

ENCODINGS: Final = ("utf-8", "gb18030")
"""Those that bureaus write: a text that is not the first is the second, or none that is read."""

SEPARATORS: Final = (",", "\t", ";", "|")

_CHUNK: Final = 1 << 20
_PARQUET: Final = b"PAR1"
_ZIP: Final = b"PK"
_OLDER: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_BROKEN: Final = ("\ufffd", "锟斤拷")
"""What is left of a name that was read as `UTF-8` and is not."""

_EXACT: Final = 1 << 53
"""From here on a number of Excel's has lost its last digits."""


@frozen
class TextForm:
    """How a text is written, and the names in its first row."""

    encoding: str
    separator: str
    header: tuple[str, ...]


def find_form(path: Path) -> TextForm:
    """The form of a text, of which every byte is looked at once. Raises `TableError`."""
    encoding = next((name for name in ENCODINGS if _decodes(path, name)), None)
    if encoding is None:
        raise TableError(say("`{file}` is neither `UTF-8` nor `GB18030`", file=path.name))
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as text:
        first = text.readline(_CHUNK)
        separator = max(SEPARATORS, key=first.count)
        # A name may have a line end in it.
        lines = chain([first], iter(lambda: text.readline(_CHUNK), ""))
        try:
            header = next(csv.reader(lines, delimiter=separator, strict=True), [])
        except csv.Error as mistake:
            raise TableError(
                say("cannot read `{file}`: {why}", file=path.name, why=str(mistake))
            ) from None
    return TextForm(encoding, separator, tuple(header))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def read_dataset(paths: Iterable[Path], form: TextForm) -> Any:
    """Texts of an encoding that DuckDB does not read, as a dataset."""
    import pyarrow
    from pyarrow import csv as arrow_csv
    from pyarrow import dataset

    names = [name.strip() for name in form.header]
    reading = arrow_csv.ReadOptions(
        encoding=form.encoding, column_names=names, skip_rows_after_names=1
    )
    converting = arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pyarrow.string()))
    parsing = arrow_csv.ParseOptions(delimiter=form.separator, newlines_in_values=True)
    kind = dataset.CsvFileFormat(
        parse_options=parsing, read_options=reading, convert_options=converting
    )
    return dataset.dataset([str(path) for path in paths], format=kind)


def check_whole(path: Path) -> None:
    """Raises `TableError` where a file of Parquet is none, or ends too early."""
    size = path.stat().st_size
    if not size:
        raise TableError(say("`{file}` is empty", file=path.name))
    with path.open("rb") as file:
        begins = file.read(len(_PARQUET))
        file.seek(max(size - len(_PARQUET), 0))
        ends = file.read()
    if begins == _PARQUET and ends != _PARQUET:
        raise TableError(
            say("`{file}` ends too early: it was not copied whole; fetch it anew", file=path.name)
        )
    if ends != _PARQUET:
        raise TableError(say("`{file}` is no `Parquet`, whatever its name", file=path.name))


def check_workbook(path: Path) -> None:
    """Raises `TableError` where a workbook of Excel's is none, is of an older kind or locked, or
    ends too early."""
    with path.open("rb") as file:
        begins = file.read(len(_OLDER))
    if not begins:
        raise TableError(say("`{file}` is empty", file=path.name))
    if begins == _OLDER:
        raise TableError(
            say(
                "`{file}` is a workbook of an older kind, or has a password: save it as `.xlsx` "
                "without one",
                file=path.name,
            )
        )
    if not begins.startswith(_ZIP):
        raise TableError(
            say("`{file}` is no workbook of Excel's, whatever its name", file=path.name)
        )
    if not is_zipfile(path):
        raise TableError(
            say("`{file}` ends too early: it was not copied whole; fetch it anew", file=path.name)
        )


def read_sheets(paths: Iterable[Path]) -> Any:
    """The first sheet of each workbook, one below the other. Raises `TableError`."""
    import pyarrow
    from python_calamine import CalamineError, CalamineWorkbook

    tables = []
    for path in paths:
        check_workbook(path)
        try:
            rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        except CalamineError as mistake:
            raise TableError(
                say("cannot read `{file}`: {why}", file=path.name, why=str(mistake))
            ) from None
        if not rows:
            raise TableError(say("the first sheet of `{file}` is empty", file=path.name))
        header, *body = rows
        names = check_header((_as_text(cell) for cell in header), path.name)
        columns = {
            name: pyarrow.array([_as_text(row[place]) for row in body], pyarrow.string())
            for place, name in enumerate(names)
        }
        tables.append(pyarrow.table(columns))
    return pyarrow.concat_tables(tables, promote_options="default")


def _as_text(cell: Any) -> str:
    """A cell as a person would write it: a day without a time of day where it has none, a whole
    number without its point."""
    match cell:
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case bool():
            return "1" if cell else "0"
        case float() if cell.is_integer() and abs(cell) < _EXACT:
            return str(int(cell))
        case float() if cell.is_integer():
            raise TableError(
                say("`{number}` is a number of more than 15 digits, of which the sheet has lost "
                    "the last: write it as text", number=format(Decimal(cell), "f"))
            )  # fmt: skip
        case _:
            return str(cell)


def check_header(header: Iterable[str], file: str) -> list[str]:
    """The names of the columns: each there, each once, whatever its capitals. Raises
    `TableError`."""
    names = [name.strip() for name in header]
    if not any(names):
        raise TableError(
            say("`{file}` is empty: the first row has the names of the columns", file=file)
        )
    if not all(names):
        raise TableError(
            say(
                "column {at} of `{file}` has no name: the first row has the names, each in a cell "
                "of its own",
                at=str(names.index("") + 1),
                file=file,
            )
        )
    broken = next((name for name in names if any(sign in name for sign in _BROKEN)), None)
    if broken is not None:
        raise TableError(
            say(
                "the name `{name}` of a column of `{file}` was read in another encoding than it "
                "was written in: export the table anew",
                name=broken,
                file=file,
            )
        )
    plain = [name.casefold() for name in names]
    twice = next((name for name in names if plain.count(name.casefold()) > 1), None)
    if twice is not None:
        raise TableError(say("`{file}` has two columns `{name}`", file=file, name=twice))
    return names
