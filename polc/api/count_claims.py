"""How many claims a case has, before anything else of it is looked at.

In: a case as it was sent, whatever it is. Out: the number of its claims.
"""

from collections.abc import Mapping
from typing import Any


def count_claims(case: Any) -> int:
    """The claims of a case as it was sent, those of a household too, whatever else is wrong."""
    if not isinstance(case, Mapping):
        return 0
    members = case.get("household")
    holders = [case, *(members if isinstance(members, list) else ())]
    lists = [holder.get("claims") for holder in holders if isinstance(holder, Mapping)]
    return sum(len(claims) for claims in lists if isinstance(claims, list))
