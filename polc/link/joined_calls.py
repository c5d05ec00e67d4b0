"""The reports of a plan's claims by one call, once there were some claims.

In: a plan, the functions of its reports, the figures of its slots. Out: what finds `JoinedReports`,
which are not there for the first claims: joining the reports, writing and compiling the function
take as long as some hundred claims gain by it.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from itertools import count

from attrs import field

from polc.compiler.plan.plan import Plan, PlanReport
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.closures.join_reports import (
    JoinedBlock,
    join_reports,
    name_of_own,
    name_of_result,
)
from polc.link.by_identity import ByIdentity
from polc.link.given_parameter import SlotValue
from polc.link.kept_blocks import KeptBlocks
from polc.records.mutable import define
from polc.runtime.amounts import MISSING
from polc.runtime.joined_reports import FindJoined, JoinedReports, OwnSum

Functions = Mapping[str, Mapping[str, FunctionBlock]]
"""Of each report those of its results, by name."""

FEW = 40
"""So many claims are reported of without it."""


@define(eq=False)
class JoinedCalls:
    """The reports of a claim's block joined when they are first wanted, and of how many claims,
    under whatever parameters, is still reported without."""

    join: Callable[[], JoinedBlock]
    left: int = field(factory=lambda: FEW)

    @cached_property
    def block(self) -> JoinedBlock:
        """The joined reports."""
        return self.join()

    def are_enough(self, claims: int) -> bool:
        """Whether there were enough claims with these."""
        if self.left >= 0:
            self.left -= claims
        return self.left < 0


def _join_reports_of(plan: Plan, functions: Functions, kept: KeptBlocks) -> JoinedCalls | None:
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
    return kept.find(key, lambda: JoinedCalls(partial(join_reports, plan.claim, blocks, own)))


def reports_of_claims(plan: Plan) -> list[PlanReport]:
    """Those that each claim is asked for."""
    return [report for report in plan.reports if report.per == "claim"]


def link_reports(
    plan: Plan,
    claim: FunctionBlock,
    functions: Functions,
    kept: KeptBlocks,
    slots: Mapping[str, SlotValue],
) -> FindJoined | None:
    """What gives the joined reports under these figures to so many claims; `claim` is the function
    of the claims."""
    calls = _join_reports_of(plan, functions, kept)
    if calls is None:
        return None
    made: JoinedReports | None = None

    def find(claims: int) -> JoinedReports | None:
        nonlocal made
        if made is None and calls.are_enough(claims):
            made = _make_joined(plan, claim, calls.block, slots)
        return made

    return find


def _make_joined(
    plan: Plan, claim: FunctionBlock, block: JoinedBlock, slots: Mapping[str, SlotValue]
) -> JoinedReports:
    names = (
        *claim.state,
        *map(name_of_result, claim.outputs),
    )
    of_claims = {name: place for place, name in enumerate(names)}
    return JoinedReports(
        settle=block.make(tuple(slots.get(slot, MISSING) for slot in block.slots)),
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
