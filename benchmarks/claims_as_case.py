"""The claims of the claim benchmark as cases of the contract.

In: claims as `make_people` has them. Out: the case for the policy of four layers, and the one for
Suizhou with all that it asks.
"""

from polc.runtime.amounts import format_money
from polc.runtime.vocabulary import KINDS, PLACES


def as_case(claims):
    """The case of a person with these claims, a month apart."""
    return {
        "year": 2022,
        "person": {"id": "p", "identities": ["dibao"]},
        "claims": [
            {
                "id": f"c{at}",
                "date": f"2022-{at % 12 + 1:02}-01",
                "kind": KINDS[claim[1]],
                "place": PLACES[claim[2]],
                "hospital_level": claim[3],
                "referred": bool(claim[4]),
                "designated": bool(claim[5]),
                "total": format_money(claim[6]),
                "in_policy": format_money(claim[6]),
            }
            for at, claim in enumerate(claims)
        ],
    }


def as_suizhou(claims):
    """The same claims of a year in which Suizhou's policy is in force."""
    case = as_case(claims)
    for claim in case["claims"]:
        claim["date"] = claim["date"].replace("2022", "2023")
        claim["paid"] = {"basic": "0.00", "critical_illness": "0.00"}
    person = {**case["person"], "insured_at": "in_county", "enrolled": "2020-01-01"}
    return {**case, "year": 2023, "person": person}
