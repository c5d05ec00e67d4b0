"""What a layer paid stands in a table and is taken as given, as a case's `paid` is.

Basic pays 60% of what lies over 500 a year, help 70% of the rest to dibao, at most 1000 a year.
"""

import csv
import json
from pathlib import Path

import pytest

import polc
from tests.batch.town import MAPPING, write_town
from tests.cli.invoke import run

PAID = MAPPING.replace("recorded = { basic", "paid = { basic")
S1 = "s1,p1,21,7,2022-03-01,1500.00,1500.00,{paid},1,0,,421300,421300,0"
PART = "r1,p1,21,7,2022-03-05,-500.00,-500.00,{paid},1,1,s1,421300,421300,0"


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)


def settle(*rows: str, status: int = 0, mapping: str = PAID) -> list[tuple[str, str]]:
    """What basic and help come to, of each claim."""
    write_town(Path(), rows)
    Path("town.toml").write_text(mapping, encoding="utf-8")
    done = run(
        "batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv",
        "--language", "en",
    )  # fmt: skip
    assert done.exit_code == status, done.stderr
    return [(row["basic"], row["help"]) for row in table_of("claims")]


def table_of(name: str) -> list[dict[str, str]]:
    with Path("out", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_help_is_of_what_was_left_by_what_was_paid() -> None:
    """(1500 − 400) × 70% = 770, and not (1500 − 600) × 70%."""
    assert settle(S1.format(paid="400")) == [("400.00", "770.00")]


def test_it_comes_to_what_a_case_comes_to() -> None:
    """The same claim in a case, with its `paid`."""
    ((basic, help_),) = settle(S1.format(paid="400"))
    case = {
        "policy": "town", "year": 2022, "person": {"identities": ["dibao"]},
        "claims": [{"date": "2022-03-01", "kind": "inpatient", "place": "in_county",
                    "in_policy": "1500", "total": "1500", "paid": {"basic": "400"}}],
    }  # fmt: skip
    paid = polc.load("town.pol").settle(case).claims[0].benefits
    assert (str(paid["basic"]), str(paid["help"])) == (basic, help_)


def test_a_refund_takes_back_a_part_of_it() -> None:
    """Of 400 for 1500 there are 300 for 1000 left: (1000 − 300) × 70% = 490."""
    assert settle(S1.format(paid="400"), PART.format(paid="-100")) == [("300.00", "490.00")]


def test_machine_code_takes_it_too() -> None:
    """Nobody is settled row after row for it."""
    pytest.importorskip("llvmlite")
    settle(S1.format(paid="400"), PART.format(paid="-100"))
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert report["persons_by_row"] == 0


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "what was paid is taken as given, and nothing stands here: write 0 for nothing"),
        ("-1", "`-1` is below zero"),
        ("x", "`x` is not an amount in yuan such as `320.00`"),
        ("1600", "the amount given for `basic` is more than the 1500.00 yuan it can pay from"),
    ],
)
def test_what_is_no_payment_is_refused_by_its_column(cell: str, why: str) -> None:
    """An empty cell is no 0."""
    settle(S1.format(paid=cell), status=1)
    (row,) = table_of("refused")
    assert (row["row"], row["place"], row["reason"]) == ("1", "HIFP_PAY", why)


@pytest.mark.parametrize(
    ("words", "place", "why"),
    [
        ('paid = { basik = "HIFP_PAY" }', "claims.paid.basik",
         "the policy has no layer `basik`; did you mean `basic`?"),
        ('paid = { basic = "HIFP_PAY" }\nrecorded = { basic = "HIFP_PAY" }', "claims.paid.basic",
         "what is taken as given is right by itself"),
        ("paid = { basic = 1 }", "claims.paid.basic", "the name of a column is expected"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_meant(words: str, place: str, why: str) -> None:
    """Told at its place."""
    write_town(Path())
    text = PAID.replace('paid = { basic = "HIFP_PAY" }', words)
    Path("town.toml").write_text(text, encoding="utf-8")
    done = run("batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--language", "en")
    assert done.exit_code == 1
    assert f"{place}: " in done.stderr
    assert why in done.stderr


def test_an_audit_compares_what_is_left_to_compare() -> None:
    """Of basic 400 are given; of help 630 were paid, which is right of 600: 770 are due."""
    pytest.importorskip("xlsxwriter")
    write_town(Path(), (S1.format(paid="400").removesuffix("0") + "630",))
    mapping = PAID.replace('not_read = ["BALC"]\n', "")
    mapping = mapping.replace("paid = {", 'recorded = { help = "BALC" }\npaid = {')
    Path("town.toml").write_text(mapping, encoding="utf-8")
    done = run(
        "audit", "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv",
        "--language", "en",
    )  # fmt: skip
    assert done.exit_code == 1, done.stderr
    (row,) = table_of("differences")
    assert (row["benefit"], row["recorded"], row["computed"]) == ("help", "630.00", "770.00")
    assert "`basic 基本` is taken as it was paid" in done.stdout
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert (report["taken_as_given"], report["not_compared"]) == (["basic"], [])
