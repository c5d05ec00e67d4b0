"""Ordinary cases of each policy, for what is timed and measured of whole cases.

In: nothing. Out: `Ordinary`: a policy with its figures, an ordinary person and an ordinary claim;
from it cases of any number of claims.
"""

from datetime import date, timedelta
from typing import Any

from attrs import field, frozen

import polc
from tests.stdlib_texts import MAIN_ROAD

TERMS = {
    "basic_deductible": {"1": "200.00", "2": "500.00", "3": "1000.00"},
    "basic_rate": {"1": "90%", "2": "75%", "3": "60%"},
    "critical_illness_deductible": "12000.00",
    "critical_illness_bands": [
        {"up_to": "30000.00", "rate": "60%"},
        {"up_to": "100000.00", "rate": "65%"},
        {"up_to": None, "rate": "75%"},
    ],
    "critical_illness_cap": "300000.00",
}
CLAIM = {
    "kind": "inpatient",
    "place": "in_city",
    "hospital_level": 2,
    "referred": True,
    "designated": True,
    "total": "30000.00",
    "in_policy": "25000.00",
}
PAID = {"paid": {"basic": "15000.00", "critical_illness": "1000.00"}}


@frozen(kw_only=True)
class Ordinary:
    """`terms` are the parameters of the policy, `more` what its claims have beside `CLAIM`."""

    name: str
    policy: Any
    year: int
    person: dict[str, Any]
    more: dict[str, Any] = field(factory=dict)
    terms: dict[str, Any] = field(factory=dict)

    def configured(self) -> polc.Policy:
        """The policy, loaded anew."""
        return polc.load(self.policy).with_parameters(self.terms)

    def case(self, count: int) -> dict[str, Any]:
        """A person with so many claims, one every third day."""
        first = date(self.year, 1, 1)
        return {
            "person": {"id": "p", **self.person},
            "claims": [
                {
                    "id": f"c{at}",
                    "date": (first + timedelta(days=3 * at)).isoformat(),
                    **CLAIM,
                    **self.more,
                }
                for at in range(count)
            ],
        }


ORDINARY = (
    Ordinary(
        name="main road",
        policy=MAIN_ROAD,
        year=2022,
        person={"identities": ["dibao"]},
        terms=TERMS,
    ),
    Ordinary(
        name="suizhou",
        policy="suizhou",
        year=2023,
        person={"identities": ["dibao"], "insured_at": "in_city", "enrolled": "2020-01-01"},
        more=PAID,
    ),
    Ordinary(
        name="zhangye",
        policy="zhangye",
        year=2022,
        person={"identities": ["dibao_class_1"]},
        more=PAID,
        terms={"annual_limit": "30000.00"},
    ),
    Ordinary(
        name="chongqing",
        policy="chongqing",
        year=2022,
        person={"identities": ["at_risk"]},
        more={"paid": {**PAID["paid"], "assistance": "500.00"}},
        terms={"large_cost_threshold": "30000.00"},
    ),
    Ordinary(
        name="pengshui",
        policy="pengshui",
        year=2023,
        person={"identities": ["dibao"]},
        more=PAID,
        terms={"in_force_from": "2023-01-01"},
    ),
)
