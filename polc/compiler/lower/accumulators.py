"""The accumulators that the claims of a policy need.

In: an accumulator, wherever one is read or moved. Out: its id, and in the end all of them.
"""

from collections.abc import Mapping

from attrs import field

from polc.compiler.plan.plan import Accumulator, OpeningPart
from polc.compiler.typed.nodes.program import TypedPool
from polc.records.evolve import evolve
from polc.records.mutable import define


@define
class AccumulatorTable:
    """The accumulators found so far, by id; `pools` are those of the policy."""

    pools: Mapping[str, TypedPool]
    found: dict[str, Accumulator] = field(factory=dict)
    _always: dict[str, set[str]] = field(factory=dict)
    """By benefit the pools to which everything goes that it pays."""
    _by_kind: dict[str, dict[str, set[str]]] = field(factory=dict)
    """By benefit and kind of care, if it pays anything, those to which everything goes that this
    kind is paid."""

    def branch(self) -> "AccumulatorTable":
        """A table that goes on from here without touching this one."""
        return AccumulatorTable(self.pools, dict(self.found))

    def add(self, later: "AccumulatorTable") -> None:
        """Goes on with what a later part of the policy declared and noted."""
        for accumulator in later.found.values():
            self.take(accumulator)
        for owner, pools in later._always.items():
            self._always.setdefault(owner, set()).update(pools)
        for owner, of_kinds in later._by_kind.items():
            self._by_kind.setdefault(owner, {}).update(of_kinds)

    def take(self, accumulator: Accumulator) -> str:
        """Declares an accumulator, which may open with several benefits; its id."""
        known = self.found.setdefault(accumulator.id, accumulator)
        opens = tuple(dict.fromkeys((*known.opens, *accumulator.opens)))
        unopened = tuple(dict.fromkeys((*known.unopened, *accumulator.unopened)))
        if (opens, unopened) != (known.opens, known.unopened):
            self.found[accumulator.id] = evolve(known, opens=opens, unopened=unopened)
        return accumulator.id

    def note_charge(self, owner: str, part: str, pools: set[str]) -> None:
        """That everything a benefit pays, or one of its kinds of care, goes to these pools."""
        if owner == part:
            self._always.setdefault(owner, set()).update(pools)
        else:
            self._by_kind.setdefault(owner, {})[part] = pools

    def finish(self) -> tuple[Accumulator, ...]:
        """All of them, each with the benefits of which it may have had only a part: a pool that
        is charged under a condition or by some kinds of care, a limit of one of several kinds."""
        return tuple(
            evolve(accumulator, sometimes=self._find_sometimes(accumulator))
            for accumulator in self.found.values()
        )

    def _find_sometimes(self, of: Accumulator) -> tuple[tuple[str, OpeningPart], ...]:
        if of.own is None:
            return of.sometimes
        group, _ = of.own
        if group == "pools":
            opens = of.opens
            return tuple(opening for opening in opens if of.name not in self._pools_of(opening[0]))
        kinds = self._by_kind
        return tuple(opening for opening in of.sometimes if len(kinds.get(opening[0], ())) != 1)

    def _pools_of(self, benefit: str) -> set[str]:
        kinds = self._by_kind.get(benefit, {}).values()
        common = set.intersection(*kinds) if kinds else set[str]()
        return self._always.get(benefit, set()) | common
