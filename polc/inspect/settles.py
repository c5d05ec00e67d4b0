"""What can be asked of a policy that settles cases, whoever made it.

What is said of a policy here settles its examples, and the policy of the API hands some of
these questions on: a protocol between them keeps the imports pointing one way.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from polc.compiler.plan.plan import Plan
from polc.runtime.tell.result import Settlement

if TYPE_CHECKING:
    from polc.compiler.typed.nodes.program import Program


class Settles(Protocol):
    """A policy under chosen readings and parameters."""

    @property
    def program(self) -> "Program":
        """The checked program, before any choice."""

    @property
    def plan(self) -> Plan:
        """The plan under the chosen readings."""

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings that were chosen, by id."""

    def with_readings(self, choices: Mapping[str, str] | None = None, /, **more: str) -> "Settles":
        """The policy under these choices. Raises `CaseError` for one that it does not have."""

    def settle(self, case: Any, /) -> Settlement:
        """Settles a case. Raises `CaseError` with every problem."""
