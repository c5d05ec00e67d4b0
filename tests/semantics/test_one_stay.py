"""One stay in one bill or in several comes to the same."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

import polc

TERMS = (
    "deductible per stay 1000 yuan  rate 66.67%",
    "deductible per stay 4000 yuan counting the whole once exceeded  rate 33.33%",
    "deductible per stay 500 yuan  bands { to 3000 yuan: 33.33%; above: 66.67% }",
    "rate 55.55%  cap per stay 2500 yuan  counts toward year",
    "when in_policy of the stay over 5000 yuan  rate 77.77%",
    "base remaining of the stay  rate 12.34%",
    "when remaining of the stay under 9000 yuan  deductible per year 800 yuan  rate 45.67%",
    "rate 22.22%  cap per year 900 yuan  counts toward year",
    "deductible per year 2000 yuan counting the whole once reached  rate 11.11%",
    "bands { to 2000 yuan: 0%; to 8000 yuan: 50%; above: 66.67% }",
    "deductible per year 900 yuan  bands { to 3000 yuan: 40.01%; above: 71.23% }"
    "  counts toward year",
    "deductible per year 900 yuan borne  rate 33.33%  cap per year 4000 yuan",
    "deductible per year 1500 yuan  rate 61.11%  cumulated less paid  counts toward year",
    "first of { big when hospital_level is 3 { rate 41.41%  cap 700 yuan per year }"
    " otherwise { rate 51.51%  cap 900 yuan per stay  counts toward other } }",
    "first of { big when in_policy of the stay over 6000 yuan { rate 41.41%  counts toward year }"
    " otherwise { rate 31.31%  cap 1900 yuan per stay  counts toward other } }",
    "for dibao, tekun  class highest by amount  cap per year 4000 yuan"
    "  deductible per year { tekun: 3000 yuan; dibao: 1000 yuan }  rate { tekun: 90%; dibao: 70% }",
    "for dibao, tekun  class highest by amount  counts toward other"
    "  deductible per stay { tekun: 3000 yuan; dibao: 1000 yuan }  rate { tekun: 90%; dibao: 70% }",
    "deductible per year { 3: 1200 yuan; otherwise: 100 yuan } by hospital_level  rate 44.44%",
    "rate 25.25%  cap { 3: 1200 yuan; otherwise: 100 yuan } by hospital_level per year"
    "  limited by year",
    "deductible per stay 700 yuan  bands { to 3000 yuan: 33.33%; above: 66.67% }"
    "  cap per year 3500 yuan  limited by other",
    "base own_cost  deductible per stay 3000 yuan  rate 21.21%",
    "rate 30%  cap per stay 1200 yuan  round to 1 yuan",
    "deductible per referral chain 900 yuan borne  continued when hospital_level is 3  rate 55.55%",
    "deductible per referral chain 1200 yuan collected once  rate 44.44%",
    "deductible per referral chain { 3: 1500 yuan; otherwise: 400 yuan } by hospital_level"
    "  collected once  continued when hospital_level is 3  rate 63.33%",
)
"""Terms of a benefit whose stay must come to the same in one bill or in several."""

ON_BILL = (
    "base own_cost  when in_policy of the stay over 1000 yuan  rate 50%",
    "base own_cost  deductible per stay 1000 yuan  rate 50%",
    "base own_cost  deductible per stay 1000 yuan  rate 60%  cap per stay 2500 yuan",
    "base own_cost  rate 70%  cap per stay 9000 yuan  counts toward year",
)
"""Terms of a first layer on the whole bill that leaves little."""

IN_POLICY = (
    "when in_policy of the stay over 1000 yuan  rate 80%",
    "deductible per stay 300 yuan  rate 80%",
    "rate 90%  cap per stay 2500 yuan",
    "base remaining of the stay  rate 95%",
    "rate 100%",
)
"""Terms of layers behind it that take all of what is left."""

OF_STAY = ("per stay", "of the stay", "per referral chain")
FIRST = [terms for terms in TERMS if any(words in terms for words in OF_STAY)]
"""Those that make of every layer behind them one that is settled for the stay."""

PAID_BY = (
    "",
    "paid by county up to 300 yuan, rest by fund",
    "paid by county up to 10% of in_policy, city up to 200 yuan, rest by fund",
    "paid by fund only when hospital_level is 3  paid by county up to 900 yuan, rest by city",
    "paid by city up to 50 yuan, county up to 5% of total, city up to 70 yuan, rest by fund",
)
"""Who pays it."""

START = """policy stay "按次" edition 1
use identities
rank tekun > dibao
layers a > b > c
payer county "区县"
payer city "市"
payer fund "基金"
pool other "其他" 2000 yuan per person per year inside year
pool year "年度" 3000 yuan per person per year
"""
GRANT = """
benefit grant "补助" per person per year as of enrolled { pay 700 yuan  counts toward year }
"""


def _is_refused(terms: str) -> bool:
    """What the earlier bills of a year have left is not known where one pays out of policy."""
    return "per year 2000 yuan counting the whole" in terms and "base own_cost" in terms


def _choose_any(chance: Random) -> list[str]:
    """Three layers, the first with a term of the stay."""
    chosen = [chance.choice(FIRST), *chance.sample(TERMS, 2)]
    while _is_refused(" ".join(chosen)):
        chosen = [chance.choice(FIRST), *chance.sample(TERMS, 2)]
    return chosen


def _choose_on_bill(chance: Random) -> list[str]:
    """The first on the whole bill, the last in policy, the second either."""
    second = chance.choice((*ON_BILL, *IN_POLICY))
    return [chance.choice(ON_BILL), second, chance.choice(IN_POLICY)]


def _write_policy(chance: Random, chosen: list[str]) -> polc.Policy:
    """The layers; money of the year in every other."""
    benefits = "\n".join(
        f"benefit {name} per claim {{ {terms}  {chance.choice(PAID_BY)} }}"
        for name, terms in zip(("a", "b", "c"), chosen, strict=True)
    )
    grant = GRANT if chance.random() < 0.5 else ""
    return polc.compile(START + benefits + grant, name="stay.pol")


def _bills(visit: str, month: int, level: int, *amounts: tuple[int, int]) -> list[dict[str, Any]]:
    """The bills of one visit, a month apart: fen in policy, fen outside of it."""
    return [
        {
            "id": f"{visit}{at}",
            "date": f"2022-{month + at:02}-03",
            "visit": visit,
            "hospital_level": level,
            "in_policy": f"{fen // 100}.{fen % 100:02}",
            "total": f"{(fen + outside) // 100}.{(fen + outside) % 100:02}",
        }
        for at, (fen, outside) in enumerate(amounts)
    ]


def _sum_by_payer(year: polc.Settlement) -> Counter[tuple[str, str]]:
    """What each payer pays of each benefit in the year, in fen."""
    found: Counter[tuple[str, str]] = Counter()
    for claim in year.claims:
        for name, fen in claim.paid_fen.items():
            whole = {claim.payers[name]: fen} if name in claim.payers else {}
            for payer, part in claim.paid_by_fen.get(name, whole).items():
                found[name, payer] += part
    for adjustment in year.adjustments:
        for payer, part in adjustment.paid_by_fen:
            found[adjustment.benefit, payer] += part
    return +found


def _compare(
    seed: int,
    stays: int,
    choose: Callable[[Random], list[str]] = _choose_any,
    most_outside: int = 50_000,
) -> None:
    """Stays of a policy, each between two others, in several bills and in one."""
    chance = Random(seed)
    policy = _write_policy(chance, choose(chance))
    for _ in range(stays):
        cuts = [
            (chance.randrange(1, 700_000), chance.randrange(most_outside))
            for _ in range(chance.randint(2, 5))
        ]
        level = chance.choice((2, 3))
        several = _bills("v", 3, level, *cuts)
        one = _bills("v", 3, level, (sum(fen for fen, _ in cuts), sum(out for _, out in cuts)))
        before, after = (
            _bills(visit, month, chance.choice((2, 3)), (chance.randrange(1, 500_000), 0))
            for visit, month in (("u", 1), ("w", 12))
        )
        people = chance.choice((["dibao"], ["tekun"], ["dibao", "tekun"]))
        person = {"identities": people, "enrolled": chance.choice(("2022-01-01", "2022-02-01"))}
        settled = [
            policy.settle({"year": 2022, "person": person, "claims": [*before, *bills, *after]})
            for bills in (several, one)
        ]
        came = [(dict(year.totals), _sum_by_payer(year)) for year in settled]
        assert came[0] == came[1], (seed, cuts, person)


@pytest.mark.parametrize("seed", range(16))
def test_one_stay_in_one_bill_or_in_several_comes_to_the_same(seed: int) -> None:
    """Rule 9: totals, what is left and who pays it, of policies whose first layer has a term of
    the stay."""
    _compare(seed, 4)


@pytest.mark.parametrize("seed", range(16))
def test_one_stay_comes_to_the_same_behind_a_layer_on_the_whole_bill(seed: int) -> None:
    """Rule 9: the same where layers in policy have little left of bills that others paid whole."""
    _compare(seed, 4, _choose_on_bill, 500_000)


@pytest.mark.long
def test_very_many_stays_come_to_the_same() -> None:
    """Rule 9: the same of four hundred policies."""
    for seed in range(10_000, 10_400):
        _compare(seed, 4)
        _compare(seed, 4, _choose_on_bill, 500_000)
