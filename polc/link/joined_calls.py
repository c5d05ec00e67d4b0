"""The reports of a plan's claims by one call, once there were some claims.

In: a plan, the functions of its reports, the figures of its slots. Out: `JoinedReports`, of which
the first calls give nothing: writing and compiling the function takes as long as some hundred
claims gain by it.
"""

from collections.abc import Iterator, Mapping
from itertools import count

from attrs import field

from polc.compiler.plan.plan import Plan, PlanReport
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.closures.join_reports import (
    JoinedBlock,
    Report,
    join_reports,
    name_of_own,
    name_of_result,
)
from polc.link.by_identity import ByIdentity
from polc.link.given_parameter import SlotValue
from polc.link.kept_blocks import KeptBlocks
from polc.records.mutable import define
from polc.runtime.amounts import MISSING
from polc.runtime.joined_reports import JoinedReports, OwnSum

Functions = Mapping[str, Mapping[str, FunctionBlock]]
"""Of each report those of its results, by name."""

FEW = 40
"""So many claims are reported of without it."""


@define(eq=False)
class JoinedCalls:
    """A block, and how many calls of it, under whatever parameters, still give nothing."""

    block: JoinedBlock
    left: int = field(factory=lambda: FEW)

    def make(self, slots: Mapping[str, SlotValue]) -> Report:
        """The function under these figures, None as long as few calls are known of."""
        values = tuple(slots.get(slot, MISSING) for slot in self.block.slots)
        made: Report | None = None

        def report(*arguments: int) -> tuple[int, ...] | None:
            nonlocal made
            if made is None:
                if self.left > 0:
                    self.left -= 1
                    return None
                made = self.block.make(values)
            return made(*arguments)

        return report


def join_reports_of(plan: Plan, functions: Functions, kept: KeptBlocks) -> JoinedCalls | None:
    """The joined reports of the claims; None where there is one result or none. `functions` are
    those of each report's results, `kept` has what was made of them."""
    reports = reports_of_claims(plan)
    blocks = [functions[report.id][name] for report in reports for name in report.outputs]
    if len(blocks) < 2:
        return None
    own = [
        frozenset(accumulator.id for accumulator in report.accumulators)
        for report in reports
        for _ in report.outputs
    ]
    key = ("joined", ByIdentity(plan.claim), *map(ByIdentity, blocks))
    return kept.find(key, lambda: JoinedCalls(join_reports(plan.claim, blocks, own)))


def reports_of_claims(plan: Plan) -> list[PlanReport]:
    """Those that each claim is asked for."""
    return [report for report in plan.reports if report.per == "claim"]


def link_reports(
    plan: Plan,
    claim: FunctionBlock,
    functions: Functions,
    kept: KeptBlocks,
    slots: Mapping[str, SlotValue],
) -> JoinedReports | None:
    """The same under these figures; `claim` is the function of the claims."""
    calls = join_reports_of(plan, functions, kept)
    if calls is None:
        return None
    block = calls.block
    names = (
        *claim.state,
        *map(name_of_result, claim.outputs),
    )
    of_claims = {name: place for place, name in enumerate(names)}
    return JoinedReports(
        settle=calls.make(slots),
        inputs=block.inputs,
        places=tuple(map(of_claims.get, block.state)),
        own=tuple(_own_sums(plan, block)),
    )


def _own_sums(plan: Plan, block: JoinedBlock) -> Iterator[tuple[OwnSum, ...]]:
    """Of each result the sums that it has for its own."""
    at = {name: place for place, name in enumerate(block.state)}
    after = count(2 * len(block.moved))
    scopes = (
        {accumulator.id: accumulator.scope for accumulator in report.accumulators}
        for report in reports_of_claims(plan)
        for _ in report.outputs
    )
    for place, (names, known) in enumerate(zip(block.moved, scopes, strict=True)):
        ids = [name.removeprefix(name_of_own(place, "")) for name in names]
        yield tuple(
            OwnSum(acc=acc, scope=known[acc], before=at[name], after=next(after))
            for name, acc in zip(names, ids, strict=True)
        )
