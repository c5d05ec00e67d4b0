"""A run is whole or leaves nothing under its final name; one that ended early goes on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import polc
from polc.batch.input_state import state_of
from polc.batch.open_table import open_table
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import read_mapping
from polc.batch.run_batch import BatchRun, run_batch
from polc.batch.table_error import TableError
from tests.batch.town import MAPPING, ROWS, write_town
from tests.cli.invoke import run

pytest.importorskip("duckdb")

MORE = tuple(
    row.replace("p1", f"q{at}").replace("p2", f"r{at}").replace("s", f"t{at}")
    for at in range(9)
    for row in ROWS
)
"""Eighteen persons more, of two rows each."""


class InterruptedRunError(Exception):
    """What ends a run in these tests."""


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path, (*ROWS, *MORE))


def settle(
    output: str, tell: Callable[[int], None] = lambda _: None, *, resume: bool = False
) -> dict[str, bytes]:
    """The files of a run in pieces of a few rows."""
    policy = polc.load("town.pol")
    run_batch(
        BatchRun(
            policy=policy,
            mapping=read_mapping(MAPPING, vocabulary_of(policy)),
            mapping_text=MAPPING,
            form="csv",
            language="en",
            files=state_of([Path("claims.csv")]),
            resume=resume,
            rows=4,
            piece=4,
        ),
        open_table("claims.csv"),
        Path(output),
        tell,
    )
    return {path.name: path.read_bytes() for path in Path(output).iterdir()}


def interrupt_at(rows: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if done >= rows:
            raise InterruptedRunError

    return tell


@pytest.mark.parametrize("rows", [12, 20, 36])
def test_a_run_goes_on_to_the_same_bytes(rows: int) -> None:
    """Interrupted anywhere, nothing stands under the final name; with `resume` all is as if
    nothing had been."""
    expected = settle("whole")
    with pytest.raises(InterruptedRunError):
        settle("out", interrupt_at(rows))
    assert not Path("out").exists()
    assert Path(".out.part").is_dir()
    assert settle("out", resume=True) == expected
    assert not Path(".out.part").exists()


def test_what_is_kept_is_not_settled_again() -> None:
    """The second run begins behind the last person of whom all was kept."""
    with pytest.raises(InterruptedRunError):
        settle("out", interrupt_at(20))
    told: list[int] = []
    settle("out", told.append, resume=True)
    assert told[0] > 12


def test_a_run_interrupted_before_anything_is_kept_leaves_nothing() -> None:
    """No folder, not even one to go on with."""
    with pytest.raises(InterruptedRunError):
        settle("out", interrupt_at(1))
    assert sorted(path.name for path in Path().iterdir()) == ["claims.csv", "town.pol", "town.toml"]


def test_a_run_does_not_go_on_with_another_input() -> None:
    """A row more: told, nothing is written."""
    with pytest.raises(InterruptedRunError):
        settle("out", interrupt_at(20))
    write_town(Path(), ROWS)
    done = run("batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--resume")
    assert done.exit_code == 2
    assert "begin anew" in done.stderr or "重新开始" in done.stderr
    assert not Path("out").exists()


def test_what_is_left_of_a_run_is_not_taken_away_unasked() -> None:
    """Without `--resume` the next run says what to do."""
    with pytest.raises(InterruptedRunError):
        settle("out", interrupt_at(20))
    done = run("batch", "town.pol", "claims.csv", "out", "--map", "town.toml")
    assert done.exit_code == 2
    assert "--resume" in done.stderr


def test_an_input_that_changes_meanwhile() -> None:
    """Told at the end, and nothing is written."""

    def change(_: int) -> None:
        with Path("claims.csv").open("a", encoding="utf-8") as file:
            file.write("\n")

    with pytest.raises(TableError, match="was changed"):
        settle("out", change)
    assert not Path("out").exists()


def test_a_claim_explained() -> None:
    """The person alone is settled again, each amount with its clause, and nothing is written."""
    done = run("batch", "town.pol", "claims.csv", "--map", "town.toml", "--explain", "s1")
    assert done.exit_code == 0, done.stderr
    assert "p1:" in done.stdout
    assert "600.00" in done.stdout
    assert "630.00" in done.stdout
    assert len(list(Path().iterdir())) == 3


def test_a_claim_that_no_row_has() -> None:
    """Told by its id."""
    done = run("batch", "town.pol", "claims.csv", "--map", "town.toml", "--explain", "zz")
    assert done.exit_code == 2
    assert "`zz`" in done.stderr


def test_the_page_escapes_what_stands_in_a_table() -> None:
    """An identity, a place, a code: none of them is markup."""
    settle("out")
    page = Path("out", "report.html").read_text(encoding="utf-8")
    told = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert told["benefits"]["basic"] in page
    assert told["fingerprint"] in page
    assert "<script" not in page
