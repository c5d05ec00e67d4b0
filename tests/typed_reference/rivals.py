"""Rule 8: of two benefits the higher pays, and not both.

In: a benefit, the `Ask` of the claim, what works a benefit out. Out: whether the other one pays.
"""

from copy import deepcopy
from typing import Any

from attrs import evolve

from polc.compiler.typed.nodes.program import TypedBenefit
from tests.typed_reference.ask import Ask
from tests.typed_reference.lines import Terms


def loses_to_rival(benefit: TypedBenefit, terms: Terms, ask: Ask, work_out: Any) -> bool:
    """The one behind pays where it is given an amount, or would be paid more than the one before
    it is; the one before, where it was paid."""
    assert ask.claim is not None
    if benefit.per != "claim" or benefit.id in ask.claim.paid:
        return False
    if terms.rival:
        return ask.progress.layers[terms.rival].paid > 0
    behind = [name for name, other in ask.policy.terms.items() if other.rival == benefit.id]
    if not behind:
        return False
    own = _would_be_paid(benefit, ask, work_out)
    if not own:
        return False
    (rival,) = (known for known in ask.policy.program.benefits if known.id == behind[0])
    given = ask.claim.paid.get(rival.id)
    return given > 0 if given is not None else _would_be_paid(rival, ask, work_out) > own


def _would_be_paid(benefit: TypedBenefit, ask: Ask, work_out: Any) -> int:
    """What the claim comes to, the sums and figures left as they are."""
    apart = evolve(ask, sums=ask.sums.copy(), progress=deepcopy(ask.progress))
    worked, _ = work_out(benefit, ask.policy.terms[benefit.id], apart, 0)
    return int(worked.paid)
