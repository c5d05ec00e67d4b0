"""No bill is paid more than it costs, whatever a later bill of its visit makes due for it."""

from random import Random
from typing import Any, Final

import pytest

import polc
from tests.typed_reference.compare import compare

TERMS: Final = (
    "deductible per stay 100 yuan  rate 66.67%",
    "deductible per stay 400 yuan counting the whole once exceeded  rate 80%",
    "deductible per claim 50 yuan  rate 50%",
    "rate 100%",
    "rate 60%",
    "base own_cost  rate 30%",
    "base own_cost  deductible per claim 100 yuan  rate 80%",
    "base own_cost  deductible per stay 300 yuan  rate 70%",
    "base own_cost  rate 100%  at most 200 yuan",
    "base in_policy of the stay  rate 40%",
    "base remaining of the stay  rate 50%",
    "when in_policy of the stay over 800 yuan  rate 77%",
    "when remaining of the stay under 900 yuan  rate 90%",
    "rate 90%  cap per stay 500 yuan",
    "deductible per claim 20 yuan  rate { 3: 90%; otherwise: 10% } by hospital_level",
    "deductible per stay 20 yuan  rate { 3: 90%; otherwise: 10% } by hospital_level",
    "when referred  deductible per claim 20 yuan  rate 80%",
    "when referred  deductible per stay 20 yuan  rate 80%",
    "when hospital_level is 3  rate 70%",
    "rate 80%  counts toward year",
    "deductible per claim 10 yuan  rate 80%  counts toward year",
    "base total - in_policy out of policy  rate 80%",
    "base total - in_policy out of policy  deductible per claim 50 yuan  rate 80%",
    "base own_drugs out of policy  deductible per stay 50 yuan  rate 80%",
    "deductible per year 600 yuan  rate 80%",
    "bands { to 200 yuan: 40%; above: 100% }",
    "pay 100 yuan",
    "deductible per referral chain 200 yuan borne  continued when referred  rate 80%",
    "deductible per referral chain 300 yuan collected once  rate 70%",
)
"""Terms of a layer: of the stay, of each claim, of neither; in policy and on the whole bill."""

OF_YEAR: Final = (
    "deductible per year 700 yuan counting the whole once reached  rate 80%",
    "deductible per year 900 yuan counting the whole once exceeded  rate 60%",
)
"""Terms that make something due for earlier claims of the year, of this visit or of others; beside
them nothing is paid on the whole bill."""

IN_POLICY: Final = tuple(
    terms for terms in TERMS if "own_cost" not in terms and "out of policy" not in terms
)

START: Final = """policy within "账单之内" edition 1
use identities
field claim own_drugs "自费药" : money
"""


def _write_policy(chance: Random) -> polc.Policy:
    """Two to five layers, and a pool of the year; in some one of the claims of the year."""
    names = "abcde"[: chance.randint(2, 5)]
    of_year = chance.choice(names) if chance.random() < 1 / 3 else ""
    known = IN_POLICY if of_year else TERMS
    terms = {name: chance.choice(OF_YEAR if name == of_year else known) for name in names}
    lines = [
        f"layers {' > '.join(names)}",
        f'pool year "年度" {chance.choice((300, 900, 3000))} yuan per person per year',
        *(f"benefit {name} per claim {{ {own} }}" for name, own in terms.items()),
    ]
    return polc.compile(START + "\n".join(lines) + "\n", name="within.pol")


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _draw_bills(chance: Random) -> list[dict[str, Any]]:
    """Two to four bills, mostly of one visit; some have nothing in policy, some nothing else."""
    found = []
    for at in range(chance.randint(2, 4)):
        in_policy = chance.choice((0, chance.randrange(100_000), chance.randrange(20_000)))
        outside = chance.choice((0, 0, chance.randrange(60_000)))
        found.append(
            {
                "id": f"c{at}",
                "date": f"2022-0{3 + at}-03",
                "visit": "v" if chance.random() < 0.85 else "w",
                "hospital_level": chance.choice((2, 3)),
                "referred": chance.random() < 0.5,
                "in_policy": _yuan(in_policy),
                "total": _yuan(in_policy + outside),
                "own_drugs": _yuan(chance.randint(0, outside)),
            }
        )
    return found


def _fen(amount: str) -> int:
    return int(amount.replace(".", ""))


def _check(seed: int, cases: int) -> None:
    chance = Random(seed)
    policy = _write_policy(chance)
    for _ in range(cases):
        bills = _draw_bills(chance)
        case = {"year": 2022, "person": {"identities": []}, "claims": bills}
        came = policy.settle(case).results()
        cost = sum(_fen(bill["total"]) for bill in bills)
        paid = sum(map(_fen, came["totals"]["benefits"].values()))
        assert paid <= cost, (seed, bills)
        assert _fen(came["totals"]["remaining"]) >= 0, (seed, bills)
        for claim in came["claims"]:
            assert _fen(claim["patient_pays"]) >= 0, (seed, bills)
            assert _fen(claim["remaining"]) >= 0, (seed, bills)
        assert compare(policy, case) == "settled", (seed, bills)


@pytest.mark.parametrize("seed", range(24))
def test_all_that_is_paid_of_the_bills_is_no_more_than_they_cost(seed: int) -> None:
    """Rule 9: payments and adjustments of any layers, and what is left of each bill; the reference
    comes to the same."""
    _check(seed, 4)


@pytest.mark.long
def test_very_many_policies_pay_no_more_than_the_bills_cost() -> None:
    """Rule 9: the same of a thousand policies."""
    for seed in range(20_000, 21_000):
        _check(seed, 4)
