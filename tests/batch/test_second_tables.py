"""Second tables: what stands beside a bureau's claims."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.batch.mapping import SECOND_TABLES
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import read_mapping
from tests.batch.town import MAPPING, POLICY, write_town
from tests.cli.invoke import run

CLAIMS = (
    "s1,p1,21,,2022-03-01,1500.00,1500.00,600,1,0,,421300,421300,0",
    "s2,p1,21,,2022-05-01,1000.00,1000.00,600,1,0,,421300,421300,0",
    "s3,p2,21,,2022-03-01,400.00,400.00,0,1,0,,421300,421300,0",
)

WITHOUT_IDENTITIES = MAPPING.partition("[[person.identities]]")[0].replace(
    '["BALC"]', '["BALC", "PSN_TYPE"]'
)

IDENTITIES = """
[identities]
person = "PSN_NO"
column = "PSN_IDET_TYPE"
codes = { 23 = "dibao" }
from = "BEGNTIME"
to = "ENDTIME"
absent = "none"
"""

OPENINGS = """
[openings]
person = "PSN_NO"
year = "YEAR"
amount = "CUM"
absent = "none"
[openings.sum]
column = "CUM_TYPE_CODE"
codes = { Q0000 = "basic.line", D310101 = "basic.paid", S0000 = "drop" }
"""


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path, CLAIMS)


def settle(mapping: str, *options: str, status: int = 0) -> Any:
    Path("town.toml").write_text(WITHOUT_IDENTITIES + mapping, encoding="utf-8")
    done = run(
        "batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv", *options
    )
    assert done.exit_code == status, done.stderr
    return done


def write(name: str, *lines: str) -> None:
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def table_of(name: str) -> list[dict[str, str]]:
    with Path("out", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_identities_with_their_days() -> None:
    """p1 is of dibao from April: nothing is helped of s1 in March; of s2 basic pays 1000 × 60% =
    600, help 400 × 70% = 280."""
    write(
        "ids.csv", "PSN_NO,PSN_IDET_TYPE,BEGNTIME,ENDTIME", "p1,23,2022-04-01 08:00:00,9999-12-31"
    )
    settle(IDENTITIES, "--table", "identities=ids.csv")
    assert [(row["claim"], row["help"]) for row in table_of("claims")] == [
        ("s1", "0.00"), ("s2", "280.00"), ("s3", "0.00"),
    ]  # fmt: skip


def test_an_identity_that_has_ended() -> None:
    """Its last day is before s2: nothing is helped. The end is in the year, the start before it."""
    write("ids.csv", "PSN_NO,PSN_IDET_TYPE,BEGNTIME,ENDTIME", "p1,23,20210101,20220430")
    settle(IDENTITIES, "--table", "identities=ids.csv")
    assert [row["help"] for row in table_of("claims")] == ["630.00", "0.00", "0.00"]


def test_who_is_not_in_the_table_is_refused_until_the_mapping_says() -> None:
    """p2 has no row: without `absent` nobody knows what that means."""
    write("ids.csv", "PSN_NO,PSN_IDET_TYPE,BEGNTIME,ENDTIME", "p1,23,20210101,")
    settle(IDENTITIES.replace('absent = "none"', ""), "--table", "identities=ids.csv", status=1)
    (refused,) = table_of("refused")
    assert (refused["person"], refused["place"]) == ("p2", "PSN_NO")
    assert "absent" in refused["reason"]
    assert [row["claim"] for row in table_of("claims")] == ["s1", "s2"]


def test_a_mistake_in_a_second_table_is_told_with_its_row() -> None:
    """A code without a meaning, in row 2 of the identities; p1 is refused, p2 is not."""
    write("ids.csv", "PSN_NO,PSN_IDET_TYPE,BEGNTIME,ENDTIME", "p9,23,,", "p1,99,20210101,")
    settle(IDENTITIES, "--table", "identities=ids.csv", status=1)
    told = {(row["row"], row["place"], row["code"]) for row in table_of("refused")}
    assert told == {("1", "PSN_IDET_TYPE", "bad_row"), ("2", "", "refused_with")}
    reason = next(row["reason"] for row in table_of("refused") if row["place"])
    assert "data row 2 of the table `identities`" in reason


def test_what_was_used_before() -> None:
    """300 of the deductible of 500 were borne: of s1 1500 − 200 = 1300 × 60% = 780."""
    write("cum.csv", "PSN_NO,YEAR,CUM_TYPE_CODE,CUM", "p1,2022,Q0000,300.00", "p1,2022,S0000,9.00",
          "p1,2021,Q0000,500.00")  # fmt: skip
    settle(OPENINGS, "--table", "openings=cum.csv")
    assert [row["basic"] for row in table_of("claims")] == ["780.00", "600.00", "0.00"]


def test_machine_code_begins_with_what_was_used() -> None:
    """Nobody is settled row after row: 300 of p1's deductible were borne, p2 has no opening."""
    pytest.importorskip("llvmlite")
    rows = ("s1,p1,21,,2022-03-01,1500.00,1500.00,600,1,0,,421300,421300,0",
            "s3,p2,21,,2022-03-01,700.00,700.00,0,1,0,,421300,421300,0",
            "s4,p3,21,,2022-03-01,700.00,700.00,0,1,0,,421300,421300,0")  # fmt: skip
    write_town(Path(), rows)
    write("cum.csv", "PSN_NO,YEAR,CUM_TYPE_CODE,CUM", "p1,2022,Q0000,300.00", "p3,2022,Q0000,500")
    settle(OPENINGS, "--table", "openings=cum.csv")
    assert [row["basic"] for row in table_of("claims")] == ["780.00", "120.00", "420.00"]
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert report["persons_by_row"] == 0


