"""What an audit says of a cause is said in the language of the run."""

import csv
from pathlib import Path

import pytest

from tests.audit.town import write_town
from tests.cli.invoke import run


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "nothing is computed after it: not_for (identities none)"),
        ("zh", "此后不再计算：不属对象（身份 无）"),
    ],
)
def test_nothing_was_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    """Help was paid to somebody without an identity: (1500 − 500) × 60% = 600 are right, 630 of
    help are not due."""
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)
    write_town(Path(), "a,p,21,1,2022-03-01,H1,1500,600,630")
    done = run(
        "audit", "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv",
        "--language", language,
    )  # fmt: skip
    assert done.exit_code == 1
    with Path("out", "differences.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert words in row["causes"]
