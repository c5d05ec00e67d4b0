"""Bills of several stays in any order come to what their costs come to together."""

from random import Random
from typing import Any

import pytest

import polc

POLICY = """policy between "交错" edition 1
layers of_stay > of_year
benefit of_stay "按次" per claim { deductible per stay 100 yuan  rate 0% }
benefit of_year "按年" per claim { TERMS }
"""

LINE = "deductible per year 1500 yuan"
ONE = f"{LINE}  rate 50%"
EACH = f"{LINE}, each  rate {{ in_city: 50%; in_province: 100%; elsewhere: 0% }} by place"
WHOLE = f"base in_policy  {LINE} counting the whole once reached  rate 50%"
AT_MOST = f"{LINE}  counted at most 2000 yuan per year  rate 50%"
RISING = f"{LINE}  bands {{ to 2500 yuan: 50%; above: 100% }}"
FALLING = f"{LINE}  bands {{ to 2500 yuan: 100%; above: 50% }}"
OF_COUNTED = "deductible per stay 500 yuan  bands per year { to 2000 yuan: 50%; above: 100% }"
BY_KIND = "deductible per year { inpatient: 1500 yuan; otherwise: 500 yuan } by kind  rate 50%"


def _bill(name: str, visit: str, day: int, fen: int, **fields: Any) -> dict[str, Any]:
    amount = f"{fen // 100}.{fen % 100:02}"
    date = f"2022-03-{day:02}"
    return {
        "id": name,
        "visit": visit,
        "date": date,
        "in_policy": amount,
        "total": amount,
        **fields,
    }


def _settle(terms: str, bills: list[dict[str, Any]]) -> polc.Settlement:
    return polc.compile(POLICY.replace("TERMS", terms), name="between.pol").settle(
        {"year": 2022, "person": {}, "claims": bills}
    )


def _total(terms: str, bills: list[dict[str, Any]]) -> int:
    """What the year pays, in fen."""
    paid = _settle(terms, bills).results()["totals"]["benefits"]["of_year"]
    return int(paid.replace(".", ""))


def _draw(chance: Random) -> list[tuple[str, int]]:
    """Up to nine bills of three stays, each with its amount: twice a number of fen."""
    return [
        (chance.choice("uvw"), 2 * chance.randrange(1, 60_000)) for _ in range(chance.randint(2, 9))
    ]


