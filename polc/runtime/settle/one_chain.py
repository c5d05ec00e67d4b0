"""A bill that would put its visit into a second chain of referrals.

In: a claim whose `continues` leads to another chain than an earlier bill of its visit. Out: the
problem: a visit is in one chain, whose sums all of its bills move.
"""

from polc.messages.text import say
from polc.runtime.case import ClaimRead
from polc.runtime.errors import Problem


def find_other_chain(claim: ClaimRead, chain: str, chain_of_visit: str | None) -> Problem | None:
    """`chain` is the one that the claim says, or that of its visit where it says none;
    `chain_of_visit` that of the earlier bills of its visit (None: there are none)."""
    if chain_of_visit is None or chain_of_visit == chain:
        return None
    message = say(
        "`{claim}` continues `{before}`, and by an earlier bill its visit `{visit}` is in another "
        "chain of referrals: a visit is in one, so its bills continue the same stay",
        claim=claim.id,
        before=claim.continues,
        visit=claim.visit,
    )
    return Problem("contradiction", f"claims[{claim.position}].continues", message)
