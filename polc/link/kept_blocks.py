"""What the compiled plans of one program share: what is made of blocks that several plans have.

In: plans whose blocks are the same objects wherever the readings in which they differ have no say
(`compiler/lower/kept_lowering.py`), and who makes something of a block. Out: what was made, once
for each block.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

from attrs import field

from polc.compiler.plan.nodes import AnyNode
from polc.compiler.plan.plan import Plan, PlanReport
from polc.compiler.plan.visit import before_reports
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.link.by_identity import ByIdentity
from polc.link.deciding import Settle, decide_where_refused, may_lack
from polc.link.few_calls import FewCalls
from polc.link.given_parameter import SlotValue
from polc.link.kept_runs import KeptRuns
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

T = TypeVar("T")

MOST_FUNCTIONS: Final = 1024
"""So many functions are kept for the figures that they were made for; cases may bring their own."""

MOST_PEOPLE: Final = 1024
"""So many answers are kept of a function of the person and the year: many people are alike in what
it asks."""


@define(eq=False)
class KeptBlocks:
    """What was made so far, by what it was made of; `runs` are the last runs of blocks."""

    runs: KeptRuns = field(init=False, factory=KeptRuns)
    _found: dict[tuple[object, ...], Any] = field(init=False, factory=dict)
    _functions: dict[tuple[object, ...], Settle] = field(init=False, factory=dict)

    def find(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What is made under this key; None is never kept."""
        found: T | None = self._found.get(key)
        return self._found.setdefault(key, make()) if found is None else found

    def nodes_of_report(self, plan: Plan, report: PlanReport) -> tuple[AnyNode, ...]:
        """A report's nodes after those of the claim, as in `plan/visit.py`; once for both."""
        if report.per == "person_year":
            return report.nodes
        claim = ByIdentity(plan.claim)
        before = self.find(("before reports", claim), lambda: before_reports(plan))
        key = ("report's nodes", claim, ByIdentity(report))
        return self.find(key, lambda: (*before, *report.nodes))

    def limits_of(self, plan: Plan) -> InputLimits:
        """The limits of what comes from outside: those of another plan with these parameters."""
        key = (*map(ByIdentity, plan.parameters), *(slot.id for slot in plan.slots))
        return self.find(key, lambda: InputLimits(plan, frozenset()))

    def calls_of(self, block: FunctionBlock) -> FewCalls:
        """The calls of a block, whatever the plan and the figures."""
        return self.find(("calls", ByIdentity(block)), lambda: FewCalls(block, self.runs))

    def find_function(
        self, block: FunctionBlock, slots: Mapping[str, SlotValue], limits: InputLimits
    ) -> Settle:
        """The function of a block under these figures, which refuses only for what can matter."""
        values = tuple(slots.get(slot, MISSING) for slot in block.slots)
        key = (ByIdentity(block), ByIdentity(limits), values)
        known = self._functions.get(key)
        if known is None:
            known = self.calls_of(block).make(slots)
            if may_lack(block.needs):
                known = decide_where_refused(block, known, slots, limits, self.runs)
            if _is_of_people(block):
                known = lru_cache(maxsize=MOST_PEOPLE)(known)
            if len(self._functions) >= MOST_FUNCTIONS:
                self._functions.clear()
            self._functions[key] = known
        return known


def _is_of_people(block: FunctionBlock) -> bool:
    """Whether the block asks for no claim and no sum."""
    return not block.state and all(scope not in ("claim", "paid") for scope, _ in block.inputs)