def test_two_rows_of_one_sum() -> None:
    """Refused, since one may be a correction of the other; with `several` they are added: 100 +
    200 leave the same 200 of the deductible."""
    write("cum.csv", "PSN_NO,YEAR,CUM_TYPE_CODE,CUM", "p1,2022,Q0000,100", "p1,2022,Q0000,200")
    settle(OPENINGS, "--table", "openings=cum.csv", "--strict", status=1)
    added = OPENINGS.replace('absent = "none"', 'absent = "none"\nseveral = "add"')
    settle(added, "--table", "openings=cum.csv")
    assert table_of("claims")[0]["basic"] == "780.00"


def test_a_sum_that_the_policy_has_not() -> None:
    """A code means a sum that an opening of the policy can name."""
    wrong = OPENINGS.replace("basic.line", "pools.nope")
    done = settle(wrong, "--table", "openings=cum.csv", status=1)
    assert "openings.sum.codes.Q0000" in done.stderr


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ((), "--table identities=FILE"),
        (("--table", "identities=none.csv"), "none.csv"),
        (("--table", "ids=claims.csv"), "ids=claims.csv"),
        (("--table", "identities=claims.csv"), "PSN_IDET_TYPE"),
        (("--table", "identities=ids.csv", "--table", "openings=ids.csv"), "openings"),
    ],
)
def test_tables_are_those_of_the_mapping(options: tuple[str, ...], word: str) -> None:
    """Each that it reads is named, and no other."""
    write("ids.csv", "PSN_NO,PSN_IDET_TYPE,BEGNTIME,ENDTIME")
    assert word in settle(IDENTITIES, *options, status=2).stderr


def test_a_row_of_nobody() -> None:
    """Ends the run: whose it is nobody can tell."""
    write("ids.csv", "PSN_NO,PSN_IDET_TYPE,BEGNTIME,ENDTIME", "p1,23,,", " ,23,,")
    assert "2" in settle(IDENTITIES, "--table", "identities=ids.csv", status=2).stderr


def test_identities_with_days_in_the_claims() -> None:
    """The columns of the claims say from when: p1 from April on."""
    rows = tuple(f"{row},{days}" for row, days in zip(
        CLAIMS, ("7,2022-04-01", "7,2022-04-01", "1,"), strict=True))  # fmt: skip
    write_town(Path(), rows)
    text = Path("claims.csv").read_text(encoding="utf-8").replace("BALC", "BALC,SP,SP_FROM", 1)
    Path("claims.csv").write_text(text, encoding="utf-8")
    settle(
        '[[person.identities]]\ncolumn = "SP"\nfrom = "SP_FROM"\n'
        'codes = { 7 = "dibao", 1 = "none" }\n'
    )
    assert [row["help"] for row in table_of("claims")] == ["0.00", "280.00", "0.00"]


REGIONAL = """policy town "试点" edition 1
layers basic
benefit basic "基本" per claim { rate 60%  cap 10% of rural_income_last_year per year }
"""


