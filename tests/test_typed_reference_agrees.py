"""The product and a reference that knows no plan come to the same: generated policies, the
cases of the semantics, the examples of the library."""

import ast
import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest

import polc
from polc.api.policy import Policy
from polc.inspect.expectations import expected_words, find_result
from polc.runtime.errors import CaseError
from tests.generators.policies.cases import random_case, random_readings
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy
from tests.typed_reference.compare import asked_by, compare
from tests.typed_reference.settle import CaseRefusedError, settle

TESTS = Path(__file__).parent
FORBIDDEN = (
    "polc.compiler.lower",
    "polc.compiler.plan",
    "polc.compiler.readers",
    "polc.link",
    "polc.runtime.plain",
    "polc.runtime.read.",
    "polc.runtime.settle",
    "polc.runtime.tell",
)
"""What computes a settlement: the reference may share none of it."""

pytestmark = pytest.mark.usefixtures("functions_at_once")

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_POLICIES", "480"))
COVERED = 95
"""Of a hundred pairs of a policy and a case at least so many are compared."""
CAUTIOUS = 5
"""Of a hundred in at most so many something is asked that could not matter."""

LIBRARY = ("suizhou", "chongqing", "pengshui", "national", "zhangye")


def test_reference_shares_nothing_with_what_it_checks() -> None:
    """No module of the reference imports lowering, the plan, its readers, linking, or what
    settles; the comparison alone knows the product."""
    for module in (TESTS / "typed_reference").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [
                alias.name for alias in getattr(node, "names", ()) if isinstance(alias, ast.alias)
            ]
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{name}" for name in names)]
            assert not [name for name in names if name.startswith(FORBIDDEN)], module.name
            apart = module.name == "compare.py"
            assert apart or not [name for name in names if name.startswith("polc.api")], module.name


def compare_policies(first: int, count: int, cases: int) -> Counter[str]:
    """How the cases of these generated policies come out."""
    outcomes: Counter[str] = Counter()
    for seed in range(first, first + count):
        policy, _ = policy_of(write_policy(seed))
        if policy is None:
            outcomes["policy refused"] += 1
            continue
        chance = Random(seed)
        under = policy
        for place in range(cases):
            if place % 4 == 0:
                under = _under_readings(chance, policy)
            case = random_case(chance, under)
            try:
                outcomes[compare(under, case)] += 1
            except Exception as mistake:
                raise AssertionError(f"seed {seed}, case {place}: {mistake}") from mistake
    return outcomes


def _under_readings(chance: Random, policy: Policy) -> Policy:
    try:
        return policy.with_readings(random_readings(chance, policy))
    except CaseError:
        return policy


def check_covered(outcomes: Counter[str]) -> None:
    """At least 95 of 100 pairs are compared, and enough of them are settled."""
    pairs = sum(count for name, count in outcomes.items() if name != "policy refused")
    left = sum(count for name, count in outcomes.items() if name.startswith("not covered"))
    print(f"\n{pairs} pairs, {left} not covered: {dict(outcomes.most_common())}")  # noqa: T201  # what the run is asked for
    assert (pairs - left) * 100 >= COVERED * pairs
    assert outcomes["settled"] * 3 >= pairs
    assert outcomes["cautious"] * 100 <= CAUTIOUS * pairs


def test_generated_policies_agree() -> None:
    """Eighteen random policies with five cases each."""
    check_covered(compare_policies(FIRST, 18, 5))


@pytest.mark.long
def test_very_many_generated_policies_agree(capsys: pytest.CaptureFixture[str]) -> None:
    """Hundreds of random policies with twenty-four cases each, by seed."""
    with capsys.disabled():
        check_covered(compare_policies(FIRST + 10_000, LONG, 24))


@pytest.mark.long
@pytest.mark.parametrize("name", LIBRARY)
def test_examples_of_the_library_agree(name: str) -> None:
    """Every example of a policy of the library."""
    policy = polc.load(name)
    outcomes = Counter(compare(policy, dict(example.case)) for example in policy.program.examples)
    assert not [outcome for outcome in outcomes if outcome.startswith("not covered")]


@pytest.mark.long
@pytest.mark.parametrize("path", sorted((TESTS / "semantics").glob("*.pol")), ids=lambda x: x.stem)
def test_reference_comes_to_what_was_computed_by_hand(path: Path) -> None:
    """The cases of the semantics: the reference comes to their figures."""
    policy = polc.load(path)
    program = policy.program
    for example in program.examples:
        if example.error:
            with pytest.raises(CaseRefusedError) as refused:
                settle(program, example.case, {})
            assert example.error in {code for _, code, _ in refused.value.found}, example.title
            continue
        unknown = any(expected_words(expect) == "undetermined" for expect in example.expects)
        # What trial of figures knows and intervals do not is asked as the product asks it.
        asked = asked_by(policy, dict(example.case)) if unknown else frozenset()
        settled = settle(program, example.case, {}, asked=asked)
        settled["undetermined"] = [{"output": output} for output in settled["undetermined"]]
        for expect in example.expects:
            assert find_result(expect, settled) == expected_words(expect), example.title
