"""Functions of a claim for those claims of which it is known what they give, and no other.

In: the function block of a claim, the figures of its slots. Out: `Variants`, which makes functions
that are called as that of the block is and come to the same for the claims they are made for.
"""

from collections.abc import Collection, Mapping

from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import FunctionBlock, generate_variant
from polc.compiler.readers.specialize.specialize import specialize
from polc.link.deciding import Settle, decide_where_refused, may_lack
from polc.link.given_parameter import SlotValue
from polc.link.kept_runs import KeptRuns
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.claim_functions import Given


@frozen(eq=False)
class Variants:
    """The block of a claim under figures; `limits` are those of what comes from outside, `runs`
    the last runs of blocks."""

    claim: FunctionBlock
    slots: Mapping[str, SlotValue]
    limits: InputLimits
    runs: KeptRuns

    def make(self, there: Given) -> Settle:
        """The function of the claims that give these inputs; whoever calls it has asked that."""
        variant = self._write(there)
        made = self._make(variant)
        if not may_lack(variant.nodes):
            return made
        return decide_where_refused(self.claim, made, self.slots, self.limits, self.runs)

    def make_guarded(self, there: Given, unmoved: Collection[str]) -> Settle:
        """The same of those before which nothing has moved the sums `unmoved`. It refuses a claim
        that gives something else, and whatever lacks something, whether or not that matters."""
        return self._make(self._write(there, unmoved, is_guarded=True))

    def _write(
        self, there: Given, unmoved: Collection[str] = (), *, is_guarded: bool = False
    ) -> FunctionBlock:
        claim = self.claim
        given = {input_ for input_, is_there in zip(claim.inputs, there, strict=True) if is_there}
        missing = set(claim.inputs) - given
        simpler = specialize(
            claim.nodes, given, missing, self.slots.keys(), self.limits, unmoved=unmoved
        )
        only_for = there if is_guarded else None
        return generate_variant(claim, simpler.nodes, simpler.never_negative, only_for)

    def _make(self, variant: FunctionBlock) -> Settle:
        return variant.make(tuple(self.slots.get(slot, MISSING) for slot in variant.slots))
