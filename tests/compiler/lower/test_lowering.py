"""What each construct comes to, by hand: semantics rule by rule, on one small policy.

The readers agree with each other elsewhere; here they are told what is right. Amounts
are yuan; the arithmetic stands beside each.
"""

from decimal import Decimal
from typing import Any

import pytest

import polc
from tests.compiler.lower.small_policy import SECOND, pay, policy

YEARLY = "deductible per year 1000 yuan"
BANDS = "bands { to 1000 yuan: 0%; to 3000 yuan: 50%; above: 80% }"

TABLE: list[tuple[str, list[str], list[Any], list[str]]] = [
    ("a rate, half-up to the fen", ["rate 70%"], ["100.01"], ["70.01"]),  # 70.007
    ("half a fen goes up", ["rate 50%"], ["0.01"], ["0.01"]),  # 0.005
    ("all above the deductible", [YEARLY, "rate 100%"], ["1500.00"], ["500.00"]),  # 1500 − 1000
    ("a yearly deductible, once", [YEARLY, "rate 50%"], ["600.00", "600.00", "600.00"],
     ["0.00", "100.00", "300.00"]),  # 0; (1200 − 1000) × 50%; 600 × 50%
    ("exactly at the deductible", [YEARLY, "rate 50%"], ["1000.00", "0.01"], ["0.00", "0.01"]),
    ("a deductible per claim", ["deductible per claim 1000 yuan", "rate 50%"],
     ["1600.00", "1600.00"], ["300.00", "300.00"]),  # (1600 − 1000) × 50%, twice
    ("bands along the year", [BANDS], ["2000.00", "2000.00"],
     ["500.00", "1300.00"]),  # (2000 − 1000) × 50%; 1000 × 50% + 1000 × 80%
    ("bands above the deductible",
     [YEARLY, "bands { to 1000 yuan: 50%; above: 80% } edges above the deductible"],
     ["3000.00"], ["1300.00"]),  # 1000 × 50% + 1000 × 80%
    ("bands fixed, with a deductible", [YEARLY, "bands { to 2000 yuan: 50%; above: 80% }"],
     ["3000.00"], ["1300.00"]),  # (2000 − 1000) × 50% + (3000 − 2000) × 80%
    ("a yearly cap", ["rate 100%", "cap 500 yuan per year"], ["300.00", "300.00", "300.00"],
     ["300.00", "200.00", "0.00"]),  # 300; 500 − 300; 500 − 500
    ("a cap per claim", ["rate 100%", "cap 500 yuan per claim"], ["600.00", "600.00"],
     ["500.00", "500.00"]),
    ("an exhausted cap does not stop the line", ["rate 100%", "cap 100 yuan per year", YEARLY],
     ["2000.00", "500.00"], ["100.00", "0.00"]),  # min(1000, 100); 100 − 100
    ("a pool", ["rate 100%", "counts toward shared"], ["800.00", "800.00"],
     ["800.00", "200.00"]),  # 800; 1000 − 800
    ("at least lifts, the base still limits", ["rate 10%", "at least 50 yuan"], ["100.00", "30.00"],
     ["50.00", "30.00"]),  # max(10, 50); min(max(3, 50), 30)
    ("at most", ["rate 100%", "at most 50 yuan"], ["100.00"], ["50.00"]),
    ("a condition that fails pays and counts nothing",
     ["when total over 500 yuan", YEARLY, "rate 50%"],
     [{"in_policy": "400.00", "total": "500.00"}, "1200.00"],
     ["0.00", "100.00"]),  # (1200 − 1000) × 50%
    ("a given amount moves the line on", [YEARLY, "rate 50%"],
     [{"in_policy": "1000.00", "paid": {"first": "7.00"}}, "100.00"],
     ["7.00", "50.00"]),  # 100 × 50%
    ("a given amount charges the pool", ["rate 100%", "counts toward shared"],
     [{"in_policy": "900.00", "paid": {"first": "900.00"}}, "900.00"], ["900.00", "100.00"]),
    ("a parameter by year", ["rate 100%", "at most limit"], ["150.00"], ["100.00"]),
    ("the whole once reached", ["deductible per claim 3000 yuan counting the whole", "rate 60%"],
     ["2999.99", "3000.00"], ["0.00", "1800.00"]),  # PS-A01 a: 3000 × 60%
    ("the whole once exceeded",
     ["deductible per claim 3000 yuan counting the whole once exceeded", "rate 60%"],
     ["3000.00", "3000.01"], ["0.00", "1800.01"]),  # G-A4 b: 3000.01 × 60% = 1800.006
    ("the whole of the year, at most what the claim has left",
     ["deductible per year 4000 yuan counting the whole", "rate 60%"], ["3000.00"] * 3,
     ["0.00", "3000.00", "1800.00"]),  # min(6000 × 60% = 3600, 3000); 3000 × 60%
    ("cumulated less paid", ["bands { to 8000 yuan: 0%; to 20000 yuan: 50%; above: 60% }",
     "cumulated less paid"], ["10000.00", "5000.00"],
     ["1000.00", "2500.00"]),  # 2000 × 50%; (15000 − 8000) × 50% − 1000
    ("start again after a payment", ["bands { to 5500 yuan: 0%; above: 85% }",
     "start again after a payment"], ["10000.00", "5000.00"],
     ["3825.00", "0.00"]),  # 4500 × 85%; 5000 < 5500
    ("own cost, the part outside the policy included",
     ["base own_cost", "rate 10%", "at most 30 yuan"],
     [{"in_policy": "100.00", "total": "250.00"}], ["25.00"]),  # (100 + 250 − 100) × 10%
    ("a base of its own", ["base 50% of in_policy", "rate 100%"], ["100.01"], ["50.01"]),  # 50.005
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "claims", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_terms(lines: list[str], claims: list[Any], expected: list[str]) -> None:
    """The first layer pays what the arithmetic beside the row says."""
    assert pay(policy(*lines), *claims) == expected


def test_a_stay_has_one_deductible() -> None:
    """Two claims of one visit share it, another visit has its own: (600 + 600 − 1000) × 50%."""
    small = policy("deductible per stay 1000 yuan", "rate 50%")
    claims = [{"in_policy": "600.00", "visit": visit} for visit in ("v", "v", "w")]
    assert pay(small, *claims) == ["0.00", "100.00", "0.00"]


def test_the_highest_ranked_class_counts() -> None:
    """tekun before dibao: 100 × 90%; with dibao alone 100 × 60%."""
    small = policy("for tekun, dibao", "rate { tekun: 90%; dibao: 60% }")
    assert pay(small, "100.00", held=("dibao", "tekun")) == ["90.00"]
    assert pay(small, "100.00", held=("dibao",)) == ["60.00"]
    assert pay(small, "100.00", held=()) == ["0.00"]


def test_an_identity_counts_from_its_day_to_its_day() -> None:
    """Both days included: 2 and 3 January pay 100 × 60%, 1 and 4 January nothing."""
    small = policy("for dibao", "rate 60%")
    held = [{"id": "dibao", "from": "2022-01-02", "to": "2022-01-03"}]
    assert pay(small, *["100.00"] * 4, held=held) == ["0.00", "60.00", "60.00", "0.00"]


def test_a_changed_class_keeps_the_line() -> None:
    """marginal has used 800 of 1000, dibao goes on: (800 + 300 − 1000) × 70%."""
    small = policy("for dibao, marginal", YEARLY, "rate { dibao: 70%; marginal: 60% }")
    held = [{"id": "marginal", "to": "2022-01-01"}, {"id": "dibao", "from": "2022-01-02"}]
    assert pay(small, "800.00", "300.00", held=held) == ["0.00", "70.00"]


HALVED = "adjust first for tekun, dibao { deductible lowered by 50% }\n"
RAISED = "adjust first for tekun, dibao { rate raised by 5 points, at most 100% }\n"
HALVED_AND_RAISED = HALVED + RAISED
ADJUST = """adjust first for tekun, dibao {
  deductible lowered by 50%
  rate raised by 5 points, at most 100%
  no cap
}
"""


@pytest.mark.parametrize(
    ("held", "expected"),
    # (2000 − 500) × 65% + 0; the cap of 300 is gone; marginal: min((2000 − 1000) × 60%, 300)
    [(("dibao",), "975.00"), (("marginal",), "300.00")],
)
def test_adjustments_reach_whom_they_name(held: tuple[str, ...], expected: str) -> None:
    """Deductible halved, rate raised and the cap taken away for the named alone."""
    small = policy(YEARLY, "rate 60%", "cap 300 yuan per year", more=SECOND + ADJUST)
    assert pay(small, "2000.00", held=held) == [expected]


def test_a_halved_deductible_is_rounded_once() -> None:
    """1000.01 × 50% = 500.005, so 500.01 is taken: 600 − 500.01."""
    small = policy("deductible per year 1000.01 yuan", "rate 100%", more=SECOND + HALVED)
    assert pay(small, "600.00") == ["99.99"]


@pytest.mark.parametrize(
    ("edges", "expected"),
    # fixed: (1000 − 500) × 55% + 1000 × 85%; moved by −500: (500 − 500) + … edges 500, so
    # the stretch 500..2000 lies above it: 1500 × 85%
    [("edges fixed", "1125.00"), ("edges moved with the deductible", "1275.00")],
)
def test_edges_stand_or_move_with_the_deductible(edges: str, expected: str) -> None:
    """G-A6: halving the deductible widens the first band, or shifts every edge."""
    bands = f"bands {{ to 1000 yuan: 50%; above: 80% }} {edges}"
    small = policy(YEARLY, bands, more=SECOND + HALVED_AND_RAISED)
    assert pay(small, "2000.00") == [expected]


def test_a_rate_is_held_to_its_top() -> None:
    """98% + 5 points is held to 100%: 100 × 100%."""
    small = policy("rate 98%", more=SECOND + RAISED)
    assert pay(small, "100.00") == ["100.00"]


def test_two_layers_share_a_pool_within_a_claim() -> None:
    """The first pays 60% of 1500, the second is left 1000 − 900 of its 600."""
    more = 'benefit second "第二层" per claim { rate 100% counts toward shared }\n'
    small = policy("rate 60%", "counts toward shared", more=more)
    claim = {"date": "2022-01-01", "in_policy": "1500.00", "total": "1500.00"}
    settled = small.settle({"person": {}, "claims": [claim]})
    assert str(settled.claims[0].benefits["second"]) == "100.00"
    assert str(settled.claims[0].remaining) == "500.00"  # 1500 − 900 − 100


def test_a_parameter_may_be_no_limit() -> None:
    """`none` for a cap that allows it: 100 × 100%; a figure caps it at 30."""
    small = policy("rate 100%", "cap open_cap per year")
    assert pay(small, "100.00", parameters={"open_cap": None}) == ["100.00"]
    assert pay(small, "100.00", parameters={"open_cap": "30.00"}) == ["30.00"]


def test_bands_as_a_parameter() -> None:
    """1000 × 50% + 500 × 80%."""
    bands = [{"up_to": "1000.00", "rate": "50%"}, {"up_to": None, "rate": "80%"}]
    assert pay(policy("bands terms"), "1500.00", parameters={"terms": bands}) == ["900.00"]


def test_a_place_stands_for_the_places_inside_it() -> None:
    """in_county is not listed: the narrowest listed place that contains it is in_city."""
    small = policy("rate { in_province: 70%; in_city: 80%; otherwise: 0% } by place")
    claims = [
        {"in_policy": "100.00", "place": place}
        for place in ("in_county", "in_city", "in_province", "elsewhere")
    ]
    assert pay(small, *claims) == ["80.00", "80.00", "70.00", "0.00"]


def test_an_or_stops_at_what_decides_it() -> None:
    """`referred or emergency`: a referred claim is not asked for more (100 × 100%)."""
    small = policy("when referred or base_referral", "rate 100%")
    assert pay(small, {"in_policy": "100.00", "referred": True}) == ["100.00"]
    with pytest.raises(polc.CaseError) as refused:
        pay(small, {"in_policy": "100.00", "referred": False})
    assert [error.path for error in refused.value.errors] == ["claims[0].base_referral"]


def test_nothing_is_asked_once_the_base_is_nothing() -> None:
    """A claim of 0 yuan needs no parameter."""
    assert pay(policy("bands terms"), "0.00") == ["0.00"]


def test_layers_pay_what_is_left() -> None:
    """60% of 1000, then 50% of the 400 left; 200 remain."""
    more = 'benefit second "第二层" per claim { rate 50% }\n'
    claim = {"date": "2022-01-01", "in_policy": "1000.00", "total": "1300.00"}
    settled = policy("rate 60%", more=more).settle({"person": {}, "claims": [claim]})
    (only,) = settled.claims
    assert [str(amount) for amount in only.benefits.values()] == ["600.00", "200.00"]
    assert str(only.remaining) == "200.00"
    assert only.patient_pays == Decimal("500.00")  # 200 + 1300 − 1000
