"""The cells of a row: days as exports write them, words that stand for nothing."""

import pytest

from polc.batch.open_table import stripped
from polc.batch.read_cells import CellReader, read_day


@pytest.mark.parametrize(
    "text",
    [
        *("2022-03-01", "2022-3-1", "2022/3/1", "2022.03.01", "20220301", "2022年3月1日"),
        *("2022-03-01 00:00:00", "2022-03-01T09:30", "2022/3/1 09:30:00.000", "20220301093000"),
    ],
)
def test_one_day_in_each_of_its_forms(text: str) -> None:
    """All are the first of March."""
    assert read_day(text) == "2022-03-01"


@pytest.mark.parametrize(
    "text",
    [
        *("2022111", "202231", "2022-03/01", "01/03/2022", "03-01-22", "2022-13-01"),
        *("2022-03-01 25:00:00", "2022-03-01 09:60", "20220301240000", "2022-03-01 24:00"),
        *("2022-02-30", "44621", "NaN", "null", "2022-03-01 01:30:00+00", "2022-03-01x"),
    ],
)
def test_what_may_be_several_days_is_none(text: str) -> None:
    """`2022111` is of January or of November; a sheet's count and a zone hang on who wrote them."""
    assert read_day(text) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("44621", "form of a day"),
        ("2022-03-01 01:30:00+00", "time zone"),
        ("x", "such as"),
        ("2022-03-01 25:00:00", "no day has the time `25:00:00`"),
        ("2026-13-01 00:00:00", "there is no day `2026-13-01`"),
        ("20220230", "there is no day `2022-02-30`"),
        ("noon 12:00", "with a time"),
    ],
)
def test_why_it_is_no_day(text: str, why: str) -> None:
    """Each with what helps."""
    reader = CellReader(1, {"D": text})
    reader.day("D")
    assert why in reader.mistakes[0].why


def test_the_time_of_day_of_a_settlement() -> None:
    """Goes on to the second; of other days it is left out."""
    assert read_day("2022-03-01 09:30:15.25", with_time=True) == "2022-03-01T09:30:15"
    assert read_day("20220301093015", with_time=True) == "2022-03-01T09:30:15"


def test_an_end_in_the_year_9999_is_none() -> None:
    """What has no end is written so."""
    assert CellReader(1, {"D": "9999-12-31 00:00:00"}).last_day("D") == ""


@pytest.mark.parametrize("word", ["NULL", "null", r"\N", "NaN", "N/A", "None"])
def test_a_word_for_nothing_is_no_id(word: str) -> None:
    """Else all rows without a stay would be of one."""
    reader = CellReader(1, {"V": word})
    assert reader.id("V") == ""
    assert word in reader.mistakes[0].why


def test_blanks_around_a_person_are_the_same_for_both() -> None:
    """SQL takes away what Python does: else one person would be two."""
    duckdb = pytest.importorskip("duckdb")
    blanks = "".join(chr(code) for code in range(0x110000) if chr(code).isspace())
    connection = duckdb.connect(":memory:")
    connection.execute('CREATE TABLE t ("p" VARCHAR)')
    connection.execute("INSERT INTO t VALUES (?)", [f"{blanks}p1{blanks}"])
    assert connection.execute(f"SELECT {stripped('p')} FROM t").fetchone() == ("p1",)
