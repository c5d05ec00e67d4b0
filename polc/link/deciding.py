"""A block's function that refuses a case only for what can matter.

In: a block, a function that settles it, the figures of its slots. Out: a function of the same
arguments and results. Where the first refuses, it goes through the block with every missing
figure open, and settles what comes to the same whatever they are.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from polc.compiler.plan.nodes import AnyNode, Need
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.decide.decide import LACKED
from polc.compiler.readers.decide.decision import Decision
from polc.link.given_parameter import SlotValue
from polc.link.kept_runs import KeptRuns
from polc.link.probes import Probe, find_probe
from polc.link.run_results import results_of

Settle = Callable[..., tuple[int, ...]]

KEPT: Final = 256
"""Answers that each function keeps: without a figure of the year many people come to the same."""

FEW: Final = 20
"""So many refusals for a missing parameter go through the block before two functions are made under
figures for it."""


def may_lack(nodes: Iterable[AnyNode]) -> bool:
    """Whether some of these demand what a case may leave out."""
    return any(isinstance(node, Need) and node.code in LACKED for node in nodes)


def decide_where_refused(
    block: FunctionBlock,
    made: Settle,
    slots: Mapping[str, SlotValue],
    limits: InputLimits,
    runs: KeptRuns,
) -> Settle:
    """The function that settles all that it can. Error k says that `needs[k - 1]` lacks what
    can matter."""
    count = len(block.inputs)

    @cache
    def probe_of(error: int) -> Probe | None:
        return find_probe(block, error, slots, limits)

    left = FEW

    @cache
    def made_by(probe: Probe) -> tuple[Settle, Settle]:
        return probe.make_both(block, slots)

    def is_seen(probe: Probe, arguments: tuple[int, ...]) -> bool:
        nonlocal left
        if probe.slot is None:
            return probe.is_seen_to_matter(made, arguments)
        if left > 0:
            left -= 1
            return False
        return probe.is_seen_apart(*made_by(probe), arguments)

    @lru_cache(maxsize=KEPT)
    def settle_open(error: int, *arguments: int) -> tuple[int, ...]:
        sums = dict(zip(block.state, arguments[count:], strict=True))
        inputs = dict(zip(block.inputs, arguments, strict=False))
        decision = runs.decide(block.nodes, inputs, sums, slots, limits)
        if decision.is_whole:
            return results_of(block, decision.run, sums)
        return (_first_need(block, decision) or error,)

    def settle(*arguments: int) -> tuple[int, ...]:
        result = made(*arguments)
        error = result[0]
        if not error:
            return result
        probe = probe_of(error)
        if probe is not None and is_seen(probe, arguments):
            return (error,)
        return settle_open(error, *arguments)

    return settle


def _first_need(block: FunctionBlock, decision: Decision) -> int:
    """The place of the first demand that is refused, from 1; 0 where none is known."""
    refused = {node.id for node in decision.refusals}
    found = (place for place, need in enumerate(block.needs, start=1) if need.id in refused)
    return next(found, 0)
