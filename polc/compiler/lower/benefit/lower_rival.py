"""Two benefits of which the higher pays, and not both: semantics 8.

In: what the first comes to, the other as it would pay if the first did not. Out: what is left of
the first, with why; of the second whether the first pays.
"""

from polc.compiler.lower.benefit.lower_base import lower_base, lower_most
from polc.compiler.lower.benefit.lower_conditions import lower_conditions
from polc.compiler.lower.benefit.lower_due import compute, lower_bears, lower_pays, lower_specified
from polc.compiler.lower.benefit.lower_paid import lower_given
from polc.compiler.lower.benefit.lower_payment import Computed, TermFlags
from polc.compiler.lower.benefit.lower_people import lower_people
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import Stop, Ways
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.records.evolve import evolve


def hold_against_rival(
    terms: Terms, lowering: Lowering, computed: Computed[Ways], pays: NodeId
) -> tuple[Computed[Ways], NodeId | None, tuple[Stop, ...]]:
    """Where the benefit behind it would be paid more, or is given an amount, this one pays nothing
    and moves nothing. Out: what it comes to, the flag that it loses (None: nothing is held against
    it)."""
    found = _find_rival(terms, lowering)
    if found is None:
        return computed, None, ()
    rival, rival_terms = found
    assert rival_terms.rival is not None
    block, name = lowering.block, terms.name
    origin = evolve(rival_terms.rival.origin, rule=f"{name}.rival")
    zero = block.constant(0, "money")
    some = block.test(f"{name}.some", "gt", (computed.capped, zero), pays, origin)
    step = f"{name}.against.{rival.id}"
    given, amount = _amount_of(rival, evolve(rival_terms, name=step), lowering, some)
    lowering.steps.figures[amount] = rival.id
    lowering.steps.figures[computed.capped] = name
    more = block.test(f"{step}.more", "gt", (amount, computed.capped), some, origin)
    paid = block.test(f"{step}.paid", "gt", (amount, zero), some, origin)
    is_paid = block.test(f"{step}.given", "and", (given, paid), some, origin)
    loses = block.test(f"{step}.loses", "or", (more, is_paid), some, origin)
    stays = block.test(f"{step}.stays", "not", (loses,), some, origin)

    def unless(part: str, value: NodeId, otherwise: NodeId) -> NodeId:
        return lowering.choose(f"{step}.{part}", loses, otherwise, value, None, origin)

    held = evolve(
        computed,
        uncapped=unless("uncapped", computed.uncapped, zero),
        capped=unless("capped", computed.capped, zero),
        advances=tuple(
            (acc, unless(f"after.{acc}", after, block.load(acc)))
            for acc, after in computed.advances
        ),
    )
    return held, loses, (Stop("rival", stays, origin),)


def ask_first(
    terms: Terms, lowering: Lowering, guard: NodeId | None
) -> tuple[NodeId | None, tuple[Stop, ...]]:
    """Whether the benefit before it, of which this one is the other, pays nothing."""
    rival = terms.rival
    if rival is None:
        return guard, ()
    first = lowering.so_far.layers[rival.benefit].figures["paid"]
    zero = lowering.block.constant(0, "money")
    flag = lowering.block.test(
        f"{terms.name}.first_unpaid", "eq", (first, zero), guard, rival.origin
    )
    return flag, (Stop("rival", flag, rival.origin),)


def _find_rival(terms: Terms, lowering: Lowering) -> tuple[TypedBenefit, Terms] | None:
    """The benefit behind it that pays instead where it is higher."""
    # Which readings the others hang on is nothing to a benefit that has no rival among them.
    for benefit in lowering.kept.rivals.get(terms.owner, ()):
        other = lowering.kept.choose(benefit, lowering.choices)
        if other.rival is not None and other.rival.benefit == terms.owner:
            return benefit, other
    return None


def _amount_of(
    rival: TypedBenefit, terms: Terms, lowering: Lowering, asked: NodeId
) -> tuple[NodeId, NodeId]:
    """The flag that its payment is given; what it is given, or would be paid of this claim."""
    lowering = evolve(lowering, given=None)
    given, is_computed = lower_given(rival, terms, lowering)
    assert given is not None
    assert is_computed is not None
    block, origin = lowering.block, terms.origin
    guard: NodeId | None = block.test(
        f"{terms.name}.computes", "and", (is_computed,), asked, origin
    )
    inner = evolve(lowering, given=given)
    people = lower_people(terms, inner, guard, terms.name)
    inner = evolve(inner, person_class=people.person_class)
    eligible, _ = lower_conditions(terms.when, terms, inner, people.flag)
    base = lower_base(terms, inner, eligible)
    most = lower_most(terms, inner, base, eligible)
    bears = lower_bears(terms, inner, eligible, base)
    opens, _ = lower_pays(terms, inner, eligible, base, bears)
    pays, _ = lower_specified(terms, inner, opens)
    flags = TermFlags(eligible, pays if bears is None else bears, pays)
    computed, _ = compute(terms, inner, flags, base, most, people.held)
    amount = lowering.choose(
        f"{terms.name}.amount", given.is_given, given.amount, computed.capped, asked, origin
    )
    return given.is_given, amount
