"""What each benefit of a claim came to, found without its explanation, is what that ends with."""

from pathlib import Path

import pytest

import polc
from polc.runtime.explanation import BenefitPayment
from tests.stdlib_texts import MAIN_ROAD

TOLD = Path(__file__).parent / "told.pol"


@pytest.mark.parametrize("path", [MAIN_ROAD, TOLD, "suizhou"])
def test_payments_are_the_entries_of_claims_that_have_an_amount(path: str | Path) -> None:
    """Of every fourth example that is settled: claim, benefit, amount, status, clauses and place,
    in their order."""
    policy = polc.load(path)
    for example in policy.program.examples[::4]:
        try:
            settled = policy.settle(dict(example.case))
        except polc.CaseError:
            continue
        claims = {claim.id for claim in settled.claims}
        assert settled.payments == tuple(
            BenefitPayment(
                claim=entry.claim,
                benefit=entry.benefit,
                fen=entry.amount,
                status=entry.status,
                clauses=entry.clauses,
                cite=entry.cite,
            )
            for entry in settled.entries
            if entry.amount is not None and entry.claim in claims
        )
