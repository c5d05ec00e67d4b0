"""Refunds and stays that stand twice, as a bureau's table has them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.batch.town import MAPPING, write_town
from tests.cli.invoke import run

S1 = "s1,p1,21,7,2022-03-01,1500.00,1500.00,600,1,0,,421300,421300,0"
S2 = "s2,p1,21,7,2022-05-01,1000.00,1200.00,600,1,0,,421300,420100,0"
NEXT = "s3,p1,21,7,2023-02-01,1500.00,1500.00,600,1,0,,421300,421300,0"

OPPOSITE = MAPPING.replace('refund.of = "INIT_SETL_ID"', "refund.opposite = true").replace(
    '["BALC"]', '["BALC", "INIT_SETL_ID"]'
)
UNFLAGGED = OPPOSITE.replace(
    'refund.flag = { column = "REFD_SETL_FLAG", codes = { 0 = "no", 1 = "yes" } }\n', ""
).replace('"INIT_SETL_ID"]', '"INIT_SETL_ID", "REFD_SETL_FLAG"]')


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)


def settle(*rows: str, mapping: str = MAPPING, status: int = 0) -> Any:
    write_town(Path(), rows)
    Path("town.toml").write_text(mapping, encoding="utf-8")
    done = run("batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    assert done.exit_code == status, done.stderr
    return done


def table_of(name: str) -> list[dict[str, str]]:
    with Path("out", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def paid() -> list[tuple[str, str]]:
    return [(row["claim"], row["basic"]) for row in table_of("claims")]


def refund(name: str, of: str, in_policy: str, total: str, day: str = "2022-06-01") -> str:
    return f"{name},p1,21,7,{day},{in_policy},{total},0,1,1,{of},421300,420100,0"


def test_a_part_and_another_part() -> None:
    """Of the 1000 of s2 300 and 200 are taken back: 500 × 60% = 300."""
    settle(S1, S2, refund("r1", "s2", "-300.00", "-300.00"), refund("r2", "s2", "-200", "-200"))
    assert paid() == [("s1", "600.00"), ("s2", "300.00")]


def test_more_than_there_was() -> None:
    """The second refund takes more of s2 than is left: told at its row, the year is refused."""
    settle(
        S1, S2, refund("r1", "s2", "-800.00", "-800.00"), refund("r2", "s2", "-300", "-300"),
        status=1,
    )  # fmt: skip
    assert {(row["row"], row["code"]) for row in table_of("refused")} == {
        ("4", "bad_value"), ("1", "refused_with"), ("2", "refused_with"), ("3", "refused_with"),
    }  # fmt: skip


def test_a_refund_of_another_year() -> None:
    """It counts in the year of what it takes back: of 2022 only s1 is left, 2023 has its own
    deductible, (1500 − 500) × 60% = 600."""
    settle(S1, S2, refund("r1", "s2", "-1000.00", "-1200.00", "2023-01-05"), NEXT)
    assert paid() == [("s1", "600.00"), ("s3", "600.00")]


def test_a_refund_that_cannot_be_read_spoils_what_it_takes_back() -> None:
    """A refund of 2023 with a code that means nothing: 2022 is refused with it, since s2 is not
    what it was."""
    bad = refund("r1", "s2", "-1000.00", "-1200.00", "2023-01-05").replace(",21,", ",77,")
    settle(S1, S2, bad, status=1)
    assert {(row["row"], row["code"]) for row in table_of("refused")} == {
        ("3", "bad_row"), ("1", "refused_with"), ("2", "refused_with"),
    }  # fmt: skip


def test_a_refund_that_does_not_say_of_what() -> None:
    """With the flag and without an id: refused by its column, and told with its own id."""
    settle(S1, S2, refund("r1", "", "-1000.00", "-1200.00"), status=1)
    found = {(row["row"], row["claim"], row["place"]) for row in table_of("refused")}
    assert ("3", "r1", "INIT_SETL_ID") in found


def test_a_refund_of_what_is_not_there() -> None:
    """Told by the column that names it, and not by its place in the case."""
    settle(S1, S2, refund("r1", "s9", "-1000.00", "-1200.00"), status=1)
    found = {
        (row["row"], row["place"]) for row in table_of("refused") if row["code"] != "refused_with"
    }
    assert found == {("3", "INIT_SETL_ID")}


@pytest.mark.parametrize("mapping", [OPPOSITE, UNFLAGGED])
def test_a_pair_of_opposite_rows(mapping: str) -> None:
    """The one claim with the same amounts above zero is taken back, by the flag or by the sign."""
    settle(S1, S2, refund("r1", "", "-1000.00", "-1200.00"), mapping=mapping)
    assert paid() == [("s1", "600.00")]


def test_an_opposite_of_nothing() -> None:
    """No claim has these amounts: told, nothing of the year is settled."""
    settle(S1, S2, refund("r1", "", "-999.00", "-1200.00"), mapping=OPPOSITE, status=1)
    assert not table_of("claims")


def test_an_opposite_of_two() -> None:
    """Two claims have its amounts on other days and differ: nobody can tell which."""
    other = S2.replace("s2", "s4").replace("05-01", "05-09")
    settle(S1, S2, other, refund("r1", "", "-1000.00", "-1200.00"), mapping=OPPOSITE, status=1)
    reason = next(row["reason"] for row in table_of("refused") if row["row"] == "4")
    assert "s2, s4" in reason


def test_an_opposite_of_two_that_are_alike() -> None:
    """It is all one which of them is taken back: one is left, 600."""
    settle(
        S1, S2, S2.replace("s2", "s4"), refund("r1", "", "-1000.00", "-1200.00"), mapping=OPPOSITE
    )
    assert [pay for _, pay in paid()] == ["600.00", "600.00"]
    assert not table_of("remarks")


def test_a_stay_that_stands_twice() -> None:
    """Under two ids: told at the second, and both are settled."""
    settle(S1, S2, S2.replace("s2", "s4"))
    (remark,) = table_of("remarks")
    assert (remark["row"], remark["code"]) == ("3", "duplicate")
    assert "`s2` in data row 2" in remark["remark"]
    assert len(paid()) == 3


def test_what_is_billed_again_after_a_refund_stands_once() -> None:
    """s2 is taken back and billed as s4: no remark."""
    settle(S1, S2, refund("r1", "s2", "-1000.00", "-1200.00"), S2.replace("s2", "s4"))
    assert not table_of("remarks")


WITH_OTHERS = MAPPING.replace(
    'recorded = { basic = "HIFP_PAY" }',
    'recorded = { critical_illness = "HIFP_PAY" }\nother_payments = ["BALC"]',
).replace('["BALC"]\n[claims]', "[]\n[claims]")


def test_a_payment_of_a_layer_that_the_policy_does_not_have() -> None:
    """Of 0 nothing is said, nor of an empty cell; 600 and -1.00 are told, each with its column."""
    settle(
        S1, S2.replace(",600,", ",0.00,"), NEXT.replace(",600,", ",,").removesuffix("0") + "-1.00",
        mapping=WITH_OTHERS,
    )  # fmt: skip
    assert [(row["row"], row["column"], row["code"]) for row in table_of("remarks")] == [
        ("1", "HIFP_PAY", "other_layer"), ("3", "BALC", "other_layer"),
    ]  # fmt: skip


def test_a_layer_that_no_policy_has() -> None:
    """A name in `recorded` that is neither the policy's nor the platform's is a mistake."""
    wrong = MAPPING.replace("{ basic =", "{ basci =")
    assert "claims.recorded.basci" in settle(S1, mapping=wrong, status=1).stderr


def test_sums_that_do_not_add_up() -> None:
    """1200.00 are not 1000.00 + 0; a part without an amount cannot be held against."""
    mapping = MAPPING + ('[[claims.totals]]\nof = "MEDFEE_SUMAMT"\nparts = ["INSCP_AMT", "BALC"]\n')
    settle(S1, S2, NEXT.removesuffix("0"), mapping=mapping.replace('["BALC"]\n[cl', "[]\n[cl"))
    assert [(row["row"], row["column"]) for row in table_of("remarks")] == [
        ("2", "MEDFEE_SUMAMT"), ("3", "BALC"),
    ]  # fmt: skip


def test_parts_that_are_taken_away() -> None:
    """1200 − 200 are the 1000."""
    mapping = MAPPING + (
        '[[claims.totals]]\nof = "INSCP_AMT"\nparts = ["MEDFEE_SUMAMT"]\nless = ["BALC"]\n'
    )
    settle(S2.removesuffix("0") + "200.00", mapping=mapping.replace('["BALC"]\n[cl', "[]\n[cl"))
    assert not table_of("remarks")


def test_every_row_is_somewhere() -> None:
    """s2 is taken back whole by r1, of s1 a part by r2; s9 is left out. Of 5 rows one is a claim,
    two are refunds, one is taken back and one left out."""
    in_the_city = refund("r2", "s1", "-100", "-100").replace("420100", "421300")
    left_out = S2.replace("s2", "s9").replace(",600,1,0", ",600,0,0")
    settle(
        S1, S2, refund("r1", "s2", "-1000.00", "-1200.00"), in_the_city,
        left_out,
    )  # fmt: skip
    assert [
        (row["row"], row["claim"], row["what"], row["other"]) for row in table_of("taken_back")
    ] == [("2", "s2", "taken_back", "r1"), ("3", "r1", "refund", "s2"), ("4", "r2", "refund", "s1")]
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    parts = ("claims", "dropped_rows", "refund_rows", "taken_back_rows", "refused_rows")
    assert (report["rows"], [report[part] for part in parts]) == (5, [1, 1, 2, 1, 0])


def test_each_row_with_its_own_mistakes() -> None:
    """A day that is none in one row, an amount that is none in another, both in a third: all are
    told, and only the row that is right is refused with them."""
    settle(
        S1, S2.replace("2022-05-01", "44562"), NEXT.replace("1500.00,1500", "一千,1500"),
        S2.replace("s2", "s4").replace("2022-05-01,1000.00", "x,y"), status=1,
    )  # fmt: skip
    told = {(row["row"], row["code"]) for row in table_of("refused")}
    assert told == {("1", "refused_with"), ("2", "bad_row"), ("3", "bad_value"), ("4", "bad_row")}
    places = {row["place"] for row in table_of("refused") if row["row"] == "4"}
    assert places == {"ENDDATE", "INSCP_AMT"}


def test_a_refund_of_a_row_that_is_refused_is_right_by_itself() -> None:
    """s2 has no day, so the case has no s2: nothing is wrong with its refund."""
    bad = S2.replace("2022-05-01", "44562")
    settle(S1, bad, refund("r1", "s2", "-1000.00", "-1200.00"), status=1)
    assert {(row["row"], row["code"]) for row in table_of("refused")} == {
        ("1", "refused_with"), ("2", "bad_row"), ("3", "refused_with"),
    }  # fmt: skip
