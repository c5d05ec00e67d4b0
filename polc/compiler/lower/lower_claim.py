"""The benefits of claims onto nodes, in paying order, each where the one before it has left off.

In: what the lowering of a program starts from, the choices. Out: `LoweredClaim`. Under other
choices the benefits are lowered anew from the first on that hangs on one of them: what stands
before it is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from polc.compiler.lower.benefit.lower_base import pays_from_own_cost
from polc.compiler.lower.benefit.lower_benefit import lower_benefit
from polc.compiler.lower.benefit.lower_bills import keep_within
from polc.compiler.lower.benefit.lower_earlier import keep_after_all, start_stays
from polc.compiler.lower.benefit.lower_limits import charged_pools
from polc.compiler.lower.benefit.lower_whole_year import counts_whole_of_year, keep_left
from polc.compiler.lower.block import PlanBlock
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.lower.lowering import LoweredSoFar, Lowering
from polc.compiler.lower.settled_for_stay import find_settled_for_stay, shares_ask_amount
from polc.compiler.lower.start_lowering import start_lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.written import Written
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import AnyNode, Class, Mask
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.records.evolve import evolve
from polc.records.frozen import frozen

Choices = Mapping[str, str]

MOST_STRETCHES: Final = 20
"""The benefits are kept in so many stretches at most: what is kept of each is as long as all before
it."""


@frozen(eq=False, kw_only=True)
class ClaimSoFar:
    """The claim as it stands after some of its benefits."""

    block: PlanBlock
    written: Written
    so_far: LoweredSoFar
    shape: "_Shape"

    def go_on(
        self, kept: KeptLowering, choices: Choices, written: Written, block: PlanBlock
    ) -> Lowering:
        """A lowering that goes on from here, on this block."""
        return evolve(
            start_lowering(kept, choices, written),
            block=block,
            so_far=self.so_far,
            settled_for_stay=self.shape.settled_for_stay(),
        )


@frozen(eq=False)
class LoweredClaim:
    """The claim after its last benefit, and all its nodes."""

    reached: ClaimSoFar
    nodes: tuple[AnyNode, ...]


@frozen(kw_only=True)
class _Shape:
    """What hangs on the terms of all benefits together: those that are settled for the stay, with
    the sums that others behind them move too; whether anything is of the stay; where something is
    settled for it, those that make something due for claims of the year (`of_year`); those that
    are settled bill by bill and so keep what they were paid, which benefits pay on the whole bill
    or out of policy (`on_bill`), which of these stand before one in policy, both settled for the
    stay (`sparing`), and of each benefit from which of those by bill on they stand behind it."""

    settled: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    of_stay: bool
    of_year: tuple[str, ...]
    by_bill: tuple[str, ...]
    on_bill: frozenset[str]
    sparing: frozenset[str]
    behind: tuple[int, ...]

    def settled_for_stay(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """By benefit, and by pool."""
        return {benefit: dict(pools) for benefit, pools in self.settled}


def lower_claim(kept: KeptLowering, choices: Choices) -> LoweredClaim:
    """The claim under these choices."""
    benefits = [benefit for benefit in kept.program.benefits if benefit.per != "person_year"]
    shape = kept.find("shape", choices, partial(_find_shape, kept, benefits))
    reached = kept.find(shape, choices, partial(_begin, kept, shape))
    places = range(len(benefits))
    size = max(1, -(-len(benefits) // MOST_STRETCHES))
    for start in places[::size]:
        add = partial(_add_benefits, kept, reached, benefits, places[start : start + size])
        reached = kept.find(reached, choices, add)
    return kept.find((reached, "finished"), choices, partial(_finish, kept, reached))


def _begin(kept: KeptLowering, shape: _Shape, choices: Choices) -> ClaimSoFar:
    """Before any benefit."""
    written = Written.nothing(kept.pools)
    lowering = start_lowering(kept, choices, written)
    remaining = lowering.block.read("claim", "in_policy", "money")
    lowering = evolve(lowering, so_far=LoweredSoFar(remaining=remaining))
    so_far = start_stays(
        lowering,
        shape.of_stay,
        on_bill=bool(shape.settled and shape.on_bill),
        of_year=shape.of_year,
    )
    return ClaimSoFar(block=lowering.block, written=written, so_far=so_far, shape=shape)


def _add_benefits(
    kept: KeptLowering,
    reached: ClaimSoFar,
    benefits: Sequence[TypedBenefit],
    places: range,
    choices: Choices,
) -> ClaimSoFar:
    """The next benefits, on the same block where nobody else goes on from there."""
    shape = reached.shape
    settled = shape.settled_for_stay()
    if kept.many:
        reached = evolve(reached, block=reached.block.branch(), written=reached.written.branch())
    for place in places:
        benefit = benefits[place]
        # Nobody else asks who stands behind it, and of every layer that would be a long list.
        behind = shape.by_bill[shape.behind[place] :] if benefit.id in settled else ()
        reached = _add_benefit(kept, reached, benefit, behind, choices)
    return reached


def _add_benefit(
    kept: KeptLowering,
    reached: ClaimSoFar,
    benefit: TypedBenefit,
    behind: tuple[str, ...],
    choices: Choices,
) -> ClaimSoFar:
    lowering = reached.go_on(kept, choices, reached.written, reached.block)
    on_bill = reached.shape.on_bill
    keeping = tuple(layer for layer in behind if layer in on_bill)
    in_policy = [layer for layer in behind if layer not in on_bill]
    spares = benefit.id in reached.shape.sparing
    lowering = evolve(lowering, keeping_bill=keeping, spares_policy=spares)
    so_far = lower_benefit(benefit, lowering, in_policy)
    return evolve(reached, block=lowering.block, so_far=so_far)


def _finish(kept: KeptLowering, reached: ClaimSoFar, choices: Choices) -> LoweredClaim:
    """What stands behind all benefits. Reports go on from there, before the sums are stored."""
    written = reached.written.branch()
    claim = reached.go_on(kept, choices, written, reached.block.branch())
    for whole in claim.so_far.whole_years:
        keep_left(whole, claim)
    keep_after_all(claim, reached.shape.of_year)
    keep_within(claim)
    _emit_standing(kept.program, claim)
    nodes = claim.block.branch().finish()
    return LoweredClaim(evolve(reached, block=claim.block, written=written), nodes)


def _find_shape(kept: KeptLowering, benefits: Sequence[TypedBenefit], choices: Choices) -> _Shape:
    layers = [benefit for benefit in benefits if benefit.per == "claim"]
    terms = [kept.terms.choose(benefit, choices) for benefit in layers]
    start = start_lowering(kept, choices, Written.nothing(kept.pools))
    settled = find_settled_for_stay(terms, start)
    by_bill: list[str] = []
    places: dict[str, int] = {}
    for own in terms:
        if own.owner not in settled:
            by_bill.append(own.owner)
        places[own.owner] = len(by_bill)
    on_bill = frozenset(own.owner for own in terms if pays_from_own_cost(own))
    of_stay = [own.owner for own in terms if own.owner in settled]
    return _Shape(
        settled=tuple(_charged_behind(terms, settled, start)),
        of_stay=kept.terms.reports_ask_of_stay
        or bool(settled)
        or any(map(shares_ask_amount, terms)),
        of_year=tuple(own.owner for own in terms if settled and counts_whole_of_year(own)),
        by_bill=tuple(by_bill),
        on_bill=on_bill,
        sparing=frozenset(
            layer
            for place, layer in enumerate(of_stay)
            if layer in on_bill and not on_bill.issuperset(of_stay[place:])
        ),
        behind=tuple(places.get(benefit.id, len(by_bill)) for benefit in benefits),
    )


def _charged_behind(
    terms: Sequence[Terms], settled: frozenset[str], start: Lowering
) -> Iterator[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """Each benefit that is settled for the stay, with the pools that such ones behind it charge
    too: as one bill the stay has not charged them yet."""
    behind: dict[str, tuple[str, ...]] = {}
    for own in reversed(terms):
        if own.owner in settled:
            yield own.owner, tuple(behind.items())
            for pool in sorted(charged_pools(own, start)):
                behind[pool] = (*behind.get(pool, ()), own.owner)


def _emit_standing(program: Program, claim: Lowering) -> None:
    """What is left after all layers, the highest ranked identity held."""
    block, origin = claim.block, Origin("settlement")
    block.emit("remaining", claim.so_far.remaining, Origin("remaining"))
    if claim.so_far.outside:
        block.emit("outside", claim.so_far.outside, Origin("outside"))
    held = block.read("system", "held", "mask")
    ranked = sum(
        1 << place
        for place, identity in enumerate(program.identities)
        if identity.id in program.ranked
    )
    among = block.add(Mask(id="identity.held", kind="mask", origin=origin, held=held, among=ranked))
    highest = block.add(Class(id="identity", kind="mask", origin=origin, held=among))
    block.emit("identity", highest, Origin("identity"))
