"""`polc audit`: what was paid against what the policy says.

Basic pays 60% of what lies over 500 a year, help 70% of the rest to dibao, at most 1000 a year.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import polc
from tests.audit.town import write_town
from tests.cli.invoke import run


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)


def audit(*rows: str, status: int = 1, options: tuple[str, ...] = ()) -> Any:
    """The report of these rows."""
    write_town(Path(), *rows)
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    done = run("audit", *words, "--language", "en", *options)
    assert done.exit_code == status, done.stderr
    return json.loads(Path("out", "report.json").read_text(encoding="utf-8"))


def table_of(name: str) -> list[dict[str, str]]:
    with Path("out", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def causes(*rows: str) -> list[tuple[str, str, str, str]]:
    """Of each difference its claim, layer, amount and likeliest cause."""
    audit(*rows)
    return [
        (row["claim"], row["benefit"], row["difference"], row["cause"])
        for row in table_of("differences")
    ]


def test_what_is_right_is_no_difference() -> None:
    """(1500 − 500) × 60% = 600, (1500 − 600) × 70% = 630; the status is 0."""
    report = audit("a,p,21,7,2022-03-01,H1,1500,600,630", status=0)
    assert (report["differing"], report["benefits"]["help"]["recorded"]) == (0, "630.00")
    assert table_of("differences") == []


def test_the_deductible_was_left_out() -> None:
    """1500 × 60% = 900, which is 300 more; help is 70% of the 600 that were left then."""
    assert causes("a,p,21,7,2022-03-01,H1,1500,900,420") == [
        ("a", "basic", "300.00", "deductible"),
        ("a", "help", "-210.00", "an earlier difference"),
    ]


def test_the_cap_was_left_out() -> None:
    """3500: basic (3500 − 500) × 60% = 1800; 70% of 1700 is 1190, of which 190 are over the cap."""
    assert causes("a,p,21,7,2022-03-01,H1,3500,1800,1190") == [("a", "help", "190.00", "cap")]


def test_another_rate_was_taken() -> None:
    """3500: 1650 is 55% of the 3000 over the deductible, and 60% are 1800; help is not due."""
    assert causes("a,p,21,1,2022-03-01,H1,3500,1650,0") == [("a", "basic", "-150.00", "rate")]


def test_what_may_be_either_is_told_as_both() -> None:
    """3500: 1500 is 60% over a deductible of 1000, and 50% over the 500."""
    causes("a,p,21,1,2022-03-01,H1,3500,1500,0")
    (row,) = table_of("differences")
    assert "deductible of 1000.00" in row["causes"]
    assert "is 50% of 3000.00" in row["causes"]


def test_another_kind_of_care_was_taken() -> None:
    """1500: help is 70% of 900; the 50% of what is no stay are 450, which are no fact of dibao."""
    assert causes("a,p,21,7,2022-03-01,H1,1500,600,450") == [
        ("a", "help", "-180.00", "another fact of the claim")
    ]


def test_the_identity_was_not_seen() -> None:
    """Somebody who was never dibao got the 630 of dibao: nothing was due."""
    assert causes("a,p,21,1,2022-03-01,H1,1500,600,630") == [
        ("a", "help", "630.00", "identity on the day")
    ]


def test_the_identity_of_another_day() -> None:
    """Dibao from the second claim on: the first got 70% of its 900 all the same, as if it had been
    held all year. The second: 1000 × 60% = 600, 400 × 70% = 280."""
    assert causes("a,p,21,1,2022-03-01,H1,1500,600,630", "b,p,21,7,2022-04-01,H1,1000,600,280") == [
        ("a", "help", "630.00", "identity on the day")
    ]
    assert "all year" in table_of("differences")[0]["causes"]


def test_a_rounding() -> None:
    """1234.56: (1234.56 − 500) × 60% = 440.736, to the fen 440.74; 441 is the whole yuan."""
    assert causes("a,p,21,1,2022-03-01,H1,1234.56,441,0") == [("a", "basic", "0.26", "rounding")]


def test_the_reading_under_which_it_is_right_is_named() -> None:
    """The second stay of 2000 after one of 1500: a year's deductible leaves 2000 × 60% = 1200, one
    of each stay 1500 × 60% = 900."""
    report = audit("a,p,21,1,2022-03-01,H1,1500,600,0", "b,p,21,1,2022-04-01,H1,2000,900,0")
    (row,) = table_of("differences")
    assert (row["claim"], row["cause"], row["readings"]) == (
        "b", "another reading", "year_line=per_stay",
    )  # fmt: skip
    assert report["readings"] == {"year_line=per_stay": 1}


def test_the_order_of_the_claims() -> None:
    """The deductible of the year was taken from the row that came first, of a later day: of its
    1000, 500 × 60% = 300, and of the other's 1500 all of it, 900."""
    found = causes("b,p,21,1,2022-04-01,H1,1000,300,0", "a,p,21,1,2022-03-01,H1,1500,900,0")
    assert [row[:3] for row in found] == [("a", "basic", "300.00"), ("b", "basic", "-300.00")]
    assert all("order of the table's rows" in row["causes"] for row in table_of("differences")[:1])


