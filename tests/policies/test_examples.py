"""The examples of the standard library: their figures, their arithmetic, their steps."""

from decimal import Decimal
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

import polc
from polc.compiler.typecheck.program import Example
from polc.runtime.amounts import as_decimal
from tests.policies.arithmetic import comments_of, recompute
from tests.stdlib_texts import stdlib_text

POLICY = polc.load("suizhou")
EXAMPLES = POLICY.program.examples


def amount_of(result: Any, output: str, claim: str) -> Decimal | None:
    """An output of a settlement by name; of the only claim where none is named."""
    if output in result.person_year:
        return result.person_year[output]
    found = [one for one in result.claims if claim in ("", one.id)]
    assert len(found) == 1
    return found[0].remaining if output == "remaining" else found[0].benefits[output]


def test_there_are_enough_examples() -> None:
    """At least twelve, and each expects something."""
    assert len(EXAMPLES) >= 12
    assert all(one.expects or one.error for one in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.title)
def test_example(example: Example) -> None:
    """The case gives the expected amounts, or is refused as expected."""
    if example.error:
        with pytest.raises(polc.CaseError) as refused:
            POLICY.settle(example.case)
        assert example.error in {one.code for one in refused.value.errors}
        return
    result = POLICY.settle(example.case)
    for expect in example.expects:
        assert amount_of(result, expect.output, expect.claim) == as_decimal(expect.amount)


def test_every_expected_figure_has_its_arithmetic() -> None:
    """Each expected amount has a comment on its line whose arithmetic gives it."""
    comments = dict(comments_of(stdlib_text("suizhou")))
    for example in EXAMPLES:
        for expect in example.expects:
            assert recompute(comments[expect.line]) == expect.amount, (example.title, expect)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.title)
def test_explanation(example: Example, snapshot: SnapshotAssertion) -> None:
    """Every step with its clause; the amounts of a claim's steps sum to its payments."""
    if example.error:
        pytest.skip("a refused case has no explanation")
    result = POLICY.settle(example.case)
    for claim in result.claims:
        steps = [one for one in result.explanation if one["claim"] == claim.id]
        total = sum((Decimal(one["amount"]) for one in steps if one["amount"]), Decimal(0))
        assert total == sum(claim.benefits.values())
    assert result.explain() == snapshot
