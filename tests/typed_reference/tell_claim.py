"""What the contract's JSON says of a claim.

In: a settled claim. Out: its object.
"""

from collections.abc import Mapping
from typing import Any

from tests.typed_reference.ask import Ask, highest
from tests.typed_reference.figures import yuan_of
from tests.typed_reference.outcome import Outcome
from tests.typed_reference.reports import Told


def tell_claim(
    ask: Ask, outcomes: Mapping[str, Outcome], layers: list[str], told: Told
) -> dict[str, Any]:
    """Amounts, payers, rights of the claim."""
    assert ask.claim is not None
    progress, claim, policy = ask.progress, ask.claim, ask.policy
    total = ask.fields.get(("claim", "total"))
    patient = None
    if total is not None and claim.id not in told.open_shares:
        # The whole bill less all payments and what an institution bears.
        patient = total - claim.fields["claim", "in_policy"] + progress.remaining
        patient -= progress.outside
        patient -= sum(
            excess.fen
            for excess in told.excesses
            if excess.claim == claim.id and excess.bearer == "institution"
        )
    ranked = ask.held & set(policy.program.ranked)
    due = {"due_at_admission": None, **told.due.get(claim.id, {})}
    payers = progress.payers
    parts = {
        name: {payer: yuan_of(fen) for payer, fen in by.items()}
        for name, by in progress.parts.items()
        if not claim.window
    }
    whole = {payers.get(name) for name in layers if outcomes[name].paid > 0}
    return {
        "id": claim.id,
        "identity": highest(ranked, policy),
        "benefits": {name: yuan_of(outcomes[name].paid) for name in layers},
        "remaining": yuan_of(progress.remaining),
        "patient_pays": None if patient is None else yuan_of(patient),
        "payer": claim.payer if claim.window else whole.pop() if len(whole) == 1 else None,
        "payers": {
            name: by
            for name in layers
            if outcomes[name].paid and (by := claim.payer if claim.window else payers.get(name))
        },
        **({"paid_by": parts} if parts else {}),
        "entitlements": told.rights.get(claim.id, {}),
        **{name: None if fen is None else yuan_of(fen) for name, fen in due.items()},
        "not_specified": [name for name in layers if outcomes[name].flagged],
    }