def test_figures_of_a_region() -> None:
    """The cap is a tenth of last year's income: 800 of 8000 in 2022. s1: 900 are due, 800 paid;
    p2: 240."""
    Path("town.pol").write_text(REGIONAL, encoding="utf-8")
    write("regions.csv", "Y,DIV,INCOME", "2021,421300,5000", "2022,421300,8000", "2022,4,1")
    settle(
        '[regions]\nyear = "Y"\ndivision = "DIV"\nof_claim = "INSU_ADMDVS"\n'
        'rural_income_last_year = "INCOME"\n',
        "--table",
        "regions=regions.csv",
    )
    assert [row["basic"] for row in table_of("claims")] == ["800.00", "0.00", "240.00"]


def test_a_region_without_figures() -> None:
    """Told at the row; the person's year is refused."""
    Path("town.pol").write_text(REGIONAL, encoding="utf-8")
    write("regions.csv", "Y,INCOME", "2021,5000")
    settle(
        '[regions]\nyear = "Y"\nrural_income_last_year = "INCOME"\n',
        "--table", "regions=regions.csv", status=1,
    )  # fmt: skip
    assert {row["code"] for row in table_of("refused")} == {"bad_row", "refused_with"}
    assert not table_of("claims")


def test_persons_of_a_second_table(tmp_path: Path) -> None:
    """Born in 1950 and 2000: who is 60 or older has 70%, (1500 − 0) × 70% = 1050, others 60%."""
    Path("town.pol").write_text(
        'policy town "试点" edition 1\nlayers basic\n'
        'benefit basic "基本" per claim { rate { 0..59: 60%; from 60: 70% } by age }\n',
        encoding="utf-8",
    )
    write("persons.csv", "PSN_NO,BRDY", "p2,20000101", "p1,1950-01-01")
    settle('[persons]\nperson = "PSN_NO"\nborn = "BRDY"\n', "--table", "persons=persons.csv")
    assert [row["basic"] for row in table_of("claims")] == ["1050.00", "700.00", "240.00"]


def test_the_second_tables_of_the_page() -> None:
    """What `docs/batch.md` shows of them is a mapping of this policy, with a premium."""
    premium = 'benefit premium_subsidy "资助参保" per person per year { pay 280 yuan }'
    page = Path(polc.__file__).parents[1].joinpath("docs/batch.md").read_text(encoding="utf-8")
    shown = [part.partition("```")[0] for part in page.split("```toml\n")[1:]]
    found = read_mapping("\n".join(shown[:2]), vocabulary_of(polc.compile(POLICY + premium)))
    assert tuple(found.second_tables()) == SECOND_TABLES


def test_a_person_born_after_a_claim() -> None:
    """Nobody has an age below zero: the claims of p1 before 2022-04-01 refuse the year, p2's
    stand."""
    write("persons.csv", "PSN_NO,BRDY", "p2,20000101", "p1,2022-04-01")
    settle(
        '[persons]\nperson = "PSN_NO"\nborn = "BRDY"\n',
        "--table", "persons=persons.csv", status=1,
    )  # fmt: skip
    assert {(row["row"], row["place"]) for row in table_of("refused")} == {
        ("1", "ENDDATE"), ("2", ""),
    }  # fmt: skip
    assert [row["claim"] for row in table_of("claims")] == ["s3"]


def test_a_person_who_stands_twice() -> None:
    """Two rows that say the same are one; two that differ are told with the row and the column."""
    table = ("--table", "persons=persons.csv")
    mapping = '[persons]\nperson = "PSN_NO"\nborn = "BRDY"\n'
    write("persons.csv", "PSN_NO,BRDY", "p2,20000101", "p1,19500101", "p2,2000-01-01")
    settle(mapping, *table)
    Path("out").rename("first")
    write("persons.csv", "PSN_NO,BRDY", "p2,20000101", "p1,19500101", "p2,2000-01-02")
    settle(mapping, *table, status=1)
    (refused,) = table_of("refused")
    assert (refused["person"], refused["place"]) == ("p2", "BRDY")
    assert "data row 3 of the table `persons`" in refused["reason"]


def test_what_two_tables_say_of_a_person() -> None:
    """A field of the person is of the claims or of the second table, not of both."""
    mapping = '[person]\nborn = "BALC"\n[persons]\nperson = "PSN_NO"\nborn = "BRDY"\n'
    Path("persons.csv").write_text("PSN_NO,BRDY\n", encoding="utf-8")
    done = settle(mapping, "--table", "persons=persons.csv", status=1)
    assert "persons.born" in done.stderr
