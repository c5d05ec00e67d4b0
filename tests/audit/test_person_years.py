"""`polc audit`: what was paid of the person's year, also of persons without a claim.

The city pays 80% of a premium of 350 for dibao, 280, and half of it, 175, for margin; basic pays
60% of what lies over 500 a year.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.invoke import run

POLICY = """policy town "试点" edition 1
use identities
reading whole "特困是否全额" { no "否" default because "从严"  yes "是" }
layers basic
benefit basic "基本" per claim { deductible per year 500 yuan  rate 60% }
param premium "缴费标准" : money = 350 yuan
benefit premium_subsidy "资助参保" per person per year as of first day of year {
  pay the highest of {
    mostly   for dibao where whole is no: 80% of premium
    entirely for dibao where whole is yes: premium
    margin_part for dibao_margin: 50% of premium
  }
}
"""

MAPPING = """
[claims]
id = "id"
person = "person"
date = "date"
in_policy = "in_policy"
recorded = { basic = "basic" }
[identities]
person = "person"
column = "identity"
codes = { 7 = "dibao", 8 = "dibao_margin" }
from = "from"
absent = "none"
[person_years]
person = "person"
year = "year"
recorded = { premium_subsidy = "subsidy" }
absent = "none"
several = "add"
"""

CLAIMS = ("a1,p1,2022-03-01,1500,600", "b1,p2,2022-03-01,1500,600")
IDENTITIES = ("p1,7,2021-01-01", "p3,7,2021-01-01", "p4,8,2021-01-01")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)


def write(name: str, *lines: str) -> None:
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def call(
    verb: str, *paid: str, status: int = 1, mapping: str = MAPPING, options: tuple[str, ...] = ()
) -> Any:
    """The report; `paid` are rows of `person,year,subsidy`."""
    write("town.pol", POLICY)
    write("town.toml", mapping)
    write("claims.csv", "id,person,date,in_policy,basic", *CLAIMS)
    write("identities.csv", "person,identity,from", *IDENTITIES)
    write("paid.csv", "person,year,subsidy", *paid)
    done = run(
        verb, "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv",
        "--table", "identities=identities.csv", "--table", "person_years=paid.csv",
        "--language", "en", *options,
    )  # fmt: skip
    assert done.exit_code == status, done.stderr
    return json.loads(Path("out", "report.json").read_text(encoding="utf-8"))


def table_of(name: str) -> list[dict[str, str]]:
    with Path("out", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_what_is_right_is_no_difference() -> None:
    """280 for p1, of dibao, and nothing for p2, who is nothing: by machine code, as the claims."""
    pytest.importorskip("llvmlite")
    report = call("audit", "p1,2022,280", status=0)
    assert (report["differing"], report["persons_by_row"]) == (0, 0)
    assert report["benefits"]["premium_subsidy"] == {
        "recorded": "280.00", "computed": "280.00", "paid_too_much": "0.00",
        "paid_too_little": "0.00", "amounts": 2, "differing": 0,
    }  # fmt: skip
    assert report["by_identity"]["dibao"]["premium_subsidy"]["amounts"] == 1


def test_a_person_without_a_claim_whose_year_the_table_has() -> None:
    """p3 has no claim; 175 were paid, as for margin, and 280 are due for dibao."""
    report = call("audit", "p1,2022,280", "p3,2022,175")
    (row,) = table_of("differences")
    assert (row["person"], row["claim"], row["row"]) == ("p3", "", "")
    assert (row["benefit"], row["difference"]) == ("premium_subsidy", "-105.00")
    assert row["cause"] == "identity on the day"
    assert report["years_without_claims"] == 1


def test_who_had_a_right_and_got_nothing() -> None:
    """With the year of everybody: p3 and p4 stand in no claim and in no payment; 280 + 175."""
    report = call("audit", "p1,2022,280", options=("--year", "2022"))
    assert report["not_helped"] == {"amounts": 2, "due": "455.00"}
    assert [(row["person"], row["difference"]) for row in table_of("not_helped")] == [
        ("p3", "-280.00"), ("p4", "-175.00"),
    ]  # fmt: skip
    assert (report["persons"], report["years_without_claims"]) == (4, 2)


def test_another_reading_is_named() -> None:
    """350 is all of the premium, which the other reading pays for dibao."""
    call("audit", "p1,2022,350")
    (row,) = table_of("differences")
    assert (row["cause"], row["readings"]) == ("another reading", "whole=yes")


def test_parts_of_a_sum() -> None:
    """200 and 80 of one year; a part that is not there leaves the sum unknown."""
    assert call("audit", "p1,2022,200", "p1,2022,80", status=0)["differing"] == 0
    Path("out").rename("before")
    report = call("audit", "p1,2022,200", "p1,2022,")
    assert (report["not_recorded"], report["differing"]) == (1, 0)
    (row,) = table_of("refused")
    assert (row["person"], row["place"], row["code"]) == (
        "p1", "premium_subsidy", "not_recorded",
    )  # fmt: skip


def test_a_year_in_which_there_is_no_claim() -> None:
    """p1 was paid 280 in 2021 too, and 0 in 2023: each of these years is settled."""
    call("audit", "p1,2021,280", "p1,2022,280", "p1,2023,0")
    (row,) = table_of("differences")
    assert (row["person"], row["year"], row["difference"]) == ("p1", "2023", "-280.00")


def test_rows_that_cannot_be_read() -> None:
    """An amount that is none, of somebody without a claim: refused by name, without a row."""
    report = call("audit", "p1,2022,280", "p9,2022,2x0")
    (row,) = table_of("refused")
    assert (row["row"], row["person"], row["place"]) == ("", "p9", "subsidy")
    assert "data row 2 of the table `person_years`" in row["reason"]
    assert (report["refused_persons_without_rows"], report["refused_rows"]) == (1, 0)


def test_two_rows_of_a_year_that_are_no_parts() -> None:
    """Without `several` nobody knows which holds: p1 is refused with its claim."""
    mapping = MAPPING.replace('several = "add"\n', "")
    call("audit", "p1,2022,280", "p1,2022,280", mapping=mapping)
    (row,) = table_of("refused")
    assert (row["row"], row["person"], row["code"]) == ("1", "p1", "bad_row")


def test_who_is_not_in_the_table_is_not_known_until_the_mapping_says() -> None:
    """Without `absent` p2 is refused."""
    mapping = MAPPING.replace('absent = "none"\nseveral', "several")
    call("audit", "p1,2022,280", mapping=mapping)
    assert {row["person"] for row in table_of("refused")} == {"p2"}


def test_a_batch_settles_everybody() -> None:
    """280 for p1 and p3, 175 for p4, nothing for p2; those without a claim come last."""
    report = call("batch", "p1,2022,280", status=0, options=("--year", "2022"))
    assert [(row["person"], row["premium_subsidy"]) for row in table_of("person_years")] == [
        ("p1", "280.00"), ("p2", "0.00"), ("p3", "280.00"), ("p4", "175.00"),
    ]  # fmt: skip
    assert report["person_years"] == {"premium_subsidy": "735.00"}
    assert (report["years_without_claims"], report["rows"]) == (2, 2)


def test_the_year_of_everybody_whose_claims_are_of_another() -> None:
    """2023: nobody has a claim in it, and 2022 is settled beside it."""
    call("batch", "p1,2022,280", status=0, options=("--year", "2023"))
    years = [(row["person"], row["year"]) for row in table_of("person_years")]
    assert years == [
        ("p1", "2022"), ("p1", "2023"), ("p2", "2022"), ("p2", "2023"), ("p3", "2023"),
        ("p4", "2023"),
    ]  # fmt: skip


def test_everybody_is_nobody_without_a_table() -> None:
    """`--year` needs a table that names somebody."""
    write("town.pol", POLICY)
    write("town.toml", MAPPING.partition("[identities]")[0])
    write("claims.csv", "id,person,date,in_policy,basic", *CLAIMS)
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--year", "2022")
    done = run("batch", *words, "--language", "en")
    assert done.exit_code == 2
    assert "no table beside the claims names anybody" in done.stderr


def test_a_year_that_is_none() -> None:
    """Told of the option as it is typed."""
    done = run("batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--year", "22")
    assert done.exit_code == 2
    assert "`--year`" in done.stderr


def test_an_amount_that_the_policy_does_not_have() -> None:
    """Told at its place in the mapping."""
    write("town.pol", POLICY)
    write("town.toml", MAPPING.replace("premium_subsidy", "premium_subsidies"))
    write("claims.csv", "id,person,date,in_policy,basic", *CLAIMS)
    done = run("audit", "town.pol", "claims.csv", "out", "--map", "town.toml", "--language", "en")
    assert done.exit_code == 1
    assert "person_years.recorded.premium_subsidies" in done.stderr
    assert "premium_subsidy" in done.stderr
