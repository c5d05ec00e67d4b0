"""What a year adds up to is held by the largest amount, however it comes about."""

from typing import Any

import pytest

import polc
from polc.runtime.errors import CaseError
from polc.runtime.year_limits import find_sum_problem
from tests.runtime.hand_built_plan import refusals

HALF = "5000000000.00"  # of the 10,000,000,000.00 yuan that are the most
FEN = "0.01"


def claim(day: int, in_policy: str, **more: Any) -> dict[str, Any]:
    return {"id": f"c{day}", "date": f"2022-03-{day:02d}", "in_policy": in_policy, **more}


def case(*claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"person": {"identities": []}, "claims": list(claims), **more}


def test_claims_up_to_the_most_are_settled() -> None:
    """Twice the half is just the most."""
    assert refusals(case(claim(1, HALF), claim(2, HALF))) == []


def test_claims_beyond_the_most_are_refused() -> None:
    """Twice the half and a fen is more than the most."""
    given = case(claim(1, HALF), claim(2, HALF), claim(3, FEN))
    assert refusals(given) == [("bad_value", "claims")]


def test_whole_costs_count_as_well() -> None:
    """The whole costs add up to a fen too much, those in policy do not."""
    given = case(claim(1, FEN, total=HALF), claim(2, FEN, total=HALF), claim(3, FEN, total=FEN))
    assert refusals(given) == [("bad_value", "claims")]


def test_what_is_taken_back_does_not_count() -> None:
    """A pair that was taken back leaves the half, twice."""
    back = claim(4, HALF, reverses="c3")
    assert refusals(case(claim(1, HALF), claim(2, HALF), claim(3, HALF), back)) == []


def test_an_opening_beyond_the_most_is_refused() -> None:
    """Both layers open the pool, together with a fen too much."""
    opening = {"first": {"paid": HALF, "line": FEN}, "second": HALF}
    assert refusals(case(claim(1, FEN), opening=opening)) == [("bad_value", "opening")]


def test_a_running_sum_beyond_the_most_is_refused() -> None:
    """A line that opens at the most and moves on by a fen; claims and opening are each
    within their limits."""
    opening = {"first": {"line": "10000000000.00"}}
    assert refusals(case(claim(1, FEN), opening=opening)) == [("bad_value", "claims")]


TOWN = polc.compile(
    """policy town "某镇"
    identity dibao "低保对象"
    rank dibao
    layers assistance
    benefit assistance "医疗救助" per claim { deductible per year 1000 yuan rate 70% }
    """
)


@pytest.mark.parametrize("day", [3, 1], ids=["later", "earlier"])
def test_a_ledger_refuses_the_claim_beyond_the_most(day: int) -> None:
    """The third claim is a fen too much, whether it is settled last or first."""
    ledger = TOWN.open_year({"identities": ["dibao"]}, year=2022)
    for before in (2, 4):
        _, ledger = ledger.add(claim(before, HALF))
    with pytest.raises(CaseError) as refused:
        ledger.add(claim(day, FEN))
    assert [(error.code, error.path) for error in refused.value.errors] == [("bad_value", "claims")]


@pytest.mark.parametrize("limit", [10**12, -(10**12)])
def test_a_running_sum_is_held_on_both_sides(limit: int) -> None:
    """Ten thousand million yuan are 10¹² fen, up and down."""
    beyond = limit + (1 if limit > 0 else -1)
    assert find_sum_problem((0, limit)) is None
    assert find_sum_problem((0, beyond)) is not None
