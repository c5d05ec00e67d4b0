"""Tables of whatever file: what is read of them is what stands in them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from polc.batch.open_table import BureauTable, open_table
from polc.batch.table_error import TableError

pytest.importorskip("duckdb")


def rows_of(table: BureauTable) -> list[Any]:
    return list(table.connection.execute("SELECT * FROM bureau").fetchall())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_of_either_encoding(tmp_path: Path, encoding: str) -> None:
    """Names and cells are the same, a code keeps its zeros."""
    path = tmp_path / "a.csv"
    path.write_text("编号,费用\n007,100.50\n", encoding=encoding)
    table = open_table(str(path))
    assert table.columns == ("编号", "费用")
    assert rows_of(table) == [("007", "100.50")]


def test_a_folder_of_texts_is_one_table(tmp_path: Path) -> None:
    """One after the other, in the order of their names."""
    for name, cell in (("2022-01", "1"), ("2022-02", "2")):
        (tmp_path / f"{name}.csv").write_text(f"a\n{cell}\n", encoding="utf-8")
    assert rows_of(open_table(str(tmp_path))) == [("1",), ("2",)]
    assert rows_of(open_table(str(tmp_path / "*.csv"))) == [("1",), ("2",)]


def test_a_sheet(tmp_path: Path) -> None:
    """Excel's days are days, its numbers as a person writes them."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["编号", "日期", "金额", "时间"])
    sheet.write_string(1, 0, "007")
    sheet.write_datetime(1, 1, datetime.combine(date(2022, 3, 1), datetime.min.time()), day)
    sheet.write_number(1, 2, 100.5)
    sheet.write_datetime(1, 3, datetime(2022, 3, 1, 9, 30), day)
    book.close()
    assert rows_of(open_table(str(path))) == [("007", "2022-03-01", "100.5", "2022-03-01 09:30:00")]


