"""The causes of amounts that were rounded to the fen, and of refunds with the days of the stay.

Basic pays 60% of what lies over 500 a year, help 70% of the rest to dibao.
"""

import csv
from pathlib import Path

import pytest

from tests.audit.town import MAPPING, write_town
from tests.cli.invoke import run


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)


def told(*rows: str, header: str = "", mapping: str = MAPPING) -> list[tuple[str, str, str]]:
    """Of each difference its claim, its likeliest cause and the words of it."""
    write_town(Path(), *rows)
    Path("town.toml").write_text(mapping, encoding="utf-8")
    if header:
        Path("claims.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    done = run("audit", *words, "--language", "en")
    assert done.exit_code == 1, done.stderr
    with Path("out", "differences.csv").open(encoding="utf-8") as file:
        return [(row["claim"], row["cause"], row["causes"]) for row in csv.DictReader(file)]


def test_a_rate_of_an_amount_that_was_rounded() -> None:
    """(1234.57 − 500) × 60% = 440.742; 734.57 × 65% = 477.4705 were paid, as 477.47."""
    ((claim, cause, words),) = told("a,p,21,1,2022-03-01,H1,1234.57,477.47,0")
    assert (claim, cause) == ("a", "rate")
    assert words == "477.47 is 65% of 734.57, and the rate is 60%"


def test_a_deductible_of_an_amount_that_was_rounded() -> None:
    """(1234.57 − 700) × 60% = 320.742 were paid, as 320.74."""
    ((claim, cause, words),) = told("a,p,21,1,2022-03-01,H1,1234.57,320.74,0")
    assert (claim, cause) == ("a", "deductible")
    assert words == "a deductible of 700.00 would lead to that figure"


def test_no_rate_is_read_from_a_few_yuan() -> None:
    """(514.57 − 500) × 60% = 8.742; 14.57 × 69% = 10.0533 is 10.05 to the fen, and so is many
    another figure some percentage."""
    ((_, cause, _),) = told("a,p,21,1,2022-03-01,H1,514.57,10.05,0")
    assert cause == "not explained"


def test_a_digit_was_lost_and_the_rest_cut() -> None:
    """440.74 are due: 44.07 is a tenth of it, cut behind the second place."""
    ((_, cause, _),) = told("a,p,21,1,2022-03-01,H1,1234.57,44.07,0")
    assert cause == "digits lost or too many"


def test_a_refund_with_the_days_of_its_stay_is_of_the_day_it_was_settled() -> None:
    """When c was settled in April a had borne the deductible: 1000 × 60% = 600. In May a was taken
    back, in a row that has the days of the stay: (1000 − 500) × 60% = 300 are due."""
    found = told(
        "a,p,21,1,2022-03-01,H1,1500,600,0,,2022-03-01 09:00:00",
        "b,p,21,1,2022-03-01,H1,-1500,-600,0,a,2022-05-01 09:00:00",
        "c,p,21,1,2022-04-01,H1,1000,600,0,,2022-04-01 09:00:00",
        header="id,person,kind,identity,date,hospital,in_policy,basic,help,refund,settled",
        mapping=MAPPING.replace('date = "date"', 'date = "date"\nsettled = "settled"'),
    )
    assert [(claim, cause) for claim, cause, _ in found] == [
        ("c", "an earlier claim taken back later")
    ]


def test_the_deductible_that_was_taken_is_no_cause() -> None:
    """(1234.57 − 500) × 60% = 440.742; a fen more is a fen, and no deductible of 500."""
    ((_, cause, words),) = told("a,p,21,1,2022-03-01,H1,1234.57,440.75,0")
    assert (cause, words) == ("rounding", "one fen apart")


def test_the_deductible_of_the_year_was_taken_anew() -> None:
    """a has borne it, and 1000 × 60% = 600 are due for c; (1000 − 500) × 60% = 300 were paid."""
    found = told("a,p,21,1,2022-03-01,H1,1500,600,0", "c,p,21,1,2022-04-01,H1,1000,300,0")
    ((claim, cause, words),) = found
    assert (claim, cause) == ("c", "another reading")
    assert "had nothing counted toward the deductible before" in words
