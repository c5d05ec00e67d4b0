"""The families of shapes found in other cities' documents, as small policies computed by hand."""

import pytest

from polc.compiler.pipeline import Example
from polc.inspect.examples import run_example
from tests.compiler.plan.shape_pages import FOLDER, POLICIES
from tests.stdlib_policies.example_files import (
    examples_of,
    explained,
    names_of,
    told_and_paid,
    without_arithmetic,
)

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
    """The amounts of the steps are the payments of claims and year."""
    told, paid = told_and_paid(explained(POLICIES[name].settle(example.case)))
    assert told == paid


@pytest.mark.parametrize("name", POLICIES)
def test_a_shape_has_two_to_six_examples(name: str) -> None:
    """Figures are looked at from both sides."""
    assert 2 <= len(POLICIES[name].program.examples) <= 6


def test_every_family_has_a_file() -> None:
    """One or more for each of the fourteen."""
    assert {int(name[1:3]) for name in POLICIES} == set(range(1, 15))