def test_a_number_that_the_sheet_has_cut(tmp_path: Path) -> None:
    """An id of 18 digits as a number has lost its end: told, not read."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["编号"])
    sheet.write_number(1, 0, 421300199001011234)
    book.close()
    with pytest.raises(TableError, match="more than 15 digits"):
        open_table(str(path))


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("a,a", "two columns `a`"),
        ("ID,id", "two columns `ID`"),
        ("a,,c", "has no name"),
        ('a,"b', "cannot read"),
    ],
)
def test_a_header_names_every_column_once(tmp_path: Path, header: str, why: str) -> None:
    """As merged cells of a sheet leave it: refused."""
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n1,2,3\n", encoding="utf-8")
    with pytest.raises(TableError, match=why):
        open_table(str(path))


def test_a_file_of_nothing(tmp_path: Path) -> None:
    """It is told as empty, and not as one with a column that lacks a name."""
    path = tmp_path / "a.csv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(TableError, match="is empty"):
        open_table(str(path))


@pytest.mark.parametrize("name", ["nope.csv", "b.txt"])
def test_what_is_no_table(tmp_path: Path, name: str) -> None:
    """A file that is not there, or of another kind."""
    (tmp_path / "b.txt").write_text("a\n", encoding="utf-8")
    with pytest.raises(TableError):
        open_table(str(tmp_path / name))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PAR1" + b"\0" * 40, "ends too early"),
        (b"PAR1", "cannot read"),
        (b"", "is empty"),
        (b"id,amount\n1,2.00\n", "no `Parquet`"),
        (b"PAR1" + b"\0" * 40 + b"PAR1", "cannot read"),
    ],
)
def test_a_damaged_parquet(tmp_path: Path, content: bytes, why: str) -> None:
    """One that ends too early, one that is something else; of others what Arrow says, in one
    line."""
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(TableError, match=why):
        open_table(str(path))


def test_bytes_of_no_encoding(tmp_path: Path) -> None:
    """Neither UTF-8 nor GB18030: refused, not guessed."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\n\xff\xff\xff\n")
    with pytest.raises(TableError, match="neither `UTF-8` nor `GB18030`"):
        open_table(str(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_nothing_is_guessed_of_a_text(tmp_path: Path, encoding: str, end: str) -> None:
    """A line that begins with a sign, or has a quote or a line end in a cell, is a row as any."""
    path = tmp_path / "a.csv"
    lines = ["编号,费用", "#1,100.50", '"a""b","x\ny"', "'q',\\n"]
    path.write_bytes(end.join((*lines, "")).encode(encoding))
    assert rows_of(open_table(str(path))) == [
        ("#1", "100.50"), ('a"b', "x\ny"), ("'q'", "\\n"),
    ]  # fmt: skip


def test_a_row_with_too_few_cells(tmp_path: Path) -> None:
    """Far from the first rows too: told with its line, when it is come to."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "1,2\n" * 50_000 + "3\n", encoding="utf-8")
    with pytest.raises(
        TableError, match=r"line 50002 of `a\.csv` has 1 cells, and the first row 2"
    ):
        open_table(str(path)).count_rows()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_quote_that_does_not_end(tmp_path: Path, encoding: str) -> None:
    """Told, in either encoding."""
    path = tmp_path / "a.csv"
    path.write_text('编号,费用\n"1,2\n', encoding=encoding)
    with pytest.raises(TableError):
        open_table(str(path)).count_rows()


@pytest.mark.parametrize("name", ["\ufffd\ufffd", "锟斤拷"])
def test_a_name_read_in_another_encoding(tmp_path: Path, name: str) -> None:
    """What is left of it is the name of nothing."""
    path = tmp_path / "a.csv"
    path.write_text(f"a,{name}\n1,2\n", encoding="utf-8")
    with pytest.raises(TableError, match="another encoding"):
        open_table(str(path))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"hello", "is no workbook"),
        (b"PK\x03\x04" + b"0" * 50, "ends too early"),
    ],
)
def test_a_workbook_that_is_none(tmp_path: Path, content: bytes, why: str) -> None:
    """By what it begins and ends with."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(TableError, match=why):
        open_table(str(path))


def test_merged_headers(tmp_path: Path) -> None:
    """A title over all columns leaves them without names."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 2, "结算表")
    sheet.write_row(1, 0, ["a", "b", "c"])
    book.close()
    with pytest.raises(TableError, match="each in a cell of its own"):
        open_table(str(path))


def test_amounts_of_parquet(tmp_path: Path) -> None:
    """A decimal of four places keeps its text; what is no number stays for who reads the amount to
    refuse; a time with a zone keeps it."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table(
        {
            "a": pyarrow.array([Decimal("1000.5000")], pyarrow.decimal128(18, 4)),
            "b": pyarrow.array([float("nan")]),
            "c": pyarrow.array([datetime(2022, 3, 1, tzinfo=UTC)]),
            "d": pyarrow.array([date(2022, 3, 1)]),
            "e": pyarrow.nulls(1),
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    ((exact, none, zoned, day, empty),) = rows_of(open_table(str(tmp_path / "a.parquet")))
    assert (exact, none, day, empty) == ("1000.5000", "nan", "2022-03-01", None)
    assert re.search(r"[+-]\d\d$", zoned)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_name_of_two_lines(tmp_path: Path, encoding: str) -> None:
    """As a sheet's cell may have it: it is one name."""
    path = tmp_path / "a.csv"
    path.write_text('甲,"乙\n丙"\n1,2\n', encoding=encoding)
    table = open_table(str(path))
    assert table.columns == ("甲", "乙\n丙")
    assert rows_of(table) == [("1", "2")]


def test_names_of_parquet_that_are_alike(tmp_path: Path) -> None:
    """Refused, and not renamed."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"id": ["1"], "ID": ["2"]}), tmp_path / "a.parquet")
    with pytest.raises(TableError, match="two columns `id`"):
        open_table(str(tmp_path / "a.parquet"))
