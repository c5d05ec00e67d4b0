"""The text of a report and the workbook call things by their titles; tables keep the ids."""

from pathlib import Path

import pytest

from tests.audit.town import write_town
from tests.cli.invoke import run

ROWS = ("a,p,21,7,2022-03-01,H1,1500,600,500", "b,q,99,7,2022-03-01,H1,1500,600,630")
"""Of a's help 130 are lacking; the code 99 means nothing."""


@pytest.fixture(autouse=True)
def _audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)
    write_town(Path(), *ROWS)
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    assert run("audit", *words, "--language", "zh").exit_code == 1


@pytest.mark.parametrize(
    "line",
    [
        "town 试点",
        "help 救助：已付500.00，应付630.00；1笔中1笔不符，多付0.00，少付130.00",
        "  身份`低保对象`，help 救助：多付0.00，少付130.00",
        "  `kind`处1行，数据第2行：映射没有写代码`99`的含义",
    ],
)
def test_the_text_has_titles(line: str) -> None:
    """Of the policy, of layers, of identities; one row is not said to be the first."""
    assert line in Path("out", "report.txt").read_text(encoding="utf-8").splitlines()


def test_a_table_has_ids() -> None:
    """Programs read it."""
    assert '"dibao","help"' in Path("out", "by_identity.csv").read_text(encoding="utf-8")


def test_the_workbook_has_titles() -> None:
    """In the columns of layers and identities."""
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_path("out/audit.xlsx")
    _, row = book.get_sheet_by_name("差异").to_python()
    assert row[6:8] == ["低保对象", "help 救助"]
