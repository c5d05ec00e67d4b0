"""The cases that checks show can be settled, and show what the check says."""

from decimal import Decimal

import pytest

import polc
from polc.explain.find_page import codes, find_page
from polc.explain.try_example import diagnose


def witnessed(code: str) -> polc.Settlement:
    """What the example's policy pays in the case of its first witness."""
    page = find_page(code)
    assert page is not None
    (found,) = diagnose(page.example)
    assert found.witness is not None
    return polc.compile(page.example, name="example.pol").settle(dict(found.witness))


def test_a_cap_that_every_payment_reaches() -> None:
    """One fen over the deductible of 20000, 60% of the whole would be 12000: the cap pays."""
    assert witnessed("cap_below_deductible").claims[0].benefits["assistance"] == Decimal("10000.00")


def test_a_rate_that_pays_all() -> None:
    """98% + 5 points of 20000 is more than 20000: all of it is paid."""
    assert witnessed("rate_passes_whole").claims[0].benefits["assistance"] == Decimal("20000.00")


def test_a_base_that_was_paid_before() -> None:
    """60% of 20000 leaves 8000, and 70% of 20000 is 14000: what is left is all paid."""
    paid = witnessed("base_paid_before").claims[0].benefits
    assert (paid["basic"], paid["assistance"]) == (Decimal("12000.00"), Decimal("8000.00"))


def test_a_year_that_cannot_be_settled() -> None:
    """2023 has no rate."""
    with pytest.raises(polc.CaseError):
        witnessed("year_without_value")


def test_the_repair_settles_it() -> None:
    """The case that a page's example shows is one that the repaired policy settles."""
    settled = 0
    for page in filter(None, map(find_page, codes())):
        witnesses = [told.witness or {} for told in diagnose(page.example)] if page.example else []
        if not any("claims" in witness for witness in witnesses):
            continue
        (witness,) = witnesses
        assert polc.compile(page.repaired, name="example.pol").settle(dict(witness)), page.code
        settled += 1
    assert settled > 5
