"""Every rule of `docs/semantics.md` on cases computed by hand, a file for each group of rules."""

from pathlib import Path

import pytest

import polc
from polc.compiler.pipeline import Example
from polc.inspect.examples import run_example
from tests.stdlib_policies.example_files import (
    examples_of,
    explained,
    names_of,
    policies_of,
    told_and_paid,
    without_arithmetic,
)

FOLDER = Path(__file__).parent
POLICIES = policies_of(FOLDER)
EXAMPLES = examples_of(POLICIES)


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=names_of(EXAMPLES))
def test_example(name: str, example: Example) -> None:
    """The case comes to what the file says."""
    assert run_example(POLICIES[name], example).differences == ()


@pytest.mark.parametrize("name", POLICIES)
def test_every_expected_figure_has_its_arithmetic(name: str) -> None:
    """Each expected amount that is not nothing has arithmetic on its line that gives it."""
    assert without_arithmetic(FOLDER / f"{name}.pol", POLICIES[name]) == []


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=names_of(EXAMPLES))
def test_the_explanation_sums_to_the_payments(name: str, example: Example) -> None:
    """The amounts of a claim's steps are its payments, those of the year its outputs."""
    try:
        told, paid = told_and_paid(explained(POLICIES[name].settle(example.case)))
    except polc.CaseError:
        pytest.skip("a refused case pays nothing")
    assert told == paid