def test_who_had_an_identity_and_got_nothing() -> None:
    """630 were due to one of dibao; of somebody who is none nothing was due."""
    report = audit("a,p,21,7,2022-03-01,H1,1500,600,0", "b,q,21,1,2022-03-01,H1,1500,600,0")
    assert report["not_helped"] == {"amounts": 1, "due": "630.00"}
    (row,) = table_of("not_helped")
    assert (row["person"], row["difference"]) == ("p", "-630.00")


def test_sums_by_hospital_identity_and_month() -> None:
    """In H1 200 too much in March; in H2 100 too little in April."""
    report = audit("a,p,21,1,2022-03-01,H1,1500,800,0", "b,q,21,1,2022-04-01,H2,1500,500,0")
    assert report["by_hospital"]["H1"]["basic"] == {
        "recorded": "800.00", "computed": "600.00", "paid_too_much": "200.00",
        "paid_too_little": "0.00", "amounts": 1, "differing": 1,
    }  # fmt: skip
    assert report["by_month"]["2022-04"]["basic"]["paid_too_little"] == "100.00"
    assert report["by_identity"]["none"]["basic"]["paid_too_much"] == "200.00"


def test_a_refund_takes_back_what_it_says() -> None:
    """600 were paid and 600 taken back; of the other 100 were not."""
    audit(
        "a,p,21,1,2022-03-01,H1,1500,600,0,", "b,p,21,1,2022-03-02,H1,-1500,-600,0,a",
        "c,q,21,1,2022-03-01,H1,1500,600,0,", "d,q,21,1,2022-03-02,H1,-1500,-500,0,c",
    )  # fmt: skip
    (row,) = table_of("differences")
    assert (row["claim"], row["difference"], row["cause"]) == ("c", "100.00", "taken back in part")


def test_a_claim_of_which_a_part_was_taken_back() -> None:
    """500 of 1500 were taken back: of the 1000 left (1000 − 500) × 60% = 300 are due. Of the whole
    (1500 − 500) × 60% = 600 were paid with right, and nothing was taken back of them."""
    found = causes("a,p,21,1,2022-03-01,H1,1500,600,0,", "b,p,21,1,2022-03-02,H1,-500,0,0,a")
    assert found == [("a", "basic", "300.00", "taken back in part")]


def test_another_fact_of_a_claim_taken_back_in_part() -> None:
    """1500 less 500 to dibao: help of 1000 − 300 is 70%, 490; in an outpatient department it would
    be 50%, 350."""
    found = causes("a,p,21,7,2022-03-01,H1,1500,300,350,", "b,p,21,7,2022-03-02,H1,-500,0,0,a")
    assert found == [("a", "help", "-140.00", "another fact of the claim")]


def test_an_earlier_claim_was_taken_back_later() -> None:
    """When c was settled a had borne the deductible: 1000 × 60% = 600. Without a, which was taken
    back in May, (1000 − 500) × 60% = 300 are due."""
    found = causes(
        "a,p,21,1,2022-03-01,H1,1500,600,0,", "b,p,21,1,2022-05-01,H1,-1500,-600,0,a",
        "c,p,21,1,2022-04-01,H1,1000,600,0,",
    )  # fmt: skip
    assert found == [("c", "basic", "300.00", "an earlier claim taken back later")]


def test_an_earlier_claim_was_taken_back_in_part_later() -> None:
    """When c was settled all of a stood; 1200 of its 1500 were taken back in May. Of its 300
    nothing is due, and 200 of the deductible were left for c: (1000 − 200) × 60% = 480."""
    found = causes(
        "a,p,21,1,2022-03-01,H1,1500,600,0,", "b,p,21,1,2022-05-01,H1,-1200,-600,0,a",
        "c,p,21,1,2022-04-01,H1,1000,600,0,",
    )  # fmt: skip
    assert found == [("c", "basic", "120.00", "an earlier claim taken back later")]


