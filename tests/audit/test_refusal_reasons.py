"""The report of an audit counts why rows were refused."""

import json
from pathlib import Path

import pytest

from tests.audit.town import write_town
from tests.cli.invoke import run


def test_the_report_counts_why_rows_were_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two codes without a meaning are one reason, and what falls with the year of q another; the
    report has them in both languages, its text in that of the run."""
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)
    write_town(
        Path(),
        "a,p,98,7,2022-03-01,H1,1500,900,420",
        "b,q,99,7,2022-03-01,H1,1500,900,420",
        "c,q,21,7,2022-03-02,H1,1500,900,420",
    )
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--language", "en")
    assert run("audit", *words).exit_code == 1
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert [
        (told["code"], told["place"], told["rows"], told["first_row"])
        for told in report["refused_for"]
    ] == [("bad_row", "kind", 2, 1), ("refused_with", None, 1, 3)]
    assert "代码`98`" in report["refused_for"][0]["reason"]["zh"]
    text = Path("out", "report.txt").read_text(encoding="utf-8")
    assert "\n  2 rows for `kind`, first at data row 1: " in text
