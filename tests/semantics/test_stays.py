"""A stay is one thing, however many bills it has."""

from random import Random

import pytest

import polc
from tests.explanation_checker.check import find_faults
from tests.typed_reference.compare import compare

PEOPLE = {"identities": []}
START = 'policy stay "按次" edition 1\nuse identities\nsource law "办法" not supplied\n'
LARGE = polc.compile(
    START
    + """layers assistance > tilted > rest
pool year "年度限额" 20000 yuan per person per year
tally left_over = sum of remaining
benefit assistance "救助" per claim {
  when in_policy of the stay over 3万元
  rate 80%  ST-1
}
benefit tilted "倾斜" per claim {
  deductible per stay 4000 yuan counting the whole once reached  ST-2
  rate 60%
  counts toward year
}
benefit rest "其余" per claim { rate 10%  limited by year }
alert burden "负担" { when left_over over 20000 yuan }
no rule { ST-9 law "一" narrative "说明" }
""",
    name="large.pol",
)
BY_BILL = polc.compile(
    START
    + """layers first > second
benefit first "先" per claim {
  deductible per stay 4000 yuan counting the whole once reached
  rate 60%
}
benefit second "后" per claim { deductible per claim 100 yuan  rate 50% }
""",
    name="by_bill.pol",
)


def stay(*amounts: str, visit: str = "v", month: int = 1) -> list[dict[str, object]]:
    """The bills of one visit, a month apart."""
    return [
        {
            "id": f"{visit}{month + at}",
            "date": f"2022-{month + at:02}-01",
            "in_policy": amount,
            "total": amount,
            "visit": visit,
        }
        for at, amount in enumerate(amounts)
    ]


def settle(policy: polc.Policy, claims: list[dict[str, object]]) -> polc.Settlement:
    """Settled, explained so that it adds up, and as the reference has it."""
    case = {"person": PEOPLE, "claims": claims}
    settled = policy.settle(case)
    assert find_faults(settled.to_dict(explain=True)) == []
    assert compare(policy, case) == "settled"
    return settled


def totals(settled: polc.Settlement) -> dict[str, str]:
    return {name: str(amount) for name, amount in settled.totals["benefits"].items()}


def adjusted(settled: polc.Settlement) -> list[tuple[str, str, str]]:
    """Claim, benefit and amount of each adjustment."""
    return [(made.claim, made.benefit, str(made.amount)) for made in settled.adjustments]


def test_what_a_later_bill_makes_due_is_an_adjustment() -> None:
    """Rule 9: 3900 and 100 of one stay reach 4000: 60% are 2400, 100 of the second bill, 2300
    for the first."""
    settled = settle(LARGE, stay("3900.00", "100.00"))
    assert ("v2", "tilted", "2300.00") in adjusted(settled)
    assert str(settled.claims[1].benefits["tilted"]) == "100.00"


def test_a_condition_asks_for_the_stay_so_far() -> None:
    """Rule 9: 20000 + 16000 are over 30000: 36000 × 80% = 28800, of which the second bill has
    16000; 7200 are left for the tilt, 4320, and the first bill was paid 12000 of it."""
    settled = settle(LARGE, stay("20000.00", "16000.00"))
    assert totals(settled)["assistance"] == "28800.00"
    assert totals(settled)["tilted"] == "4320.00"
    assert adjusted(settled)[:2] == [
        ("v2", "assistance", "12800.00"),
        ("v2", "tilted", "-7680.00"),
    ]


def test_a_layer_behind_is_settled_for_the_stay_too() -> None:
    """Rule 9: 7200 − 4320 = 2880 are left, 10% of them are 288; the first bill was paid
    (20000 − 12000) × 10% = 800."""
    settled = settle(LARGE, stay("20000.00", "16000.00"))
    assert totals(settled)["rest"] == "288.00"
    assert adjusted(settled)[2] == ("v2", "rest", "-512.00")


def test_pools_hold_what_the_stay_comes_to() -> None:
    """Rule 9: after 4320 for the stay the pool of 20000 has 15680 for another: 30000 × 60% =
    18000."""
    claims = [*stay("20000.00", "16000.00"), *stay("30000.00", visit="w", month=5)]
    assert str(settle(LARGE, claims).claims[2].benefits["tilted"]) == "15680.00"


def test_another_stay_between_the_bills_keeps_its_own() -> None:
    """Rule 9: the stay between has 2000, below 4000; that of 3900 and 100 is due 2400."""
    first, second = stay("3900.00", "100.00")
    second["date"] = "2022-03-01"
    between = stay("2000.00", visit="w", month=2)
    settled = settle(LARGE, [first, *between, second])
    assert [made.belongs_to for made in settled.adjustments if made.benefit == "tilted"] == [
        ("v1",)
    ]
    assert totals(settled)["tilted"] == "2400.00"


def test_the_year_has_left_what_stays_have_left() -> None:
    """Rule 9: 30000 of one bill leave 12000 and 10% of them, 10800; a second of 100 makes
    80% of 30100 due: 24080, then 6020 × 60% = 3612, 240.80, and 2167.20 are left in all: the
    20000 are not passed."""
    assert settle(LARGE, stay("30000.00", "100.00")).alerts == ()
    assert str(settle(LARGE, stay("30000.00", "100.00")).totals["remaining"]) == "2167.20"


