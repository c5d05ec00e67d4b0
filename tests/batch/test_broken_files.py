"""Files that are broken off, torn, locked or no tables: told by each command in both languages,
with the file and its line and without the cells of anybody; nothing is left behind."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.town import HEADER, ROWS, write_town
from tests.cli.invoke import run

pytest.importorskip("duckdb")

NAMES = HEADER.count(",") + 1
MIDDLE = ROWS[1].split(",")[1]
"""The person of the row that is torn."""


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)


def torn(row: str) -> bytes:
    """The town's table with another second row."""
    return "\n".join((HEADER, ROWS[0], row, *ROWS[2:], "")).encode()


MORE, FEWER = f"{ROWS[1]},x", ",".join(ROWS[1].split(",")[:5])

FILES = (
    ("more.csv", torn(MORE),
     f"line 3 of `more.csv` has more cells than the first row has names, {NAMES}",
     "`more.csv`第3行的格数多于"),
    ("fewer.csv", torn(FEWER),
     f"line 3 of `fewer.csv` has 5 cells, and the first row {NAMES} names",
     "`fewer.csv`第3行只有5格"),
    ("gbk.csv", torn(f"{MORE}，住院").decode().encode("gb18030"),
     "line 3 of `gbk.csv` has more cells", "`gbk.csv`第3行的格数多于"),
    ("quote.csv", torn(f'"{ROWS[1]}'),
     "line 3 of `quote.csv` has a quote that is not closed",
     "`quote.csv`第3行有一个引号没有配对"),
    ("name.csv", f"{HEADER},\n{ROWS[0]},\n".encode(),
     f"column {NAMES + 1} of `name.csv` has no name", f"`name.csv`的第{NAMES + 1}列没有名称"),
    ("none.xlsx", b"", "`none.xlsx` is empty", "`none.xlsx`是空的"),
    ("none.parquet", b"", "`none.parquet` is empty", "`none.parquet`是空的"),
    ("text.xlsx", torn(ROWS[1]),
     "`text.xlsx` is no workbook of Excel's", "`text.xlsx`不是 .xlsx 工作簿"),
    ("cut.xlsx", b"PK\3\4and no more", "`cut.xlsx` ends too early", "`cut.xlsx` 不完整"),
    ("old.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
     "`old.xlsx` is a workbook of an older kind, or has a password", "旧格式的工作簿，或设有密码"),
)  # fmt: skip


def ask(verb: str, table: str, language: str) -> tuple[int, str]:
    """The status of a command, and what it says."""
    asked = {
        "batch": ("batch", "town.pol", table, "out"),
        "audit": ("audit", "town.pol", table, "out"),
        "diff": ("diff", "town.pol", "town.pol", "--cases", "out", "--population", table),
    }[verb]
    done = run(*asked, "--map", "town.toml", "--language", language)
    return done.exit_code, done.stderr


@pytest.mark.parametrize("verb", ["batch", "audit", "diff"])
@pytest.mark.parametrize(
    ("name", "content", "english", "chinese"), FILES, ids=[known[0] for known in FILES]
)
def test_it_is_told(verb: str, name: str, content: bytes, english: str, chinese: str) -> None:
    """With status 2, and nothing is left under the name of the output or another."""
    Path(name).write_bytes(content)
    for language, words in (("en", english), ("zh", chinese)):
        status, told = ask(verb, name, language)
        assert status == 2
        assert words in told
        assert MIDDLE not in told.replace(name, "")
    assert [*Path().glob("out*"), *Path().glob(".out*")] == []


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    """One that is written much alike is offered; else the first are named."""
    text = Path("claims.csv").read_text(encoding="utf-8")
    Path("claims.csv").write_text(text.replace("INSCP_AMT", "INSCP_AMTS"), encoding="utf-8")
    assert "`claims.csv` has no column `INSCP_AMT`" in ask("batch", "claims.csv", "en")[1]
    assert "did you mean `INSCP_AMTS`?" in ask("batch", "claims.csv", "en")[1]
    Path("claims.csv").write_text(text.replace("INSCP_AMT", "金额"), encoding="utf-8")
    assert "it has `SETL_ID`, `PSN_NO`" in ask("audit", "claims.csv", "en")[1]


def test_too_little_memory_is_told_with_what_gives_more() -> None:
    """A megabyte sorts nothing."""
    words = ("batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--memory", "1KB")
    done = run(*words, "--language", "en")
    assert (done.exit_code, "give more with `--memory`" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("most", [40, 2_000])
def test_a_disk_that_is_full_amid_an_audit(tmp_path: Path, most: int) -> None:
    """At the tables or at the workbook: one sentence, and nothing is left."""
    pytest.importorskip("xlsxwriter")
    asked = ("audit", "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    done = subprocess.run(  # our own command
        [sys.executable, "-c", "from polc.cli.main import main; main()", *asked,
         "--language", "en"],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert done.returncode == 2
    assert "cannot write `out`: file too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert [*tmp_path.glob("out*"), *tmp_path.glob(".out*")] == []
