"""What is left to the person over the cost: pieces that are exact, and where they meet."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polc
from polc.api.burden import find_burden

TOWN = """
policy town "某镇" edition 1
source tn "镇发〔2022〕1号" issued 2021-12-31
use identities
layers assistance
benefit assistance "救助" per claim {
  for dibao                       cite tn "一" TN-1
  deductible per year 1000 yuan   cite tn "二" TN-2
  rate 70%                        cite tn "三" TN-3
  cap 50000 yuan per year         cite tn "四" TN-4
}
"""


def case(*costs: str) -> dict[str, Any]:
    """Claims of these costs, a month between."""
    claims = [
        {"date": f"2022-{month:02}-01", "kind": "inpatient", "in_policy": cost}
        for month, cost in enumerate(costs, 1)
    ]
    return {"year": 2022, "person": {"identities": ["dibao"]}, "claims": claims}


def test_the_pieces_end_at_the_deductible_and_at_the_cap() -> None:
    """The deductible is 1,000; the cap of 50,000 is reached at 1,000 + 50,000 / 70%, which is
    72,428.571428…: to the fen 72,428.57."""
    found = find_burden(polc.compile(TOWN), case("80000.00"))
    assert [met.at and met.at[0] for met in found.breaks] == [1000_00, 72428_57]
    assert [piece.share for piece in found.pieces] == [1, Fraction(3, 10), 1]


def test_each_break_has_the_clauses_that_make_it() -> None:
    """The deductible's, then the cap's beside the rate that it limits."""
    first, second = find_burden(polc.compile(TOWN), case("80000.00")).breaks
    assert first.clauses == ("TN-2",)
    assert "TN-4" in second.clauses


def test_what_the_year_has_used_moves_the_breaks() -> None:
    """A claim of 600 before leaves 400 of the deductible; the cap is reached at 400 + 50,000 / 70%,
    71,828.57."""
    found = find_burden(polc.compile(TOWN), case("600.00", "80000.00"))
    assert [met.at and met.at[0] for met in found.breaks] == [400_00, 71828_57]


def test_a_jump_has_no_cost_at_which_both_meet() -> None:
    """Bills of 500 yuan or more are paid 60% of all: of 499.99 all is left, of 500 only 200."""
    text = TOWN.replace("deductible per year 1000 yuan   ", "when in_policy at least 500 yuan ")
    text = text.replace("in_policy at least 500 yuan", "in_policy >= 500 yuan")
    found = find_burden(polc.compile(text.replace("70%", "60%")), case("600.00"))
    (jump,) = found.breaks
    assert (jump.at, jump.low, jump.high) == (None, 499_99, 500_00)
    assert found.pieces[0].end == (499_99, 499_99)
    assert found.pieces[1].start == (500_00, 200_00)


def test_bands_have_a_piece_each() -> None:
    """Up to 1,000 half is paid, up to 3,000 60%, then 70%: 50%, 40% and 30% are left."""
    text = TOWN.replace('  deductible per year 1000 yuan   cite tn "二" TN-2\n', "").replace(
        "rate 70%                  ",
        "bands { to 1000 yuan: 50%; to 3000 yuan: 60%; above: 70% }",
    )
    found = find_burden(polc.compile(text), case("5000.00"))
    assert [met.at and met.at[0] for met in found.breaks] == [1000_00, 3000_00]
    assert [piece.share for piece in found.pieces] == [
        Fraction(1, 2), Fraction(2, 5), Fraction(3, 10),
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 16_000_000))
def test_every_cost_lies_on_its_piece(cost: int) -> None:
    """What is settled is within a fen of the straight line between the ends of its piece."""
    policy = polc.compile(TOWN)
    found = find_burden(policy, case("80000.00"))
    piece = next(one for one in found.pieces if one.start[0] <= cost <= one.end[0])
    expected = piece.start[1] + piece.share * (cost - piece.start[0])
    (settled,) = policy.settle(case(f"{cost // 100}.{cost % 100:02}")).claims
    assert abs(settled.remaining_fen - expected) <= 1


def test_the_library_has_pieces() -> None:
    """Suizhou's second-level stay: assistance of 70% up to the deductible of basic insurance, 500,
    then 70% of the 40% that it leaves; critical illness begins at 12,000, which is left of 500 +
    (12,000 − 500 − …): where the steps meet is settled, not said here."""
    given_case = {
        "year": 2022,
        "region": {"rural_income_last_year": "18259.00"},
        "person": {
            "identities": ["dibao"], "insured_at": "in_city", "enrolled": "2022-01-01",
            "residence": "rural", "tier": 1,
        },
        "parameters": {
            "premium": "350.00", "basic_deductible": {"2": "500.00"}, "basic_rate": {"2": "60%"},
            "critical_illness_deductible": "12000", "critical_illness_bands": [{"rate": "60%"}],
        },
        "claims": [{
            "date": "2022-03-01", "in_policy": "45000.00", "total": "50000.00",
            "kind": "inpatient", "hospital_level": 2, "place": "in_county", "referred": False,
        }],
    }  # fmt: skip
    found = find_burden(polc.load("suizhou"), given_case)
    assert found.breaks[0].at == (500_00, 150_00)
    assert [piece.share for piece in found.pieces][:2] == [Fraction(3, 10), Fraction(3, 25)]


@pytest.mark.parametrize(
    "claims", [[], [{"date": "2022-01-01", "kind": "inpatient"}], case("0.00")["claims"]]
)
def test_a_claim_that_does_not_say_its_costs_is_refused(claims: list[Any]) -> None:
    """There is nothing to vary; twice nothing is nothing."""
    with pytest.raises(polc.CaseError):
        find_burden(polc.compile(TOWN), {**case(), "claims": claims})


@pytest.mark.parametrize("taken", ["3000.00", "300.00"])
@pytest.mark.parametrize("last", ["refund", "claim"])
def test_a_last_claim_that_is_a_refund_or_is_taken_back_is_refused(last: str, taken: str) -> None:
    """What it takes is of the costs as they are, all 3,000 or a part: others would be refused."""
    first, claim = case("5000.00", "3000.00")["claims"]
    refund = {"id": "r", "date": "2022-03-01", "kind": "inpatient", "reverses": "s"}
    claims = [{**claim, "id": "s"}, {**refund, "in_policy": taken}]
    if last == "claim":
        claims.reverse()
    with pytest.raises(polc.CaseError, match="may not be a refund, nor be taken back"):
        find_burden(polc.compile(TOWN), {**case(), "claims": [first, *claims]})