def test_what_lies_below_a_limit_is_not_its_cause() -> None:
    """3500: 1190 are 70% of 1700, of which the cap of 1000 leaves 1000. A cap of 1100 would leave
    1100; none of whole hundreds leaves 1093.21."""
    assert causes("a,p,21,7,2022-03-01,H1,3500,1800,1100")[0][2:] == ("100.00", "cap")
    Path("out").rename("before")
    assert causes("a,p,21,7,2022-03-01,H1,3500,1800,1093.21")[0][2:] == ("93.21", "not explained")


def test_an_amount_that_is_not_recorded_is_told() -> None:
    """An empty cell is no 0; what is no amount is refused with its reason."""
    report = audit("a,p,21,7,2022-03-01,H1,1500,600,", "b,q,21,1,2022-03-01,H1,1500,6oo,0")
    assert report["not_recorded"] == 2
    assert [(row["claim"], row["place"], row["code"]) for row in table_of("refused")] == [
        ("a", "help", "not_recorded"), ("b", "basic", "not_recorded"),
    ]  # fmt: skip


def test_what_is_odd_in_a_row_is_told() -> None:
    """The same stay twice, under two ids: a remark on the second, in the table, counts and text."""
    report = audit("a,p,21,1,2022-03-01,H1,1500,600,0", "b,p,21,1,2022-03-01,H1,1500,900,0",
                   status=0)  # fmt: skip
    assert report["remarks"] == {"duplicate": len(table_of("remarks"))}
    assert {row["code"] for row in table_of("remarks")} == {"duplicate"}
    assert "duplicate" in Path("out", "report.txt").read_text(encoding="utf-8")


def test_the_worst_are_explained_and_settle() -> None:
    """The largest difference comes first, step by step, with a case that settles to 630."""
    audit("a,p,21,7,2022-03-01,H1,1500,600,600", "b,q,21,7,2022-03-01,H1,1500,600,0")
    worst = json.loads(Path("out", "worst.json").read_text(encoding="utf-8"))
    assert [told["claim"] for told in worst] == ["b", "a"]
    assert any(line.startswith("help.rate  630.00  paid") for line in worst[0]["explanation"])
    settled = polc.load("town.pol").settle(worst[0]["case"])
    assert str(settled.claims[0].benefits["help"]) == "630.00"


def test_causes_of_so_many_only() -> None:
    """What lies beyond is told as not looked for."""
    rows = ("a,p,21,1,2022-03-01,H1,1500,900,0", "b,q,21,1,2022-03-01,H1,1500,900,0")
    report = audit(*rows, options=("--causes", "1"))
    assert [row["cause"] for row in table_of("differences")] == ["deductible", "not looked for"]
    assert report["causes"]["not looked for"]["amounts"] == 1


def test_a_sheet_to_work_through() -> None:
    """Each sheet has its heads; an id that looks like a formula is a text."""
    from python_calamine import CalamineWorkbook

    audit("=1+1,p,21,1,2022-03-01,H1,1500,900,0")
    book = CalamineWorkbook.from_path("out/audit.xlsx")
    assert book.sheet_names[:3] == ["summary", "differences", "not helped"]
    head, row = book.get_sheet_by_name("differences").to_python()
    assert head[-2:] == ["decision", "remark"]
    assert row[head.index("claim")] == "=1+1"
    assert row[head.index("difference")] == 300


def test_a_mapping_without_what_was_paid() -> None:
    """There is nothing to compare: told before a row is read."""
    write_town(Path(), "a,p,21,1,2022-03-01,H1,1500,900,0")
    text = Path("town.toml").read_text(encoding="utf-8")
    text = text.replace('recorded = { basic = "basic", help = "help" }\n', "")
    Path("town.toml").write_text(text, encoding="utf-8")
    done = run("audit", "town.pol", "claims.csv", "out", "--map", "town.toml")
    assert done.exit_code == 1
    assert "claims.recorded" in done.stderr
    assert not Path("out").exists()


def test_a_negative_amount_is_told_as_one() -> None:
    """600 are due; no deductible and no rate makes −600 of 1500."""
    assert causes("a,p,21,1,2022-03-01,H1,1500,-600,0")[0][2:] == ("-1200.00", "negative amount")
    assert table_of("differences")[0]["causes"] == "less than nothing is recorded"


