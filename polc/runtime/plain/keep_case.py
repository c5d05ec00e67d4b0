"""The copy of a plain case that its settlement keeps.

In: a case that was read as a plain one, its claims as they were read. Out: what stands in its
`CaseSnapshot`: copies of its objects where there is one claim, bytes where there are more, which
take longer to make and less room.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from polc.runtime.case_snapshot import Kept, copy_as_bytes
from polc.runtime.plain.settle_plain import PlainClaim

ORDINARY: Final = frozenset(("policy", "year", "person", "claims"))
"""What a plain case has, and nothing within that can be changed but the person and the claims."""

WITHOUT_MORE: Final = 2
"""So many keys has a case of a person and claims alone."""


def keep_case(case: Mapping[str, Any], claims: Sequence[PlainClaim], *, has_days: bool) -> Kept:
    """The case as it is at this moment; `has_days` whether the person was read with the days of
    identities, and so may have more within."""
    if has_days or len(claims) != 1 or not (len(case) == WITHOUT_MORE or case.keys() <= ORDINARY):
        return copy_as_bytes(case)
    person, claim = case["person"].copy(), case["claims"][0].copy()
    words = person.get("identities")
    if words is not None:
        for word in words:
            if type(word) is not str:
                return copy_as_bytes(case)
        person["identities"] = words.copy()
    if claims[0][3].paid is not None:
        claim["paid"] = claim["paid"].copy()
    return {**case, "person": person, "claims": [claim]}
