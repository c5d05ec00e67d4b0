"""Readings of the library policies two by two, and each choice beside the next.

The lists in `reading_pairs/` are written by `python -m tests.stdlib_policies.reading_pairs NAME`.
A pair that interacts wants an example in the policy under both choices, its figure by hand.
"""

from functools import cache

import pytest

import polc
from polc.api.loader import stdlib_names
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.pipeline import Example
from polc.inspect.expectations import expected_words, find_result
from tests.stdlib_policies.example_files import differences_under, without_arithmetic
from tests.stdlib_policies.reading_pairs import (
    FOLDER,
    Pair,
    cases_file,
    choices_together,
    examples_for,
    pair_cases,
    read_pairs,
)
from tests.stdlib_policies.settled_once import SettledOnce, settled_once
from tests.stdlib_texts import stdlib_policy
from tests.typed_reference.compare import compare

POLICIES = {
    name: policy for name in stdlib_names() if not (policy := stdlib_policy(name)).program.framework
}
LISTED = sorted(path.stem for path in FOLDER.glob("*.txt"))
REPORTED = {
    ("suizhou", "about_70"),
    ("suizhou", "share_bearer"),
    ("suizhou", "above_includes"),
    ("suizhou", "steps_rounded"),
    ("zhangye", "above_includes"),
    ("chongqing", "managed_by"),
    ("pengshui", "managed_by"),
    ("pengshui", "fifth"),
    ("pengshui", "first_day"),
}
"""Readings that change what is told of a target, of a deadline or of who bears an excess: each
has a test in the file of its policy. What G-A4 and G-A8 ask changes nothing in these documents."""


@cache
def pairs_of(name: str) -> tuple[Pair, ...]:
    """The list of a policy."""
    return tuple(read_pairs(name))


@pytest.mark.long
@pytest.mark.parametrize("name", LISTED)
def test_the_list_has_every_pair_that_a_rule_consults(name: str) -> None:
    """As the policy has it today."""
    found = [
        (" ".join(first), " ".join(second)) for first, second in choices_together(POLICIES[name])
    ]
    assert [(pair.first, pair.second) for pair in pairs_of(name)] == found


@pytest.mark.long
@pytest.mark.parametrize("name", LISTED)
def test_each_pair_against_the_reference(name: str) -> None:
    """The case of the list, settled under both choices, by the product and by the reference."""
    policy = POLICIES[name]
    examples = {example.title: example for example in examples_for(policy)}
    for pair in pairs_of(name):
        example = examples[pair.example]
        case = {**example.case, "readings": pair.readings_in(example)}
        assert not compare(policy, case).startswith("not covered"), pair.line()


@pytest.mark.parametrize("name", LISTED)
def test_two_that_interact_have_a_figure_by_hand(name: str) -> None:
    """Some example stands under these two choices and states what it comes to; its arithmetic is
    beside it, and `test_examples` and `test_what_pairs_come_to` settle it."""
    written = [
        set((example.case.get("readings") or {}).items())
        for example in examples_for(POLICIES[name])
        if example.expects or example.error
    ]
    assert not [
        pair.line()
        for pair in pairs_of(name)
        if pair.interacts
        and not any(
            {tuple(half.split(" ")) for half in (pair.first, pair.second)} <= chosen
            for chosen in written
        )
    ]


@pytest.mark.parametrize("name", LISTED)
def test_every_pair_has_a_case(name: str) -> None:
    """Of the examples of the policy and of those that are there for the pairs alone."""
    assert not [pair.line() for pair in pairs_of(name) if not pair.example]


@pytest.mark.long
@pytest.mark.parametrize("name", LISTED)
def test_what_pairs_come_to(name: str) -> None:
    """Settled by the policy itself: what their file works out by hand, beside each amount that
    is not nothing."""
    cases = pair_cases(name)
    assert without_arithmetic(cases_file(name), cases) == []
    assert differences_under(settled_once(name), cases) == {}


NEIGHBOURS = [
    (name, reading.id, first.id, second.id)
    for name, policy in POLICIES.items()
    for reading in policy.program.readings
    if (name, reading.id) not in REPORTED
    for first, second in zip(reading.choices, reading.choices[1:], strict=False)
]


@pytest.mark.parametrize(("name", "reading", "first", "second"), NEIGHBOURS)
def test_a_choice_comes_to_something_else_than_the_next(
    name: str, reading: str, first: str, second: str
) -> None:
    """A figure written under the one is not what the other comes to."""
    policy = settled_once(name)
    spec = next(spec for spec in policy.program.readings if spec.id == reading)
    assert any(
        tells_apart(policy, spec, here, there) for here, there in ((second, first), (first, second))
    )


def tells_apart(policy: SettledOnce, spec: ReadingSpec, here: str, there: str) -> bool:
    """Whether an example under one choice fails under the other; those that choose nothing else
    are tried first."""
    under = [
        (example, chosen)
        for example in policy.program.examples
        if (chosen := dict(example.case.get("readings") or {})).get(spec.id, spec.default) == here
        and (spec.id in chosen or here == spec.default)
    ]
    under.sort(key=lambda tried: (len(tried[1]) > 1, spec.id not in tried[1]))
    return any(not passes(policy, example, {**chosen, spec.id: there}) for example, chosen in under)


def passes(policy: SettledOnce, example: Example, readings: dict[str, str]) -> bool:
    """Whether the example's figures come out under these readings."""
    try:
        settled = policy.settle({**example.case, "readings": readings}).results()
    except polc.CaseError as refused:
        return example.error in {error.code for error in refused.errors}
    return not example.error and all(
        find_result(expect, settled) == expected_words(expect) for expect in example.expects
    )
