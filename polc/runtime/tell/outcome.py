"""What a case came to as the contract's JSON says it, without what it was computed with.

In: what a settlement tells, part by part. Out: plain objects, made anew for each who asks.
"""

from typing import Any

from polc.runtime.amounts import format_money
from polc.runtime.tell.results import Results


def outcome_of(results: Results) -> dict[str, Any]:
    """Every result; amounts are texts in yuan."""
    benefits, remaining = sum_totals(results)
    return {
        "claims": [claim.to_dict() for claim in results.claims],
        "totals": {
            "benefits": {name: format_money(fen) for name, fen in benefits.items()},
            "remaining": format_money(remaining),
        },
        "adjustments": [adjustment.to_dict() for adjustment in results.adjustments],
        "person_year": {
            name: None if amount is None else str(amount)
            for name, amount in results.person_year.items()
        },
        "entitlements": dict(results.entitlements),
        "alerts": [dict(alert) for alert in results.alerts],
        "limits": [dict(limit) for limit in results.limits],
        "undetermined": [{**gap, "clauses": list(gap["clauses"])} for gap in results.undetermined],
        **({} if results.household is None else {"household": results.household.to_dict()}),
    }


def paid_of(results: Results, claim: str, benefit: str) -> int | None:
    """What a claim is paid of a benefit, with what it makes due for earlier ones, in fen."""
    paid = next((known.paid_fen[benefit] for known in results.claims if known.id == claim), None)
    due = [
        made.fen for made in results.adjustments if (made.claim, made.benefit) == (claim, benefit)
    ]
    return None if paid is None else paid + sum(due)


def sum_totals(results: Results) -> tuple[dict[str, int], int]:
    """What each benefit pays over the claims and adjustments, and what is left in policy, in fen;
    what a window takes is no part of them."""
    own = [claim for claim in results.claims if claim.window is None]
    benefits = {name: sum(claim.paid_fen[name] for claim in own) for name in results.benefits}
    for adjustment in results.adjustments:
        if adjustment.benefit in benefits:
            benefits[adjustment.benefit] += adjustment.fen
    remaining = sum(claim.remaining_fen for claim in own)
    remaining -= sum(adjustment.fen for adjustment in results.adjustments if adjustment.in_policy)
    return benefits, remaining
