"""What a bureau's export may have wrong with it: each is told in both languages, with its place."""

import csv
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.town import HEADER, MAPPING, ROWS, write_town
from tests.cli.invoke import run

pytest.importorskip("duckdb")

COLUMNS = HEADER.split(",")
OVER_SIXTY = """policy town "试点" edition 1
use identities
layers basic
benefit basic "基本" per claim { when age reaches 60  rate 60% }
"""


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)


def row_with(base: int = 0, **cells: str) -> str:
    """One of the town's rows, with other cells."""
    values = dict(zip(COLUMNS, ROWS[base].split(","), strict=True))
    return ",".join((values | cells).values())


def batch(language: str, table: str = "claims.csv", output: str = "out") -> tuple[int, str]:
    """The status, and what is told."""
    done = run(
        "batch", "town.pol", table, f"{output} {language}", "--map", "town.toml",
        "--format", "csv", "--language", language,
    )  # fmt: skip
    return done.exit_code, done.stderr.strip()


def refused_in(language: str) -> list[tuple[str, str, str]]:
    """Row, place and reason of each refused row of a run."""
    assert batch(language)[0] == 1
    with Path(f"out {language}", "refused.csv").open(encoding="utf-8") as file:
        return [(row["row"], row["place"], row["reason"]) for row in csv.DictReader(file)]


CELLS = (
    ("wrong type", {"INSCP_AMT": "abc"}, "INSCP_AMT", "`abc` is not an amount", "不是以元为单位"),
    ("null", {"INSCP_AMT": "null"}, "INSCP_AMT", "`null` is not an amount", "不是以元为单位"),
    ("nan", {"INSCP_AMT": "NaN"}, "INSCP_AMT", "`NaN` is not an amount", "不是以元为单位"),
    ("empty", {"INSCP_AMT": ""}, "INSCP_AMT", "the claim has no", "缺少"),
    ("code", {"MED_TYPE": "77"}, "MED_TYPE", "what the code `77` means", "代码`77`"),
    ("no identity", {"PSN_TYPE": ""}, "PSN_TYPE", "the cell is empty", "此格为空"),
    ("no day", {"ENDDATE": "31/12/2022"}, "ENDDATE", "is no day such as", "不是日期"),
    ("a sheet's day", {"ENDDATE": "44682"}, "ENDDATE", "if a sheet counts days", "日期序号"),
)


@pytest.mark.parametrize(
    ("cells", "place", "english", "chinese"),
    [known[1:] for known in CELLS],
    ids=[known[0] for known in CELLS],
)
def test_a_cell(
    tmp_path: Path, cells: dict[str, str], place: str, english: str, chinese: str
) -> None:
    """The row is refused with its number, the bureau's column and the reason."""
    write_town(tmp_path, (ROWS[1], row_with(**cells)))
    for language, words in (("en", english), ("zh", chinese)):
        ((row, column, reason),) = refused_in(language)
        assert (row, column) == ("2", place)
        assert words in reason


def test_three_forms_of_a_day_in_one_column(tmp_path: Path) -> None:
    """Each is read, and they are of one person and year."""
    days = ("2022-05-01", "2022/5/2", "20220503")
    rows = [row_with(SETL_ID=f"s{at}", ENDDATE=day) for at, day in enumerate(days)]
    write_town(tmp_path, tuple(rows))
    assert batch("en") == (0, "")
    with Path("out en", "claims.csv").open(encoding="utf-8") as file:
        assert [row["date"] for row in csv.DictReader(file)] == [
            "2022-05-01", "2022-05-02", "2022-05-03",
        ]  # fmt: skip


def test_claims_of_two_years(tmp_path: Path) -> None:
    """A person's years are settled each by itself."""
    days = ("2022-12-31", "2023-01-01")
    rows = [row_with(SETL_ID=f"s{at}", ENDDATE=day) for at, day in enumerate(days)]
    write_town(tmp_path, tuple(rows))
    assert batch("en") == (0, "")
    with Path("out en", "person_years.csv").open(encoding="utf-8") as file:
        assert [row["year"] for row in csv.DictReader(file)] == ["2022", "2023"]


def test_a_negative_age(tmp_path: Path) -> None:
    """Who is born after the claim."""
    Path("town.pol").write_text(OVER_SIXTY, encoding="utf-8")
    mapping = MAPPING.replace('recorded = { basic = "HIFP_PAY" }\n', "")
    born = '[person]\nborn = "BALC"\n[claims]\n'
    mapping = mapping.replace('not_read = ["BALC"]\n', 'not_read = ["HIFP_PAY"]\n')
    Path("town.toml").write_text(mapping.replace("[claims]\n", born, 1), encoding="utf-8")
    text = "\n".join((HEADER, row_with(BALC="2030-01-01"), row_with(1, BALC="1950-01-01")))
    Path("claims.csv").write_text(text, encoding="utf-8")
    for language, words in (("en", "born on 2030-01-01"), ("zh", "出生于2030-01-01")):
        ((row, place, reason),) = refused_in(language)
        assert (row, place) == ("1", "ENDDATE")
        assert words in reason


def test_a_missing_column() -> None:
    """Named, before anything is read."""
    text = Path("claims.csv").read_text(encoding="utf-8")
    Path("claims.csv").write_text(text.replace("INSCP_AMT", "INSCP"), encoding="utf-8")
    for language, words in (("en", "no column `INSCP_AMT`"), ("zh", "列`INSCP_AMT`")):
        status, told = batch(language)
        assert status == 2
        assert words in told


def test_a_truncated_parquet() -> None:
    """As a copy that was broken off leaves it."""
    import duckdb

    with duckdb.connect() as connection:
        connection.read_csv("claims.csv", all_varchar=True).write_parquet("whole.parquet")
    whole = Path("whole.parquet").read_bytes()
    Path("cut.parquet").write_bytes(whole[: len(whole) // 2])
    for language, words in (("en", "`cut.parquet` ends too early"), ("zh", "不完整")):
        status, told = batch(language, "cut.parquet")
        assert status == 2
        assert words in told


def test_gbk_that_was_saved_as_utf8() -> None:
    """The names are lost, and nothing of the table is believed."""
    text = Path("claims.csv").read_text(encoding="utf-8").replace("BALC", "余额")
    broken = text.encode("gb18030").decode("utf-8", "replace")
    Path("claims.csv").write_text(broken, encoding="utf-8")
    for language, words in (("en", "another encoding"), ("zh", "错误的编码")):
        status, told = batch(language)
        assert status == 2
        assert words in told


@pytest.mark.parametrize("most", [40, 2_000])
def test_a_disk_that_is_full(tmp_path: Path, most: int) -> None:
    """At the first file, or amid the rows: nothing is left, under its final name or another."""
    write_town(tmp_path, tuple(row_with(SETL_ID=f"s{at}", PSN_NO=f"p{at}") for at in range(500)))
    asked = ("batch", "town.pol", "claims.csv", "out", "--map", "town.toml")
    for language, words in (("en", "cannot write `out`: file too large"), ("zh", "文件过大")):
        done = subprocess.run(  # our own command
            [sys.executable, "-c", "from polc.cli.main import main; main()", *asked,
             "--language", language],
            capture_output=True, text=True, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )  # fmt: skip
        assert done.returncode == 2
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert [*tmp_path.glob("out*"), *tmp_path.glob(".out*")] == []


def test_no_right_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may write beside the output."""

    def forbid(_: Path, *__: object, **___: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", forbid)
    for language, words in (("en", "permission denied"), ("zh", "没有权限")):
        status, told = batch(language)
        assert status == 2
        assert words in told
