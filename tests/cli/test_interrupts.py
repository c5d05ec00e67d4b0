"""Who ends a long command with Ctrl-C is told what is left of it, and of no mistake in polc."""

from pathlib import Path
from typing import NoReturn

import pytest

from polc.cli.terminal.exit_status import CannotWrite
from polc.cli.terminal.interrupts import telling_interrupts
from polc.messages.text import say
from tests.batch.town import write_town
from tests.cli.invoke import run


@pytest.mark.parametrize(
    "interruption", [KeyboardInterrupt(), RuntimeError("Query interrupted")], ids=["key", "query"]
)
def test_an_interruption_is_told(interruption: BaseException) -> None:
    """Whether Python or DuckDB met it."""
    told = telling_interrupts(lambda: say("nothing is left"))
    with pytest.raises(CannotWrite, match="nothing is left"), told:
        raise interruption


def test_a_mistake_stays_one() -> None:
    """It is no interruption."""
    told = telling_interrupts(lambda: say("nothing is left"))
    with pytest.raises(RuntimeError, match="broken"), told:
        raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("kept", "language", "words"),
    [
        (False, "en", "interrupted: nothing is written"),
        (False, "zh", "已中断：什么也没有写"),
        (True, "en", "interrupted: what is done stands in `.out.part`, and the same command with "
         "`--resume` goes on"),
        (True, "zh", "同一命令加上`--resume`可继续"),
    ],
)  # fmt: skip
def test_a_batch_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool, language: str, words: str
) -> None:
    """Where a piece is whole, and where none is; the status is 2."""
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)

    def interrupt(*_: object, **__: object) -> NoReturn:
        if kept:
            Path(".out.part").mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr("polc.batch.run_batch.run_batch", interrupt)
    done = run("batch", "town.pol", "claims.csv", "out", "--map", "town.toml",
               "--language", language)  # fmt: skip
    assert done.exit_code == 2
    assert words in done.stderr


def test_a_row_that_falls_with_another_has_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the person of `s1` one row has no day: the other is told without a column."""
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)
    text = Path("claims.csv").read_text(encoding="utf-8")
    Path("claims.csv").write_text(text.replace("20220301", "soon"), encoding="utf-8")
    done = run("batch", "town.pol", "claims.csv", "--map", "town.toml", "--explain", "s1",
               "--language", "en")  # fmt: skip
    assert done.exit_code == 1
    assert "data row 3, `ENDDATE`: " in done.stderr
    assert "data row 1: another row of this person and year is refused" in done.stderr
