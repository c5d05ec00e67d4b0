"""The examples of the standard library: their figures, their arithmetic, their steps."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

import polc
from polc.api.loader import stdlib_names
from polc.compiler.pipeline import Example
from polc.inspect.examples import run_example
from tests.explanation_checker.check import find_faults
from tests.stdlib_policies.example_files import (
    examples_of,
    explained,
    names_of,
    told_and_paid,
    without_arithmetic,
)
from tests.stdlib_policies.settled_once import SettledOnce, settled_once
from tests.stdlib_texts import FOLDER, stdlib_policy

NOT_CITED = frozenset(("round",))
"""A rule of the library policies that no document has: to the fen, half-up."""

POLICIES = {
    name: policy for name in stdlib_names() if not (policy := stdlib_policy(name)).program.framework
}
EXAMPLES = examples_of(POLICIES)
LEAST = {"suizhou": 40, "chongqing": 30, "zhangye": 200, "pengshui": 150}
CHOICES = [
    (name, reading.id, choice.id)
    for name, policy in POLICIES.items()
    for reading in policy.program.readings
    for choice in reading.choices
    if choice.id != reading.default
]
REPORTED = {
    ("suizhou", "about_70", "at_least"),
    ("suizhou", "above_includes", "exclusive"),
    ("suizhou", "steps_rounded", "each_step"),
    ("zhangye", "above_includes", "exclusive"),
    ("suizhou", "share_bearer", "patient"),
    ("chongqing", "before_28", "excluded"),
    ("chongqing", "managed_by", "pooled"),
    ("pengshui", "before_28", "excluded"),
    ("pengshui", "managed_by", "pooled"),
    ("pengshui", "fifth", "weekends"),
    ("pengshui", "fifth", "excluded"),
    ("pengshui", "first_day", "same"),
    ("pengshui", "one_class", "by_benefit"),
}
"""Choices of places that change nothing in the document at hand, or change what is told of a
target or a deadline, or who bears an excess, and no amount; or an amount only together with another
choice."""


@pytest.mark.parametrize("name", POLICIES)
def test_there_are_enough_examples(name: str) -> None:
    """As many as the document needs, and each expects something."""
    examples = POLICIES[name].program.examples
    assert len(examples) >= LEAST[name]
    assert all(example.expects or example.error for example in examples)


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=names_of(EXAMPLES))
def test_example(name: str, example: Example) -> None:
    """The case comes to what the file says."""
    assert run_example(settled_once(name), example).differences == ()


@pytest.mark.parametrize("name", POLICIES)
def test_every_expected_figure_has_its_arithmetic(name: str) -> None:
    """Each expected amount that is not nothing has arithmetic on its line that gives it."""
    assert without_arithmetic(FOLDER / f"{name}.pol", POLICIES[name]) == []


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=names_of(EXAMPLES))
def test_explanation(name: str, example: Example, snapshot: SnapshotAssertion) -> None:
    """Every step with its clause; the amounts follow from the steps, and sum to the payments."""
    if example.error:
        pytest.skip("a refused case has no explanation")
    settled = settled_once(name).settle(example.case)
    result = explained(settled)
    told, paid = told_and_paid(result)
    assert told == paid
    assert find_faults(result, cited=NOT_CITED) == []
    assert settled.explain() == snapshot


@pytest.mark.parametrize(("name", "reading", "choice"), CHOICES)
def test_every_choice_makes_a_difference(name: str, reading: str, choice: str) -> None:
    """Some example under this choice alone comes to something else than under the default."""
    if (name, reading, choice) in REPORTED:
        pytest.skip("no example can state it; a test of its own does")
    policy = settled_once(name)
    assert any(
        outcome(policy, example, {reading: choice}) != outcome(policy, example, {})
        for example in policy.program.examples
        if example.case.get("readings") == {reading: choice}
    )


def outcome(policy: SettledOnce, example: Example, readings: dict[str, str]) -> str:
    """All that the example's case comes to under these readings, or why it is refused."""
    try:
        settled = policy.settle({**example.case, "readings": readings})
    except polc.CaseError as refused:
        return ", ".join(error.code for error in refused.errors)
    found = settled.to_dict()
    kept = ("claims", "person_year", "entitlements", "alerts", "limits")
    return json.dumps([found[part] for part in kept])
