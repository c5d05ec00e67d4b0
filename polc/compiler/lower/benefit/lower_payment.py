"""What a benefit pays of a claim: its amount, its limits, the least of them.

In: the terms that stand, the base. Out: the rounded amount, the payment, the steps that led
to it. Rounded once; lifted by `at least`; held by every limit.
"""

from typing import Generic, TypeVar

from polc.compiler.lower.appender import RoundingRule
from polc.compiler.lower.benefit.lower_above_cap import Capped, lower_above_cap
from polc.compiler.lower.benefit.lower_accumulated import Advance, Stretch
from polc.compiler.lower.benefit.lower_bands import Priced, lower_exact
from polc.compiler.lower.benefit.lower_counted import lower_counted
from polc.compiler.lower.benefit.lower_due_now import lower_due_now
from polc.compiler.lower.benefit.lower_limits import Limits, lower_limits, met
from polc.compiler.lower.benefit.lower_split import lower_split
from polc.compiler.lower.benefit.lower_terms import Deductible, lower_deductible
from polc.compiler.lower.lowering import Lowering, PersonClass
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Cap, NodeId
from polc.compiler.plan.payment_steps import (
    BoundStep,
    Computation,
    PaymentSteps,
    RoundingSteps,
    Ways,
)
from polc.compiler.typed.nodes.statements import RoundStatement


@frozen
class TermFlags:
    """The flags that a benefit's terms stand under: `base_needed` wherever its base is known
    (None: always), `bears` where the claim bears some of the deductible, `pays` where something
    is paid: the same as `bears` unless a claim can count and pay nothing."""

    base_needed: NodeId | None
    bears: NodeId
    pays: NodeId


Steps_co = TypeVar("Steps_co", bound=Ways, covariant=True)


@frozen(kw_only=True)
class Computed(Generic[Steps_co]):
    """The amount before limits (`uncapped`) and after them (`capped`), the stretch that was
    counted, the effective deductible, the accumulators that move, the steps, the flags that
    the document says nothing, the class that counts from here on (None: the one before), what of
    the cost lies above the limits (None: nothing asks)."""

    uncapped: NodeId
    capped: NodeId
    deductible: Deductible
    counted: NodeId
    advances: tuple[Advance, ...]
    steps: Steps_co
    not_specified: tuple[NodeId, ...] = ()
    person_class: PersonClass | None = None
    above_cap: NodeId | None = None


def lower_payment(
    terms: Terms, lowering: Lowering, asked: TermFlags, base: NodeId, most: NodeId
) -> Computed[Computation]:
    """The deductible, the stretch, the amount, the payment."""
    pays = asked.pays
    deductible = lower_deductible(terms, lowering, asked.bears)
    edge = deductible.effective
    divided = terms.divided
    if divided is not None:
        needed = asked.base_needed
        priced, stretch = lower_split(terms, divided, lowering, needed, pays, base, edge)
    else:
        stretch = lower_counted(terms, lowering, asked.bears, base, edge)
        priced = lower_exact(terms, lowering, pays, stretch, deductible)
    found = lower_capped(terms, lowering, pays, most, priced)
    steps = Computation(deductible.steps, stretch.steps, found.steps)
    advances = (*stretch.advances, *priced.advances, *found.advances)
    above = None
    if lowering.kept.is_asked_above_cap(terms.owner):
        above = lower_above_cap(terms, lowering, pays, stretch, priced, found)
    return Computed(
        uncapped=found.uncapped,
        capped=found.capped,
        deductible=deductible,
        counted=above_deductible(terms, lowering, pays, stretch),
        advances=advances,
        steps=steps,
        above_cap=above,
    )


def above_deductible(terms: Terms, lowering: Lowering, pays: NodeId, stretch: Stretch) -> NodeId:
    """What lies above the deductible, whether the year may count it or not."""
    if stretch.over is None:
        return stretch.counted
    sums, origin = (stretch.counted, stretch.over), terms.origin_of(terms.deductible)
    return lowering.arith(f"{terms.name}.above_deductible", "add", sums, pays, origin)


def lower_capped(
    terms: Terms,
    lowering: Lowering,
    pays: NodeId,
    most: NodeId,
    priced: Priced,
    outer: Limits | None = None,
) -> Capped:
    """The amount rounded, lifted, held by the limits; of a kind of care also by those of its
    benefit."""
    name = f"{terms.name}.rounded"
    rounding = round_payment(terms.round, lowering, pays, priced.exact, name, priced.origin)
    floors, uncapped = lift(terms, lowering, pays, rounding.rounded)
    uncapped, due_now, advances = lower_due_now(terms, lowering, pays, uncapped)
    found = lower_limits(terms, lowering, pays, most)
    capped = lowering.block.add(
        Cap(
            id=f"{terms.name}.computed",
            kind="money",
            guard=pays,
            origin=terms.paid_origin,
            uncapped=uncapped,
            limits=found.limits + (outer.limits if outer is not None else ()),
        )
    )
    lifted = found.lifted_caps + (outer.lifted_caps if outer is not None else ())
    steps = PaymentSteps(
        pricing=priced.pricing,
        changes=priced.changes,
        rounding=rounding,
        floors=floors,
        due_now=due_now,
        lifted_caps=lifted,
        taken=capped,
    )
    return Capped(uncapped, capped, steps, advances)


def round_payment(
    said: RoundStatement | None,
    lowering: Lowering,
    pays: NodeId | None,
    exact: NodeId,
    name: str,
    origin: Origin,
) -> RoundingSteps:
    """The amount rounded once: half-up to the fen, or as the statement or the policy says."""
    how = lowering.rounding
    if said is not None:
        how = RoundingRule(said.unit, said.down, origin=said.origin)
        origin = said.origin
    rounded = lowering.round(name, exact, pays, origin, how)
    return RoundingSteps(exact, rounded, how.origin)


def lift(
    terms: Terms, lowering: Lowering, pays: NodeId | None, amount: NodeId
) -> tuple[tuple[BoundStep, ...], NodeId]:
    """The amount, lifted by every `at least` that stands."""
    name, told = terms.name, []
    for place, floor in enumerate(terms.at_least, start=1):
        flag = met(floor, lowering, f"{name}.at_least.{place}", pays)
        least = lowering.value(floor.value, f"{name}.at_least.{place}", flag or pays, floor.origin)
        lifted = lowering.arith(
            f"{name}.lifted.{place}", "max", (amount, least), flag or pays, floor.origin
        )
        if flag is not None:
            step = f"{name}.lifted.{place}.standing"
            lifted = lowering.choose(step, flag, lifted, amount, pays, floor.origin)
            lowering.steps.note_conditions(lifted, (flag,))
        told.append(BoundStep("at_least", amount, lifted, floor.origin, least))
        amount = lifted
    return tuple(told), amount


def keep_advances(advances: tuple[Advance, ...], lowering: Lowering, counts: NodeId | None) -> None:
    """The accumulators hold their new values from here on, where the claim counts."""
    block = lowering.block
    for acc, after in advances:
        if counts is not None:
            origin = Origin(acc)
            after = lowering.choose(f"{acc}.counting", counts, after, block.load(acc), None, origin)
        block.keep(acc, after)
