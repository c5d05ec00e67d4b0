"""Of which of the earlier bills what a claim makes due is: of each within what it has left."""

from random import Random
from typing import Any

import pytest

import polc

START = 'policy parts "各笔" edition 1\nlayers a > b > c\n'
LARGE = "when in_policy of the stay over 5000 yuan  rate 80%"
OF_YEAR = "deductible per year 4000 yuan counting the whole once reached  rate 60%"
ON_BILL = (
    "base own_cost  deductible per stay 1000 yuan  rate 60%  cap per stay 2500 yuan",
    "base own_cost  when in_policy of the stay over 1000 yuan  rate 50%",
    "base own_cost  rate 70%  cap per stay 9000 yuan",
)
IN_POLICY = (
    LARGE,
    "rate 100%",
    "rate 90%  cap per stay 2500 yuan",
    "base remaining of the stay  rate 95%",
)
WHOLE_OF_YEAR = (
    OF_YEAR,
    "base remaining  deductible per year 2000 yuan counting the whole once exceeded  rate 61.11%",
)
BESIDE = (
    "deductible per claim 10 yuan  rate 80%",
    "deductible per stay 1000 yuan  rate 66.67%",
    *IN_POLICY,
)


def _compile(*terms: str) -> polc.Policy:
    benefits = "\n".join(
        f'benefit {name} "{name}" per claim {{ {own} }}'
        for name, own in zip("abc", terms, strict=False)
    )
    start = START.replace("a > b > c", " > ".join("abc"[: len(terms)]))
    return polc.compile(start + benefits, name="parts.pol")


def _bill(place: int, visit: str, in_policy: int, outside: int = 0) -> dict[str, Any]:
    """The amounts in fen."""
    total = in_policy + outside
    return {
        "id": f"c{place}",
        "date": f"2022-03-{place + 1:02}",
        "visit": visit,
        "in_policy": f"{in_policy // 100}.{in_policy % 100:02}",
        "total": f"{total // 100}.{total % 100:02}",
    }


def _settle(policy: polc.Policy, bills: list[dict[str, Any]]) -> polc.Settlement:
    return policy.settle({"year": 2022, "person": {}, "claims": bills})


def _parts(year: polc.Settlement, claim: str) -> dict[str, dict[str, int]]:
    return {due.benefit: dict(due.parts) for due in year.adjustments if due.claim == claim}


def test_what_a_stay_gives_back_is_of_its_own_bills() -> None:
    """Rule 10: (4500 + 1000) × 80% − 1000 = 3400 of `a` are for c0, which gives back its 4500 ×
    60% = 2700 of `b`; c1, of another visit, keeps its 600."""
    bills = [_bill(0, "w", 450_000), _bill(1, "v", 100_000), _bill(2, "w", 100_000)]
    year = _settle(_compile(LARGE, OF_YEAR), bills)
    assert _parts(year, "c2") == {"a": {"c0": 340_000}, "b": {"c0": -270_000}}


def test_what_a_stay_has_no_room_for_is_for_others_while_its_bills_give_back() -> None:
    """Rule 10: of the 4924.70 of c0 and c1 `c` keeps (4523.44 − 2764.27 − 10) × 80% + (401.26 −
    245.21 − 10) × 80% = 1516.18, and `a` pays 9832.09 × 80% − 4907.39 = 2958.28; so `b` keeps
    4924.70 − 1516.18 − 2958.28 = 450.24 of its 4924.70 × 61.11% = 3009.48 and gives back 2559.24.
    Of the rest of its (4924.70 − 2958.28) × 61.11% c2 gets the 2378.04 − 1453.22 − 731.86 = 192.96
    that it has left."""
    terms = (LARGE, OF_YEAR.replace("60%", "61.11%").replace("4000", "2000"), BESIDE[0])
    amounts = (("v", 452_344), ("v", 40_126), ("w", 237_804), ("v", 490_739))
    bills = [_bill(place, visit, fen) for place, (visit, fen) in enumerate(amounts)]
    parts = _parts(_settle(_compile(*terms), bills), "c3")["b"]
    assert parts.pop("c2") == 19_296
    assert sum(parts.values()) == -255_924
    assert set(parts) == {"c0", "c1"}


def _check_every_part(policy: polc.Policy, bills: list[dict[str, Any]], on_bill: str) -> None:
    """After each claim no bill is paid more than it costs, nor in policy more than that."""
    year, fen = _settle(policy, bills), lambda text: int(text.replace(".", ""))
    due: dict[str, list[polc.Adjustment]] = {}
    for adjustment in year.adjustments:
        due.setdefault(adjustment.claim, []).append(adjustment)
        assert sum(part for _, part in adjustment.parts) == adjustment.fen, bills
    cost, left = dict[str, int](), dict[str, int]()
    for bill, claim in zip(bills, year.claims, strict=True):
        paid = claim.paid_fen
        cost[claim.id] = fen(bill["total"]) - sum(paid.values())
        left[claim.id] = fen(bill["in_policy"])
        left[claim.id] -= sum(part for name, part in paid.items() if name not in on_bill)
        for adjustment in due.get(claim.id, ()):
            for name, part in adjustment.parts:
                cost[name] -= part
                left[name] -= part if adjustment.in_policy else 0
        assert min(*cost.values(), *left.values(), 0) == 0, (claim.id, bills)


def _draw(chance: Random, outside: int) -> list[dict[str, Any]]:
    return [
        _bill(place, chance.choice("vw"), chance.randrange(1, 700_000), chance.randrange(outside))
        for place in range(chance.randint(3, 9))
    ]


@pytest.mark.parametrize("seed", range(40))
def test_no_bill_is_paid_more_than_it_cost(seed: int) -> None:
    """Rule 9: of layers on the whole bill before one in policy, of two stays in any order."""
    chance = Random(seed)
    policy = _compile(*(chance.choice(ON_BILL) for _ in "ab"), chance.choice(IN_POLICY))
    for _ in range(3):
        _check_every_part(policy, _draw(chance, 500_000), "ab")


@pytest.mark.parametrize("seed", range(40))
def test_no_bill_is_paid_more_than_it_has_with_what_the_year_makes_due(seed: int) -> None:
    """Rule 10: of a layer that counts the whole of the year, before and behind others."""
    chance = Random(seed)
    terms = [chance.choice(WHOLE_OF_YEAR), chance.choice((*WHOLE_OF_YEAR, *BESIDE)), BESIDE[1]]
    chance.shuffle(terms)
    policy = _compile(*terms)
    for _ in range(3):
        _check_every_part(policy, _draw(chance, 1), "")
