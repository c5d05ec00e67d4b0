"""A bill that is taken back of a stay which goes on in the next month and quarter."""

from pathlib import Path
from typing import Any

import pytest

import polc

FILE = Path(__file__).parent / "s09_stay_into_month.pol"


def _bill(name: str, date: str, yuan: int, **fields: Any) -> dict[str, Any]:
    amount = f"{yuan}.00"
    bill = {"id": name, "date": date, "kind": "inpatient", "visit": "v", "in_policy": amount}
    return {**bill, **fields}


BILLS = [
    _bill("a", "2022-03-30", 800),
    _bill("b", "2022-04-02", 1600),
    _bill("c", "2022-04-20", 500),
]


@pytest.mark.parametrize(
    ("back", "of_month", "of_quarter"),
    [
        # (800 + 500 − 1000) × 50%; 1300 do not reach 2000
        ("b", 15_000, 0),
        # (1600 + 500 − 1000) × 50%; (1600 + 500 − 2000) × 10%
        ("a", 55_000, 1_000),
        # (800 + 1600 − 1000) × 50%; (800 + 1600 − 2000) × 10%
        ("c", 70_000, 4_000),
    ],
)
def test_a_bill_that_is_taken_back_is_none_of_the_stay(
    back: str, of_month: int, of_quarter: int
) -> None:
    """Rule 9: what is left of the stay lies in April, of whichever bill it was taken back."""
    taken = next(bill for bill in BILLS if bill["id"] == back)
    minus = {**taken, "id": "r", "date": "2022-04-25", "reverses": back}
    year = polc.load(FILE).settle({"year": 2022, "person": {}, "claims": [*BILLS, minus]})
    due = {
        name: sum(claim.paid_fen[name] for claim in year.claims) for name in year.totals["benefits"]
    }
    for adjustment in year.adjustments:
        due[adjustment.benefit] += adjustment.fen
    assert (due["monthly"], due["quarterly"]) == (of_month, of_quarter)
