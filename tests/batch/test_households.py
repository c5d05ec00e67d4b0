"""Tables under a policy that counts the claims of a household together."""

import csv
import json
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from tests.cli.invoke import run

pytest.importorskip("duckdb")

from polc.batch.open_table import open_table
from polc.batch.person_batches import read_persons
from polc.batch.person_outcome import PersonOutcome
from polc.batch.read_second_tables import open_second_tables
from polc.batch.settle_table import settle_groups
from polc.batch.tell_outcome import tell_outcome
from tests.batch.tables import random_table
from tests.batch.test_roads_agree import policy_with_figures

POLICY = """policy family "家庭" edition 1
use identities
rank dibao
layers basic > help
benefit basic "基本" per claim { rate 60% }
benefit help "救助" per claim {
  base remaining
  deductible per household per year 1000 yuan
  rate { dibao: 100%; otherwise: 50% }
  cap 600 yuan per year
  cap 900 yuan per household per year
}
"""

HEADER = "SETL_ID,PSN_NO,FAMILY_NO,TYPE,DAY,AMOUNT,HELP,VALID"

ROWS = (
    "m1,mother,F1,1,2024-03-01,1500.00,0,1",
    "s1,son,F1,7,2024-03-10,1500.00,200,1",
    "f1,father,F1,1,2024-04-01,5000.00,600,1",
    "s2,son,F1,7,2024-05-01,1000.00,400,1",
    "x1,single,F2,1,2024-05-01,4000.00,300,1",
    "m2,mother,F1,1,2025-01-05,3000.00,100,1",
)

MAPPING = """[claims]
id = "SETL_ID"
person = "PSN_NO"
household = "FAMILY_NO"
date = "DAY"
in_policy = "AMOUNT"
recorded = { help = "HELP" }
other_payments = []
[claims.only.valid]
column = "VALID"
codes = { 0 = "drop", 1 = "keep" }
[[person.identities]]
column = "TYPE"
codes = { 1 = "none", 7 = "dibao" }
"""


@pytest.fixture(autouse=True)
def _in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("family.pol").write_text(POLICY, encoding="utf-8")
    Path("map.toml").write_text(MAPPING, encoding="utf-8")


def write(*rows: str) -> None:
    Path("claims.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")


