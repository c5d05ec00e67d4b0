"""Every clause that a rule encodes is proved by an example: changed, an example fails.

The declared ones are in what the plan carries for targets, deadlines and obligations.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

import pytest

import polc
from polc.api.loader import stdlib_names
from polc.inspect.clauses import Clause
from polc.inspect.examples import run_example
from polc.runtime.explanation import Entry
from tests.stdlib_policies.mutations import Mutation, mutations
from tests.stdlib_texts import stdlib_policy

MOST = 80
"""So many changes of one clause are tried."""

QUICK, EVERY = "suizhou", 3
"""The policy of whose clauses the default run goes through every third; the long run goes through
every rule of all policies."""

NOT_PROVED: dict[str, dict[str, str]] = {}
"""Policy to clauses that no example proves, with what is missing; each comes off the list
as soon as one does."""

RULES_NOT_PROVED: dict[str, dict[str, str]] = {
    "suizhou": {
        "SZ-2.1.0 premium_subsidy": "the document names no payer; without its name there is none",
    },
    "chongqing": {
        "CQ-3.4d county_bridging": "the title of a payer is in no result",
        "CQ-Q6b on_application.for": "no amount is written, for whomever it is",
    },
    "pengshui": {
        "PS-2.4.2d tilted": "the order is the best of each benefit, see test_pengshui.py",
    },
}
"""The same for one of several rules of a clause."""


@cache
def clauses_of(name: str) -> tuple[Clause, ...]:
    return tuple(stdlib_policy(name).clauses)


def policies() -> list[str]:
    return [name for name in stdlib_names() if name != "identities"]


def clauses(status: str) -> Iterator[tuple[str, str]]:
    """Every clause of this status that the policy's own file names, with the policy; what a
    framework requires has no result that could change."""
    for name in policies():
        policy = stdlib_policy(name)
        for found in clauses_of(name):
            own = any(place.file == name for place in found.places)
            if found.status == status and own and not policy.program.framework:
                yield name, found.id


class Unexplained(polc.Settlement):
    """A settlement that says of nothing how it came about: half the time of one that does."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        return ()

    @property
    def consulted(self) -> list[dict[str, Any]]:
        return []


class Quiet:
    """A policy whose settlements explain nothing."""

    def __init__(self, policy: polc.Policy) -> None:
        self.policy = policy
        self.program = policy.program

    def settle(self, case: Any) -> polc.Settlement:
        return Unexplained(self.policy.settle(case)._results)


def fails(policy: polc.Policy, about: str = "") -> str:
    """The title of the first example that no longer holds, of those that expect something of
    the benefit or report `about` (of all where it is empty), those of the default readings
    first; nothing where all hold or where such a policy cannot be."""
    examples = sorted(
        policy.program.examples, key=lambda example: bool(example.case.get("readings"))
    )
    quiet: Any = Quiet(policy)
    for example in examples:
        if about and not any(expect.output == about for expect in example.expects):
            continue
        try:
            if run_example(quiet, example).differences:
                return example.title
        except (AssertionError, KeyError, ValueError, IndexError, AttributeError, TypeError):
            return ""
    return ""


def rules(name: str, clause: str) -> tuple[str, ...]:
    """The rules of a clause; a parameter alone only where no other rule has it, since its
    examples give it a value that any rule may show."""
    policy = stdlib_policy(name)
    found = next(candidate.rules for candidate in clauses_of(name) if candidate.id == clause)
    parameters = {parameter.id for parameter in policy.program.parameters}
    return tuple(rule for rule in found if rule not in parameters) or found


@pytest.mark.parametrize(
    ("name", "clause"),
    [(name, clause) for name, clause in clauses("rule") if name == QUICK][::EVERY],
)
def test_an_example_depends_on_the_clause(name: str, clause: str) -> None:
    """One of the changes of the clause makes an example fail."""
    found = changes(name, clause)
    missing = NOT_PROVED.get(name, {}).get(clause)
    if missing is not None:
        assert not is_proved(found), f"{clause} is proved: take it off NOT_PROVED"
        pytest.xfail(missing)
    tried = [f"{mutation.rule} {mutation.said}" for mutation in found]
    assert is_proved(found), f"every change leaves all examples as they are: {tried}"


def changes(name: str, clause: str) -> tuple[Mutation, ...]:
    """The changes of a clause that are tried."""
    counted = rules(name, clause)
    changed = mutations(stdlib_policy(name), clause)
    return tuple(islice((mutation for mutation in changed if mutation.rule in counted), MOST))


def is_proved(found: Sequence[Mutation]) -> bool:
    """Whether an example fails under one of the changes; those about the rule are asked first."""
    near = (bool(fails(mutation.policy, mutation.rule.partition(".")[0])) for mutation in found)
    return any(near) or any(fails(mutation.policy) for mutation in found)


@pytest.mark.long
@pytest.mark.parametrize(("name", "clause"), list(clauses("rule")))
def test_an_example_depends_on_each_rule(name: str, clause: str) -> None:
    """Where one clause stands on several rules, each of them makes an example fail; what
    does not is told with everything that was tried. What is taken over is proved where it is
    written."""
    found, left = changes(name, clause), dict[str, list[str]]()
    for rule in rules(name, clause):
        own = [mutation for mutation in found if mutation.rule == rule]
        if own and not is_proved(own):
            left[f"{clause} {rule}"] = [mutation.said for mutation in own]
    known = {rule for rule in RULES_NOT_PROVED.get(name, {}) if rule.startswith(f"{clause} ")}
    assert set(left) == known, left
    # What is known to be unproved of a clause is not all of it.
    assert len(left) < len(rules(name, clause)) or clause in NOT_PROVED.get(name, {})


@pytest.mark.long
@pytest.mark.parametrize("name", policies())
def test_the_examples_hold_unchanged(name: str) -> None:
    """Settled without explanations, as the changed policies are."""
    assert fails(stdlib_policy(name)) == ""


def test_what_is_not_proved_is_of_a_clause() -> None:
    """The list names clauses that the policies have."""
    known = {
        (name, rule.split()[0]) for name in RULES_NOT_PROVED for rule in RULES_NOT_PROVED[name]
    }
    assert known <= set(clauses("rule"))


@pytest.mark.parametrize(("name", "clause"), list(clauses("declared")))
def test_what_is_declared_can_be_asked_for(name: str, clause: str) -> None:
    """A target, a deadline or an obligation that cites the clause is in the plan."""
    policy = stdlib_policy(name)
    declared = policy.plan.declared
    found = {target.id for target in declared.targets}
    found |= {deadline.id for deadline in declared.deadlines} | {
        obligation.id for obligation in declared.obligations
    }
    named = next(candidate.declared for candidate in clauses_of(name) if candidate.id == clause)
    assert found.intersection(named)
