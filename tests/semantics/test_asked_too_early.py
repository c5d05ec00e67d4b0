"""What is asked where it cannot be known: figures of layers that pay later, of claims in
what is of the person's year."""

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

HEAD = """policy town "某镇" edition 1
use identities
layers basic > more
"""
BENEFITS = """
benefit basic per claim { rate 50% }
benefit more per claim { rate 50% }
"""


def said(text: str) -> set[str]:
    """The codes of what is wrong with a policy."""
    return {
        diagnostic.code
        for diagnostic in compile_text(SourceText("t.pol", HEAD + text), read_used).diagnostics
    }


def test_a_share_of_a_later_layer() -> None:
    """A figure of a later layer is refused inside a product, as it is alone."""
    later = "benefit basic per claim { rate 50%  at most 50% of more.paid }"
    assert said(later + "benefit more per claim { rate 50% }") == {"not_an_earlier_layer"}


def test_a_right_of_the_year_has_nothing_due() -> None:
    """What is due at admission belongs to a right of a claim."""
    due = "entitlement free per person per year { due at admission basic.deductible }"
    assert said(BENEFITS + due) == {"line_outside_benefit"}


def test_a_right_of_the_year_asks_no_layer() -> None:
    """A right of the year has no claim of which a layer could have paid."""
    right = "entitlement free per person per year { when basic.paid over 1 yuan }"
    assert said(BENEFITS + right) == {"not_an_earlier_layer"}


def test_a_year_benefit_asks_no_layer() -> None:
    """A benefit of the year has no claim of which a layer could have paid."""
    year = "benefit grant per person per year { pay basic.paid }"
    assert said(BENEFITS + year) == {"not_an_earlier_layer"}


def test_a_pool_sized_by_the_layer_it_limits() -> None:
    """A pool that is as large as what a layer paid cannot limit that layer."""
    text = """pool small basic.paid per year
    benefit basic per claim { rate 50%  counts toward small }
    benefit more per claim { rate 50% }"""
    assert said(text) == {"pool_too_early"}


def test_a_pool_sized_by_a_tally_of_a_later_layer() -> None:
    """Neither can one that is sized by a tally of what a later layer paid, also where it
    stands inside the pool that limits."""
    text = """tally so_far = sum of more.paid
    pool outer so_far per year
    pool inner 100 yuan per year inside outer
    benefit basic per claim { rate 50%  limited by inner }
    benefit more per claim { rate 50% }"""
    assert said(text) == {"pool_too_early"}


def test_a_year_benefit_limited_by_a_pool_sized_by_claims() -> None:
    """A benefit of the year knows no tally of claims, nor a pool of that size."""
    text = """tally so_far = sum of in_policy
    pool large so_far per year
    benefit grant per person per year { pay 10 yuan  counts toward large }"""
    assert said(BENEFITS + text) == {"pool_too_early"}


def test_the_year_has_no_day_of_a_claim() -> None:
    """A right of the year that asks the day of a claim is undetermined."""
    right = "entitlement free per person per year { when date under 2022-06-01 }"
    case = {"year": 2022, "person": {"identities": []}, "claims": []}
    found = polc.compile(HEAD + BENEFITS + right, name="t.pol").settle(case)
    assert found.entitlements == {"free": None}


def test_the_year_has_no_cost_of_a_claim() -> None:
    """A benefit of the year that asks what a claim cost is undetermined."""
    year = "benefit grant per person per year { pay higher of (remaining, 5 yuan) }"
    case = {"year": 2022, "person": {"identities": []}, "claims": []}
    found = polc.compile(HEAD + BENEFITS + year, name="t.pol").settle(case)
    assert found.person_year == {"grant": None}