def batch(*rows: str, status: int = 0, options: tuple[str, ...] = ()) -> str:
    write(*rows)
    asked = ("batch", "family.pol", "claims.csv", "out", "--map", "map.toml", "--format", "csv")
    done = run(*asked, *options)
    assert done.exit_code == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def table_of(name: str, folder: str = "out") -> list[dict[str, str]]:
    with Path(folder, f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def refused() -> dict[str, tuple[str, str]]:
    return {row["row"]: (row["code"], row["place"]) for row in table_of("refused")}


def test_persons_of_a_household_go_together() -> None:
    """m1 leaves 600 of the 1000; s1 (600 + 600 − 1000) × 100% = 200; f1 2000 × 50% = 1000, of which
    his cap leaves 600; s2 400 × 100%, of which the household's cap leaves 900 − 800. x1 is of
    another household: (1600 − 1000) × 50%. The next year begins anew: (1200 − 1000) × 50%."""
    batch(*ROWS)
    assert {row["claim"]: (row["person"], row["household"], row["help"])
            for row in table_of("claims")} == {
        "m1": ("mother", "F1", "0.00"), "s1": ("son", "F1", "200.00"),
        "f1": ("father", "F1", "600.00"), "s2": ("son", "F1", "100.00"),
        "x1": ("single", "F2", "300.00"), "m2": ("mother", "F1", "100.00"),
    }  # fmt: skip


def test_claims_of_a_day_settle_in_the_order_of_the_rows() -> None:
    """The son's row stands first: 600 of it and 400 of the mother's are below the 1000."""
    batch("s,son,F,7,2024-03-01,1500.00,0,1", "m,mother,F,1,2024-03-01,1500.00,0,1")
    paid = {row["claim"]: row["help"] for row in table_of("claims")}
    assert paid == {"s": "0.00", "m": "100.00"}  # (600 + 600 − 1000) × 50%


def test_a_person_is_of_one_household_in_a_year() -> None:
    """Nobody is settled who counts with the person, in either household; the other year is."""
    batch(*ROWS, "z,single,F1,1,2024-06-01,100.00,0,1", status=1)
    assert [row["claim"] for row in table_of("claims")] == ["m2"]
    found = refused()
    assert found["7"] == found["5"] == ("bad_row", "FAMILY_NO")
    assert {found[row][0] for row in ("1", "2", "3", "4")} == {"refused_with"}


def test_who_moves_to_another_household_with_the_year_is_settled() -> None:
    """The single in the first year, with the family in the next."""
    batch(*ROWS, "z,single,F1,1,2025-06-01,100.00,0,1")
    assert {row["claim"] for row in table_of("claims")} >= {"x1", "m2", "z"}


def test_a_row_that_is_left_out_is_of_no_household() -> None:
    """One that is not valid names another household, which says nothing."""
    batch(*ROWS, "z,single,F1,1,2024-06-01,100.00,0,0")
    assert len(table_of("claims")) == 6


def test_a_row_without_a_household_is_refused() -> None:
    """And so is the year of its person wherever the person has a household."""
    batch(*ROWS, "z,single,,1,2024-06-01,100.00,0,1", status=1)
    assert refused() == {"7": ("bad_row", "FAMILY_NO"), "5": ("bad_row", "FAMILY_NO")}


def test_a_wrong_row_refuses_the_year_of_the_household() -> None:
    """What others had counted hangs on it; the next year stands."""
    batch(*ROWS[:3], ROWS[5], "s2,son,F1,7,2024-05-01,abc,0,1", status=1)
    assert [row["claim"] for row in table_of("claims")] == ["m2"]
    assert refused()["5"] == ("bad_value", "AMOUNT")


def test_a_refund_takes_back_of_its_member() -> None:
    """Without the mother's 600 the son's 600 are below the deductible."""
    text = MAPPING.replace("other_payments = []\n", "refund = { opposite = true }\n")
    Path("map.toml").write_text(text, encoding="utf-8")
    batch(*ROWS[:2], "r,mother,F1,1,2024-03-05,-1500.00,0,1")
    assert [(row["claim"], row["help"]) for row in table_of("claims")] == [("s1", "0.00")]
    assert {row["claim"] for row in table_of("taken_back")} == {"m1", "r"}


def test_the_mapping_names_the_household() -> None:
    """Without it no row says who counts together."""
    Path("map.toml").write_text(MAPPING.replace("household", "#"), encoding="utf-8")
    assert "map.toml: claims.household: `help`" in batch(*ROWS, status=1)


def test_openings_are_not_read_of_households() -> None:
    """A table of what persons had used says nothing of what they had together."""
    more = '[openings]\nperson = "P"\nyear = "Y"\namount = "A"\n'
    Path("map.toml").write_text(MAPPING + more, encoding="utf-8")
    assert "map.toml: openings: " in batch(*ROWS, status=1)


def test_a_policy_without_households_does_not_read_the_column() -> None:
    """One mapping serves several policies: (1600 − 1000) × 50%, and his own deductible for each."""
    text = POLICY.replace("deductible per household per year", "deductible per year")
    Path("family.pol").write_text(
        text.replace("  cap 900 yuan per household per year\n", ""), encoding="utf-8"
    )
    batch(*ROWS)
    paid = {row["claim"]: row["help"] for row in table_of("claims")}
    assert (paid["m1"], paid["s1"], paid["f1"], paid["x1"]) == ("0.00", "0.00", "500.00", "300.00")
    assert "household" not in table_of("claims")[0]


def test_second_tables_are_read_of_each_member() -> None:
    """Households stand in another order than persons: what each is comes from the table."""
    text = MAPPING.partition("[[person")[0] + (
        '[identities]\nperson = "P"\ncolumn = "T"\nfrom = "D"\nabsent = "none"\n'
        'codes = { 7 = "dibao" }\n'
    )
    Path("map.toml").write_text(text, encoding="utf-8")
    Path("identities.csv").write_text(
        "P,T,D\nson,7,2020-01-01\nsingle,7,2020-01-01\n", encoding="utf-8"
    )
    batch(*ROWS, options=("--table", "identities=identities.csv"))
    paid = {row["claim"]: row["help"] for row in table_of("claims")}
    assert (paid["s1"], paid["f1"], paid["x1"]) == ("200.00", "600.00", "600.00")


def test_a_claim_is_explained_among_its_household() -> None:
    """What other members had counted stands with it."""
    write(*ROWS)
    done = run("batch", "family.pol", "claims.csv", "--map", "map.toml", "--explain", "s2",
               "--language", "en")  # fmt: skip
    assert done.exit_code == 0
    assert "help.paid of other members" in done.stdout
    assert "f1" not in done.stdout


def test_an_audit_takes_what_others_were_paid_as_recorded() -> None:
    """f1 was paid 500 of the 600 that are due, and then 900 − 200 − 500 are left of the household's
    cap: 200 for s2."""
    write(*ROWS[:2], ROWS[2].replace(",600,", ",500,"), ROWS[3].replace(",400,", ",200,"))
    done = run("audit", "family.pol", "claims.csv", "audited", "--map", "map.toml", "--format",
               "csv", "--language", "en")  # fmt: skip
    assert done.exit_code == 1, done.stderr
    found = {row["claim"]: row for row in table_of("differences", "audited")}
    assert (found["f1"]["computed"], found["s2"]["computed"]) == ("600.00", "100.00")
    assert found["s2"]["cause"] == "an earlier difference"
    assert "`help` of `f1` differs first" in found["s2"]["causes"]


def test_a_reform_is_settled_by_household() -> None:
    """A cap of 1200 for 900: the son's second claim gets 400, 300 more; nobody else any."""
    write(*ROWS[:4])
    new = POLICY.replace("cap 900 yuan", "cap 1200 yuan")
    Path("new.pol").write_text(new, encoding="utf-8")
    done = run("diff", "family.pol", "new.pol", "--population", "claims.csv", "--map", "map.toml",
               "--format", "json")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    (change,) = json.loads(done.stdout)["population"]["largest"]
    assert (change["person"], change["change"]) == ("son", "300.00")
    assert json.loads(done.stdout)["population"]["benefits"]["help"]["old"] == "900.00"


def without_words(outcome: PersonOutcome) -> list[tuple[str, dict[str, object]]]:
    """All that is told, but for the sentences, which name the household."""
    return [
        (table, {name: value for name, value in row.items() if name not in ("reason", "household")})
        for table, row in tell_outcome(outcome, "en")
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_household_of_one_is_the_person(tmp_path: Path, seed: int) -> None:
    """Random tables, in which each person is a household too: refused rows and all."""
    chance = Random(seed)
    policy = policy_with_figures(chance, seed)
    if policy is None:
        return
    place = tmp_path / "random.csv"
    mapping = random_table(chance, policy, 12, place, 0.1)
    with place.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "household"])
        writer.writeheader()
        writer.writerows({**row, "household": row["person"]} for row in rows)
    second = open_second_tables({}, mapping, "256MB")
    found = [
        [
            without_words(outcome)
            for texts in read_persons(open_table(str(place)), known, "256MB")
            for _, outcome in settle_groups(policy, texts, known, second)
        ]
        for known in (mapping, evolve(mapping, household="household"))
    ]
    assert found[0] == found[1]
