"""A policy that stops settling once nobody waits for what it comes to.

In: a policy. Out: the same under a protocol that all outcomes of a case are asked of: between two
settlements it is looked whether the request has been answered without them (`SlowError`).
"""

from collections.abc import Mapping
from typing import Any

from polc.api.policy import Policy
from polc.compiler.plan.plan import Plan
from polc.compiler.typed.nodes.program import Program
from polc.records.frozen import frozen
from polc.runtime.tell.result import Settlement
from polc.serve.limits import check_awaited


@frozen
class StoppablePolicy:
    """A policy on a thread of a `Gate`."""

    policy: Policy

    @property
    def program(self) -> Program:
        """The checked program, before any choice."""
        return self.policy.program

    @property
    def plan(self) -> Plan:
        """The plan under the chosen readings."""
        return self.policy.plan

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings that were chosen, by id."""
        return self.policy.readings

    def with_readings(
        self, choices: Mapping[str, str] | None = None, /, **more: str
    ) -> "StoppablePolicy":
        """The policy under these choices. Raises `CaseError` for one that it does not have."""
        return StoppablePolicy(self.policy.with_readings(choices, **more))

    def settle(self, case: Any, /) -> Settlement:
        """Settles a case. Raises `CaseError` with every problem, `SlowError` where nobody waits."""
        check_awaited()
        return self.policy.settle(case)
