"""The policies of the library, each case settled once for all tests of a process that ask.

In: the name of a policy, a case. Out: its settlement, or its refusal. Half of the tests of the
library ask what an example comes to, under its own choices or the default ones.
"""

import json
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

import polc
from polc.compiler.plan.plan import Plan
from polc.compiler.typed.nodes.program import Program
from polc.runtime.case_snapshot import as_plain
from polc.runtime.explanation import Entry
from tests.stdlib_texts import stdlib_policy


class ExplainedOnce(polc.Settlement):
    """A settlement whose explanation is worked out once for all that is read of it."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:  # type: ignore[override]  # kept, where it is a property
        return super().entries


class SettledOnce:
    """A policy, and what came of each case that it was asked."""

    def __init__(self, policy: polc.Policy) -> None:
        self.policy = policy
        self.answers: dict[str, polc.Settlement | polc.CaseError] = {}

    @property
    def program(self) -> Program:
        return self.policy.program

    @property
    def plan(self) -> Plan:
        return self.policy.plan

    @property
    def readings(self) -> Mapping[str, str]:
        return self.policy.readings

    def with_readings(
        self, choices: Mapping[str, str] | None = None, /, **more: str
    ) -> polc.Policy:
        return self.policy.with_readings(choices, **more)

    def settle(self, case: Any, /) -> polc.Settlement:
        """As the policy does; a case is known again by what it says."""
        asked = json.dumps(as_plain(case), sort_keys=True, default=str)
        if asked not in self.answers:
            try:
                self.answers[asked] = ExplainedOnce(self.policy.settle(case)._results)
            except polc.CaseError as refused:
                self.answers[asked] = refused
        answer = self.answers[asked]
        if isinstance(answer, polc.CaseError):
            raise answer
        return answer


@cache
def settled_once(name: str) -> SettledOnce:
    """The policy of the library of this name."""
    return SettledOnce(stdlib_policy(name))
