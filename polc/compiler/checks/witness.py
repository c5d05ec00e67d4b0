"""Cases that show what a check has found.

In: a policy's name and what matters. Out: a case of the contract, as JSON, that can be
settled; what does not matter is filled in with what most policies ask for.
"""

from collections.abc import Sequence
from typing import Any

from polc.runtime.amounts import format_money


def make_witness(policy: str, day: str, people: Sequence[str], in_policy: int) -> dict[str, Any]:
    """A person with one stay in hospital on that day; `in_policy` in fen."""
    amount = format_money(in_policy)
    stay = {
        "id": "c1",
        "date": day,
        "kind": "inpatient",
        "place": "in_county",
        "hospital_level": 2,
        "referred": True,
        "total": amount,
        "in_policy": amount,
    }
    return {
        "policy": policy,
        "year": int(day[:4]),
        "person": {"id": "p1", "identities": list(people)},
        "claims": [stay],
    }
