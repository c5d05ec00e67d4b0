"""The report of a run counts why rows were refused, and the alerts of a year month after month."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from polc import load
from polc.batch.count_reasons import count_reasons
from polc.batch.person_outcome import RefusedRow
from polc.batch.report import BatchReport
from polc.batch.run_sums import RunSums, sums_of_state
from polc.messages.text import Language, say
from tests.batch.town import ROWS, write_town
from tests.cli.invoke import run

pytest.importorskip("duckdb")

BAD = (
    "s5,p3,99,1,2022-01-01,100,100,0,1,0,,421300,421300,0",
    "s6,p4,98,1,2022-01-01,100,100,0,1,0,,421300,421300,0",
    "s7,p4,21,1,2022-01-02,abc,100,0,1,0,,421300,421300,0",
    "s8,p4,21,1,2022-01-03,100,100,0,1,0,,421300,421300,0",
)
"""Rows 5 and 6 have codes without a meaning, row 7 no amount; row 8 falls with the year of p4."""

NO_AMOUNT = say("the cell is empty")


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path, (*ROWS, *BAD))


def settle(language: Language) -> dict[str, Any]:
    """The report of a run in a language."""
    done = run(
        "batch", "town.pol", "claims.csv", language, "--map", "town.toml", "--language", language,
    )  # fmt: skip
    assert done.exit_code == 1, done.output
    told: dict[str, Any] = json.loads(Path(language, "report.json").read_text(encoding="utf-8"))
    return told


def test_rows_that_differ_in_their_cells_have_one_reason() -> None:
    """Two codes without a meaning are one reason, whose first row is the fifth."""
    assert [
        (told["code"], told["place"], told["rows"], told["first_row"])
        for told in settle("en")["refused_for"]
    ] == [
        ("bad_row", "MED_TYPE", 2, 5),
        ("bad_value", "INSCP_AMT", 1, 7),
        ("refused_with", None, 1, 8),
    ]


def test_a_reason_is_told_in_both_languages() -> None:
    """Whatever the run speaks: the report of each language has the sentences of both."""
    english, chinese = settle("en"), settle("zh")
    assert english["refused_for"] == chinese["refused_for"]
    reason = english["refused_for"][0]["reason"]
    assert "what the code `99` means" in reason["en"]
    assert "代码`99`" in reason["zh"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2 rows for `MED_TYPE`, first at data row 5: "),
        ("zh", "`MED_TYPE`处2行，首见于数据第5行："),
    ],
)
def test_the_text_and_the_page_tell_them(language: Language, words: str) -> None:
    """A line a reason."""
    settle(language)
    for name in ("report.txt", "report.html"):
        assert words in Path(language, name).read_text(encoding="utf-8"), name


def test_what_is_kept_of_a_run_keeps_them() -> None:
    """As JSON and back, and added to a later part of the run: the first row stays the first."""
    later = RefusedRow(row=7, person="p", claim="c", place="X", code="bad_row", why=NO_AMOUNT)
    sums, more = RunSums(), RunSums()
    count_reasons(more.reasons, [later])
    count_reasons(sums.reasons, [evolve(later, row=3)])
    kept = sums_of_state(json.loads(json.dumps(more.to_state())))
    kept.merge(sums)
    assert [(told.count, told.row) for told in kept.reasons.values()] == [(2, 3)]


def test_an_alert_counts_from_its_month_to_the_last_of_its_year() -> None:
    """One in February and two in April are one in March and three in April; the next year begins
    anew."""
    sums = RunSums(
        alerts=Counter({("poor", "2022-02"): 1, ("poor", "2022-04"): 2, ("poor", "2023-01"): 5})
    )
    report = BatchReport(
        policy="town", version="", fingerprint="", mapping_digest="",
        plan=load("town.pol").plan, sums=sums,
    )  # fmt: skip
    assert report.alerts_so_far() == {
        "2022-02": {"poor": 1}, "2022-03": {"poor": 1}, "2022-04": {"poor": 3},
        "2023-01": {"poor": 5},
    }  # fmt: skip
