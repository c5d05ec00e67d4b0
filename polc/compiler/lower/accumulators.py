"""The accumulators that the claims of a policy need.

In: an accumulator, wherever one is read or moved. Out: its id, and in the end all of them.
"""

from collections.abc import Mapping

from attrs import define, evolve, field

from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.nodes.program import TypedPool


@define
class AccumulatorTable:
    """The accumulators found so far, by id; `pools` are those of the policy."""

    pools: Mapping[str, TypedPool]
    found: dict[str, Accumulator] = field(factory=dict)

    def branch(self) -> "AccumulatorTable":
        """A table that goes on from here without touching this one."""
        return AccumulatorTable(self.pools, dict(self.found))

    def take(self, accumulator: Accumulator) -> str:
        """Declares an accumulator, which may open with several benefits; its id."""
        known = self.found.setdefault(accumulator.id, accumulator)
        opens = tuple(dict.fromkeys((*known.opens, *accumulator.opens)))
        self.found[accumulator.id] = evolve(known, opens=opens)
        return accumulator.id
