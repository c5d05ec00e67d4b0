"""What a whole yearly deductible makes due for the claims before the one that reaches it."""

import polc

POLICY = polc.compile(
    """policy whole "计全额" edition 1
use identities
source law "办法" not supplied
layers whole > rest
pool year "年度限额" 5000 yuan per person per year
tally left_over = sum of remaining
benefit whole "全额" per claim {
  deductible per year 4000 yuan counting the whole once reached  cite law "第二条"
  rate 60%
  counts toward year
}
benefit rest "其余" per claim { rate 10%  limited by year }
alert burden "负担" { when left_over over 3000 yuan }
""",
    name="whole.pol",
)


def claims(*amounts: str) -> polc.Settlement:
    listed = [
        {"date": f"2022-0{month}-01", "in_policy": amount, "total": amount}
        for month, amount in enumerate(amounts, start=1)
    ]
    return POLICY.settle({"person": {"identities": []}, "claims": listed})


def test_the_rest_is_due_for_earlier_claims() -> None:
    """Rule 10: 3900 and 100 reach 4000, of which 60% are 2400; the claim has 100, the other
    2300 are for the claim before."""
    settled = claims("3900.00", "100.00")
    assert str(settled.claims[1].benefits["whole"]) == "100.00"
    assert settled.to_dict()["adjustments"] == [
        {
            "claim": "c2",
            "for": ["c1"],
            "benefit": "whole",
            "amount": "2300.00",
            "clause": None,
            "clauses": [],
            "payer": None,
        }
    ]


def test_it_is_in_the_totals() -> None:
    """Rule 10: 100 + 2300 of `whole`, 3900 × 10% = 390 of `rest`; 3510 − 2300 are left."""
    settled = claims("3900.00", "100.00")
    assert settled.to_dict()["totals"] == {
        "benefits": {"whole": "2400.00", "rest": "390.00"},
        "remaining": "1210.00",
    }


def test_it_is_charged_to_the_pool() -> None:
    """Rule 10: after 2400 are paid the pool of 5000 has 2600, which hold the third claim:
    10000 × 60% = 6000."""
    assert str(claims("3900.00", "100.00", "10000.00").claims[2].benefits["whole"]) == "2600.00"


def test_the_pool_holds_it() -> None:
    """Rule 10: 7900 and 100 of a whole of 10000 × 60% are 4800, of which the pool has 5000 − 0;
    9900 + 100 are 6000, of which the claim has 100, and 4900 of the pool are left for c1."""
    assert claims("3900.00", "2500.00").to_dict()["adjustments"][0]["amount"] == "1340.00"


def test_earlier_claims_take_no_more_than_they_have_left() -> None:
    """Rule 10: `rest` paid 390 of the 3900; of 3900 + 100 the whole at 60% is within 3510."""
    made = claims("3900.00", "100.00").adjustments[0]
    assert made.parts == (("c1", 230000),)


def test_it_lowers_what_is_left_of_the_year() -> None:
    """Rule 10: 3510 are left of the first, over 3000; the second leaves 0 and takes 2300."""
    alerts = claims("3900.00", "100.00").alerts
    assert [dict(alert) for alert in alerts] == [{"id": "burden", "on": "2022-01-01"}]


def test_where_the_claim_has_enough_nothing_is_for_earlier_ones() -> None:
    """Rule 10: 1000 and 3000 reach 4000; 2400 are within the claim's 3000."""
    settled = claims("1000.00", "3000.00")
    assert str(settled.claims[1].benefits["whole"]) == "2400.00"
    assert settled.adjustments == ()
