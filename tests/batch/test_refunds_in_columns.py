"""Machine code settles what refunds leave, and what of them is not plainly right goes row by row.

Basic pays 60% of what lies over 500 a year, help 70% of the rest to dibao, at most 1000 a year.
"""

import csv
import json
from pathlib import Path

import pytest

from tests.batch.town import MAPPING, write_town
from tests.cli.invoke import run

S1 = "s1,p1,21,7,2022-03-01,1500.00,1500.00,600,1,0,,421300,421300,0"
S2 = "s2,p1,21,7,2022-05-01,1000.00,1200.00,600,1,0,,421300,421300,0"
LEFT_OUT = "s4,p1,21,7,2022-05-02,800.00,800.00,0,0,0,,421300,421300,0"
S3 = "s3,p1,21,7,2023-02-01,1500.00,1500.00,600,1,0,,421300,421300,0"


def refund(name: str, of: str, in_policy: str, total: str, day: str = "2022-06-01") -> str:
    return f"{name},p1,21,7,{day},{in_policy},{total},0,1,1,{of},421300,421300,0"


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("llvmlite")
    monkeypatch.chdir(tmp_path)


def settle(*rows: str, status: int = 0) -> tuple[int, list[str]]:
    """How many persons went row by row, and what basic pays of each claim that is settled."""
    write_town(Path(), rows)
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    done = run("batch", *words)
    assert done.exit_code == status, done.stderr
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    with Path("out", "claims.csv").open(encoding="utf-8") as file:
        return report["persons_by_row"], [row["basic"] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("refunds", "paid"),
    [
        pytest.param((refund("r1", "s2", "-1000", "-1200"),), ["600.00"], id="whole"),
        pytest.param((refund("r1", "s2", "1000", "1200"),), ["600.00"], id="whole, no sign"),
        pytest.param((refund("r1", "s2", "-300", "-300"),), ["600.00", "420.00"], id="a part"),
        pytest.param(
            (refund("r1", "s2", "-300", "-300"), refund("r2", "s2", "-200.00", "-200")),
            ["600.00", "300.00"],
            id="two parts",
        ),
        pytest.param(
            (refund("r1", "s2", "-300", "-400"), refund("r2", "s2", "-700", "-800")),
            ["600.00"],
            id="the whole in two parts",
        ),
        pytest.param(
            (refund("r1", "s1", "-1500", "-1500"),), ["300.00"], id="the first of the year"
        ),
        pytest.param(
            (refund("r1", "s2", "-1000", "-1200", "2023-01-05"), S3),
            ["600.00", "600.00"],
            id="of another year",
        ),
    ],
)
def test_by_machine_code(refunds: tuple[str, ...], paid: list[str]) -> None:
    """s1: (1500 − 500) × 60% = 600, without s1 it is s2's: (1000 − 500) × 60% = 300. Of the 1000 of
    s2 700 are left, 420, or 500, 300, or nothing."""
    assert settle(S1, S2, *refunds) == (0, paid)


@pytest.mark.parametrize(
    "refunds",
    [
        pytest.param((refund("r1", "s9", "-1000", "-1200"),), id="of nothing"),
        pytest.param((refund("r1", "s2", "-1000", "-1300"),), id="too much"),
        pytest.param((refund("r1", "s2", "-100", ""),), id="not all amounts"),
        pytest.param((refund("r1", "s2", "-100", "-1200"),), id="less than in policy is left"),
        pytest.param((refund("r1", "s2", "-100", "200"),), id="two signs"),
        pytest.param((refund("r1", "s2", "-100", "-100", "2022-04-30"),), id="before its claim"),
        pytest.param((refund("r1", "s2", "-100", "-100").replace("421300", "420100", 2)
                      .replace("420100", "421300", 1),), id="of another place"),
        pytest.param(
            (refund("r1", "s2", "-1000", "-1200"), refund("r2", "s2", "-1", "-1")), id="twice"
        ),
        pytest.param(
            (refund("r1", "s2", "-100", "-100"), refund("r2", "r1", "-100", "-100")),
            id="of a refund",
        ),
        pytest.param((LEFT_OUT, refund("r1", "s4", "-800", "-800")), id="of a row left out"),
    ],
)  # fmt: skip
def test_what_is_wrong_goes_row_by_row(refunds: tuple[str, ...]) -> None:
    """And refuses the year."""
    assert settle(S1, S2, *refunds, status=1) == (1, [])


def test_a_year_of_which_nothing_is_left_goes_row_by_row() -> None:
    """The year 2023 is there without a claim; of 2022 nothing is taken back."""
    gone = refund("r1", "s3", "-1500", "-1500", "2023-03-01")
    assert settle(S1, S2, S3, gone) == (1, ["600.00", "600.00"])


def test_an_id_beside_a_row_that_is_no_refund() -> None:
    """The flag says so: the row is a claim like any other."""
    named = S2.replace(",0,,", ",0,s1,")
    assert settle(S1, named) == (0, ["600.00", "600.00"])


def test_sums_of_a_refund_are_held_against_its_parts() -> None:
    """-1200 is -1000 and -200: nothing is remarked; -1200 is not -1000 and 0."""
    totals = '[[claims.totals]]\nof = "MEDFEE_SUMAMT"\nparts = ["INSCP_AMT", "BALC"]\n'
    mapping = MAPPING.replace('["BALC"]\n[cl', "[]\n[cl") + totals
    for last, by_row in (("-200", 0), ("0", 1)):
        back = refund("r1", "s2", "-1000", "-1200").removesuffix("0") + last
        write_town(Path(), (S1, S2.removesuffix("0") + "200", back))
        Path("town.toml").write_text(mapping, encoding="utf-8")
        words = ("town.pol", "claims.csv", f"out{by_row}", "--map", "town.toml")
        assert run("batch", *words).exit_code == 0
        report = json.loads(Path(f"out{by_row}", "report.json").read_text(encoding="utf-8"))
        assert (report["persons_by_row"], sum(report["remarks"].values())) == (by_row, by_row)