def test_digits_that_were_lost() -> None:
    """3500: 1800 are due, a tenth is 180, and ten times as much 18000. A deductible of 3200 would
    leave 300 × 60% = 180: it is more than three quarters of the 3500, and no cause."""
    causes("a,p,21,1,2022-03-01,H1,3500,180,0", "b,q,21,1,2022-03-01,H1,3500,18000,0")
    tenth, tenfold = table_of("differences")
    assert tenth["cause"] == tenfold["cause"] == "digits lost or too many"
    assert "deductible" not in tenth["causes"]


BANDED = """policy town "试点" edition 1
use identities
layers basic
benefit basic "基本" per claim {
  deductible per year 500 yuan
  bands { to 50000 yuan: 75%; above: 80% }
}
"""


@pytest.mark.parametrize(
    ("in_policy", "recorded", "cause", "words"),
    [
        ("10500", "7875", "deductible", "without the deductible"),
        ("10500", "7350", "deductible", "a deductible of 700.00"),
        ("10500", "7000", "rate", "7000.00 is 70% of 10000.00"),
        ("10500", "750", "digits lost or too many", "a tenth"),
        ("60500", "45900", "deductible", "deductible paid at 75%"),
        ("60500", "45375", "deductible", "a deductible of 700.00"),
    ],
)
def test_causes_beside_bands(in_policy: str, recorded: str, cause: str, words: str) -> None:
    """10500: (10500 − 500) × 75% = 7500 are due; 10500 × 75% = 7875, 9800 × 75% = 7350,
    10000 × 70% = 7000. 60500: 49500 × 75% + 10500 × 80% = 45525 are due, the costs up to 50000
    after the deductible and those above; with the 500 at 75% too 375 more, with 200 more borne at
    75% 150 less."""
    write_town(Path(), f"a,p,21,1,2022-03-01,H1,{in_policy},{recorded},0")
    Path("town.pol").write_text(BANDED, encoding="utf-8")
    text = Path("town.toml").read_text(encoding="utf-8")
    text = "not_read = ['kind', 'help']\n" + text.replace(', help = "help"', "")
    text = text.replace(
        'kind = { column = "kind", codes = { 21 = "inpatient", 11 = "outpatient" } }\n', ""
    )
    Path("town.toml").write_text(text, encoding="utf-8")
    words_ = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    done = run("audit", *words_, "--language", "en")
    assert done.exit_code == 1, done.stderr
    (row,) = table_of("differences")
    assert row["cause"] == cause
    assert words in row["causes"]
    assert "9500" not in row["causes"]


def test_nobody_and_nowhere_in_chinese() -> None:
    """A claim without a hospital, of somebody without an identity: no English word in the text."""
    write_town(Path(), "a,p,21,1,2022-03-01,,1500,777,0")
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv")
    assert run("audit", *words, "--language", "zh").exit_code == 1
    text = Path("out", "report.txt").read_text(encoding="utf-8")
    assert "none" not in text
    (row,) = table_of("differences")
    assert (row["hospital"], row["identity"]) == ("无", "无")


def test_every_row_adds_up() -> None:
    """Two settled claims of p and q, one refund of what it takes back whole, one refused row."""
    report = audit(
        "a,p,21,1,2022-03-01,H1,1500,600,0,", "b,p,21,1,2022-03-02,H1,900,0,0,",
        "c,p,21,1,2022-03-03,H1,-900,0,0,b", "d,q,21,1,2022-03-01,H1,1500,600,0,",
        "e,r,99,1,2022-03-01,H1,1500,600,0,",
    )  # fmt: skip
    parts = ("claims", "dropped_rows", "refund_rows", "taken_back_rows", "refused_rows")
    assert (report["rows"], [report[part] for part in parts]) == (5, [2, 0, 1, 1, 1])


def test_an_id_of_two_persons_is_remarked() -> None:
    """As `polc batch` does it: 1500 of each is settled for its person."""
    rows = ("a,p,21,1,2022-03-01,H1,1500,600,0", "a,q,21,1,2022-03-01,H1,1500,600,0")
    report = audit(*rows, status=0)
    assert report["remarks"] == {"shared_id": 2}
    assert [row["person"] for row in table_of("remarks")] == ["p", "q"]
