"""What a whole yearly deductible owes beyond the claim that reaches it."""

import polc

POLICY = polc.compile(
    """policy whole "计全额" edition 1
use identities
layers whole > rest
pool year "年度限额" 5000 yuan per person per year
benefit whole "全额" per claim {
  deductible per year 4000 yuan counting the whole once reached
  rate 60%
  counts toward year
}
benefit rest "其余" per claim { rate 10%  limited by year }
""",
    name="whole.pol",
)


def claims(*amounts: str) -> polc.Settlement:
    listed = [
        {"date": f"2022-0{month}-01", "in_policy": amount, "total": amount}
        for month, amount in enumerate(amounts, start=1)
    ]
    return POLICY.settle({"person": {"identities": []}, "claims": listed})


def test_the_rest_is_reported_for_earlier_claims() -> None:
    """Rule 10: 3900 and 100 reach 4000, of which 60% are 2400; the claim has 100, the other
    2300 are reported for earlier claims."""
    second = claims("3900.00", "100.00").claims[1]
    assert str(second.benefits["whole"]) == "100.00"
    assert {name: str(amount) for name, amount in second.for_earlier_claims.items()} == {
        "whole": "2300.00"
    }


def test_it_is_in_no_total() -> None:
    """Rule 10: of the 2300 nothing is in the claim's payments or the year's, which are 100 of
    `whole` and 3900 × 10% = 390 of `rest`."""
    settled = claims("3900.00", "100.00")
    assert {name: str(amount) for name, amount in settled.totals["benefits"].items()} == {
        "whole": "100.00",
        "rest": "390.00",
    }


def test_it_is_charged_to_no_pool() -> None:
    """Rule 10: after 100 are paid and 2300 reported, the pool of 5000 still has 4900, which
    holds the third claim: 10000 × 60% = 6000."""
    assert str(claims("3900.00", "100.00", "10000.00").claims[2].benefits["whole"]) == "4900.00"


def test_where_the_claim_has_enough_nothing_is_reported() -> None:
    """Rule 10: 1000 and 3000 reach 4000; 2400 are within the claim's 3000."""
    second = claims("1000.00", "3000.00").claims[1]
    assert str(second.benefits["whole"]) == "2400.00"
    assert second.for_earlier_claims == {}
