"""Shapes lowered by hand onto the nodes, settled: every figure by hand."""

from typing import Any

from tests.compiler.plan.by_hand import COMPILED
from tests.runtime.hand_built_plan import settle


def paid(name: str, *costs: str, **person: Any) -> list[str]:
    """What the layer pays of claims of one year, a day apart."""
    claims = [
        {"date": f"2022-03-{day:02d}", "in_policy": cost} for day, cost in enumerate(costs, start=1)
    ]
    case = {"person": {"identities": [], **person}, "claims": claims}
    settled = settle(case, COMPILED[name])
    return [str(claim.benefits["basic"]) for claim in settled.claims]


def test_after_the_first_payment_each_claim_by_itself() -> None:
    """8,000 yuan stay below; (8000 + 2000 − 8000) × 60% = 1200; then 5000 × 60% = 3000."""
    assert paid("ordinal", "8000.00", "2000.00", "5000.00") == ["0.00", "1200.00", "3000.00"]


def test_bands_of_a_second_payment_begin_at_nothing() -> None:
    """(20000 − 8000) × 60% = 7200; then 50000 × 60% + (51000 − 50000) × 65% = 30650."""
    assert paid("ordinal", "20000.00", "51000.00") == ["7200.00", "30650.00"]


def test_a_rate_that_rises_with_age() -> None:
    """1000 × (50% + 10 × 1%) = 600 at 70."""
    assert paid("linear", "1000.00", age=70) == ["600.00"]


def test_a_rate_that_rises_from_an_age_on() -> None:
    """1000 × 50% = 500 at 60."""
    assert paid("linear", "1000.00", age=60) == ["500.00"]


def test_money_for_each_year() -> None:
    """5 years: 10000 + 1 × 1000 are the cap of the year, so 11000 − 8000 = 3000 are left."""
    assert paid("bonus", "8000.00", "5000.00", years=5) == ["8000.00", "3000.00"]


def test_money_for_each_year_is_held() -> None:
    """7 years: 3 × 1000 = 3000, held to a fifth of 10000, so 12000 are the cap."""
    assert paid("bonus", "20000.00", years=7) == ["12000.00"]


def test_no_money_for_the_first_years() -> None:
    """4 years: the cap of 10000 alone."""
    assert paid("bonus", "20000.00", years=4) == ["10000.00"]
