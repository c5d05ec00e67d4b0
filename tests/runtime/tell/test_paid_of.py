"""What one claim is paid of one benefit, asked of a settlement alone."""

import pickle
from pathlib import Path

import polc
from polc.runtime.tell.result import Settlement

TOWN = """policy town "试点" edition 1
layers basic
benefit basic "基本" per claim { deductible per year 500 yuan  rate 60% }
"""

STAYS = Path(__file__).parents[2] / "semantics" / "s09_stay.pol"


def claim(name: str, date: str, in_policy: str) -> dict[str, str]:
    return {"id": name, "date": date, "in_policy": in_policy}


def settle(text: str, *claims: dict[str, str]) -> Settlement:
    case = {"year": 2022, "person": {"id": "p"}, "claims": list(claims)}
    return polc.compile(text).settle(case)


def test_each_claim() -> None:
    """(1500 − 500) × 60% = 600, then 1000 × 60% = 600, whatever order they are given in."""
    settled = settle(TOWN, claim("b", "2022-03-02", "1000"), claim("a", "2022-03-01", "1500"))
    assert [settled.paid_of(name, "basic") for name in ("a", "b")] == [60000, 60000]


def test_a_claim_that_is_not_there() -> None:
    """None, also of one that was taken back whole."""
    refund = {**claim("r", "2022-03-02", "1500"), "reverses": "a"}
    settled = settle(TOWN, claim("a", "2022-03-01", "1500"), refund)
    assert [settled.paid_of(name, "basic") for name in ("a", "r", "x")] == [None, None, None]


def test_what_it_makes_due_for_earlier_ones() -> None:
    """Of one stay a deductible of 1000: 900 and 500 come to 700, of which b is paid 500 and makes
    200 due; assistance of a was 360, and 80 of it fall. The same of a settlement that travelled."""
    bills = [
        {**claim(name, day, cost), "kind": "inpatient", "hospital_level": 2, "visit": "v"}
        for name, day, cost in (("a", "2022-01-01", "900"), ("b", "2022-01-02", "500"))
    ]
    person = {"id": "p", "identities": ["tekun"]}
    settled = polc.load(STAYS).settle({"year": 2022, "person": person, "claims": bills})
    travelled = pickle.loads(pickle.dumps(settled))  # noqa: S301  # our own
    for found in (settled, travelled):
        assert [found.paid_of(name, "basic") for name in ("a", "b")] == [0, 70000]
        assert [found.paid_of(name, "assistance") for name in ("a", "b")] == [36000, -8000]