def test_a_claim_between_two_bills_leaves_the_deductible_borne_once() -> None:
    """Rule 9: (3000 − 1500) × 50% = 750; of 1000 that found 1500 borne 500; of the last 1000, with
    (4000 + 1000 − 1500) × 50% = 1750 in all, 1750 − 750 − 500 = 500."""
    bills = [
        _bill("a", "v", 1, 300_000),
        _bill("x", "w", 2, 100_000),
        _bill("b", "v", 3, 100_000),
    ]
    year = _settle(ONE, bills)
    assert [claim.paid_fen["of_year"] for claim in year.claims] == [75_000, 50_000, 50_000]
    assert year.adjustments == ()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_order_the_year_bears_one_deductible(seed: int) -> None:
    """Rule 9: 50% of all above 1500, of up to nine bills of three stays."""
    chance = Random(seed)
    for _ in range(6):
        drawn = _draw(chance)
        bills = [_bill(f"c{at}", visit, at, fen) for at, (visit, fen) in enumerate(drawn, start=1)]
        amount = sum(fen for _, fen in drawn)
        assert _total(ONE, bills) == max(0, amount - 150_000) // 2, bills


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_order_each_row_bears_one_deductible(seed: int) -> None:
    """Rule 9: 50% of all inpatient bills above 1500, and of all outpatient ones above 500."""
    chance = Random(seed)
    for _ in range(6):
        drawn = _draw(chance)
        bills = [
            _bill(f"c{at}", visit, at, fen, kind="outpatient" if visit == "w" else "inpatient")
            for at, (visit, fen) in enumerate(drawn, start=1)
        ]
        inpatient = sum(fen for visit, fen in drawn if visit != "w")
        outpatient = sum(fen for visit, fen in drawn if visit == "w")
        due = max(0, inpatient - 150_000) // 2 + max(0, outpatient - 50_000) // 2
        assert _total(BY_KIND, bills) == due, bills


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_order_no_more_counts_than_the_year_may_count(seed: int) -> None:
    """Rule 9: 50% of all above 1500, of which 2000 count, of up to nine bills of three stays."""
    chance = Random(seed)
    for _ in range(6):
        drawn = _draw(chance)
        bills = [_bill(f"c{at}", visit, at, fen) for at, (visit, fen) in enumerate(drawn, start=1)]
        amount = sum(fen for _, fen in drawn)
        assert _total(AT_MOST, bills) == min(max(0, amount - 150_000), 200_000) // 2, bills


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_order_the_whole_is_counted_once(seed: int) -> None:
    """Rule 9: 50% of all once it reaches 1500, of up to nine bills of three stays."""
    chance = Random(seed)
    for _ in range(6):
        drawn = _draw(chance)
        bills = [_bill(f"c{at}", visit, at, fen) for at, (visit, fen) in enumerate(drawn, start=1)]
        amount = sum(fen for _, fen in drawn)
        assert _total(WHOLE, bills) == (amount // 2 if amount >= 150_000 else 0), bills


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_order_each_place_bears_its_own_deductible(seed: int) -> None:
    """Rule 9: 50% of all bills in the city above 1500, all of those in the province above 1500."""
    chance = Random(seed)
    for _ in range(6):
        drawn = _draw(chance)
        bills = [
            _bill(f"c{at}", visit, at, fen, place="in_province" if visit == "w" else "in_city")
            for at, (visit, fen) in enumerate(drawn, start=1)
        ]
        in_city = sum(fen for visit, fen in drawn if visit != "w")
        in_province = sum(fen for visit, fen in drawn if visit == "w")
        due = max(0, in_city - 150_000) // 2 + max(0, in_province - 150_000)
        assert _total(EACH, bills) == due, bills


def _along(counted: int, width: int, first: int, then: int) -> int:
    """What bands pay of so much: a first one of that width, one above, at so many per cent."""
    within = min(counted, width)
    return (within * first + (counted - within) * then) // 100


@pytest.mark.parametrize("seed", range(6))
def test_bands_of_stays_that_none_interrupts_are_those_of_one_bill(seed: int) -> None:
    """Rule 9: of all above 1500 the first 1000 at 50% and the rest at 100%, of up to nine bills of
    three stays, those of one after those of the other."""
    chance = Random(seed)
    for _ in range(6):
        drawn = sorted(_draw(chance), key=lambda bill: bill[0])
        bills = [_bill(f"c{at}", visit, at, fen) for at, (visit, fen) in enumerate(drawn, start=1)]
        counted = max(0, sum(fen for _, fen in drawn) - 150_000)
        assert _total(RISING, bills) == _along(counted, 100_000, 50, 100), bills


@pytest.mark.parametrize("seed", range(6))
def test_a_claim_between_never_lifts_a_stay_into_a_further_band(seed: int) -> None:
    """Rule 9: each yuan above 1500 counts once, in the band in which it would lie on one bill or in
    one before: at rates that rise no more is due than on one bill, and 50% at least; at rates that
    fall no less, and 100% at most."""
    chance = Random(seed)
    for _ in range(6):
        drawn = _draw(chance)
        bills = [_bill(f"c{at}", visit, at, fen) for at, (visit, fen) in enumerate(drawn, start=1)]
        counted = max(0, sum(fen for _, fen in drawn) - 150_000)
        rising, falling = _total(RISING, bills), _total(FALLING, bills)
        assert counted // 2 <= rising <= _along(counted, 100_000, 50, 100), bills
        assert _along(counted, 100_000, 100, 50) <= falling <= counted, bills


@pytest.mark.parametrize("seed", range(6))
def test_bands_of_what_the_year_counts_find_a_stay_behind_the_others(seed: int) -> None:
    """Rule 9: each yuan above the 500 of its stay counts once, in the band in which it would lie on
    one bill of each stay or in a further one: at 50% and then 100% no less is due, and all at
    most."""
    chance = Random(seed)
    for _ in range(6):
        drawn = _draw(chance)
        bills = [_bill(f"c{at}", visit, at, fen) for at, (visit, fen) in enumerate(drawn, start=1)]
        stays = [sum(fen for of, fen in drawn if of == visit) for visit in "uvw"]
        counted = sum(max(0, stay - 50_000) for stay in stays)
        due = _total(OF_COUNTED, bills)
        assert _along(counted, 200_000, 50, 100) <= due <= counted, bills