def test_a_layer_that_goes_by_the_bill_keeps_what_it_was_paid() -> None:
    """Rule 9: of 3900 the second layer paid (3900 − 100) × 50% = 1900, and 2000 are left: of the
    2400 that are due the second bill has 100 and the first no more than 2000."""
    settled = settle(BY_BILL, stay("3900.00", "100.00"))
    assert adjusted(settled) == [("v2", "first", "2000.00")]
    assert totals(settled) == {"first": "2100.00", "second": "1900.00"}


def behind(lines: str) -> polc.Policy:
    """A layer of these lines behind one that is settled for the stay."""
    return polc.compile(
        START
        + f"""layers first > second
benefit first "先" per claim {{
  deductible per stay 4000 yuan counting the whole once reached
  rate 60%
}}
benefit second "后" per claim {{ {lines} }}
""",
        name="behind.pol",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "rate 50%  at most 5000 yuan",
        "rate 50%  at least 1 yuan",
        "rate 50%  cap per claim 5000 yuan",
        "pay 50% of remaining",
    ],
)
def test_what_has_a_term_of_each_payment_goes_by_the_bill(lines: str) -> None:
    """Rule 9: of 3900 the second layer paid 50%, 1950, and keeps it: 1950 are left for the 2400
    that are due, and the second bill has 100 of them."""
    settled = settle(behind(lines), stay("3900.00", "100.00"))
    assert adjusted(settled) == [("v2", "first", "1950.00")]
    assert totals(settled) == {"first": "2050.00", "second": "1950.00"}


def test_a_cap_of_none_is_no_term_of_each_payment() -> None:
    """Rule 9: the second layer is settled for the stay, (4000 − 2400) × 50% = 800."""
    settled = settle(behind("rate 50%  cap none"), stay("3900.00", "100.00"))
    assert totals(settled) == {"first": "2400.00", "second": "800.00"}


def test_the_ledger_tells_what_changed() -> None:
    """Rule 9: the second bill changes what the first was paid, from nothing to 2300 of the tilt,
    and from 390 to (4000 − 2400) × 10% = 160 of the rest."""
    year = LARGE.open_year(PEOPLE, year=2022)
    for bill in stay("3900.00", "100.00"):
        paid, year = year.add(bill)
    assert [(change.claim, change.benefit, str(change.after)) for change in paid.changes] == [
        ("v1", "tilted", "2300.00"),
        ("v1", "rest", "160.00"),
    ]


def test_a_bill_taken_back_takes_its_adjustment_back() -> None:
    """Rule 9: without the second bill the first is paid nothing of the tilt."""
    year = LARGE.open_year(PEOPLE, year=2022)
    for bill in stay("3900.00", "100.00"):
        _, year = year.add(bill)
    changes, year = year.reverse("v2")
    assert ("v1", "tilted", "0.00") in [
        (change.claim, change.benefit, str(change.after)) for change in changes
    ]
    assert year.close().adjustments == ()


SHARED = polc.compile(
    START
    + """layers first > second
pool year "年度限额" 1000 yuan per person per year
benefit first "先" per claim {
  deductible per stay 1000 yuan counting the whole once reached
  rate 50%
  counts toward year
}
benefit second "后" per claim { when referred  rate 50%  counts toward year }
""",
    name="shared.pol",
)


def referred(claims: list[dict[str, object]], *which: bool) -> list[dict[str, object]]:
    """The bills, each referred or not."""
    return [{**claim, "referred": yes} for claim, yes in zip(claims, which, strict=True)]


def test_a_layer_behind_gives_back_what_a_pool_has_not() -> None:
    """Rule 9: 2100 × 50% = 1050 are the whole pool of 1000; the second layer, which the second bill
    is none of, keeps nothing of the 900 × 50% = 450 of the first."""
    settled = settle(SHARED, referred(stay("900.00", "1200.00"), True, False))
    assert totals(settled) == {"first": "1000.00", "second": "0.00"}
    assert adjusted(settled) == [("v2", "second", "-450.00")]


def test_what_is_given_back_is_there_for_another_stay() -> None:
    """Rule 9: 1200 × 50% = 600 of the first layer leave 400 of the pool: of 300 × 50% = 150 for the
    first bill nothing is given back, and another stay has the 250 left of 900 × 50% = 450."""
    claims = [*stay("300.00", "900.00"), *stay("900.00", visit="w", month=5)]
    settled = settle(SHARED, referred(claims, True, False, True))
    assert totals(settled) == {"first": "600.00", "second": "400.00"}


@pytest.mark.parametrize("seed", range(12))
def test_no_pool_is_charged_more_than_it_has(seed: int) -> None:
    """Rule 9: whatever bills of two stays come in which order, referred or not."""
    chance = Random(seed)
    claims: list[dict[str, object]] = []
    for at in range(5):
        made = stay(f"{chance.randrange(100, 1300)}.00", visit=chance.choice("vw"), month=at + 1)
        claims += referred(made, chance.random() < 0.5)
    paid = settle(SHARED, claims).totals["benefits"]
    assert sum(paid.values()) <= 1000
