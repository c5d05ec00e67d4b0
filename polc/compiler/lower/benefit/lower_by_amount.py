"""`class highest by amount`: every class that the person holds is tried, the largest payment
after limits wins, ties by rank; the accumulators advance once, with the winner.

In: the terms that stand, the identities held of those meant. Out: the winner's figures.
Source: semantics 5.
"""

from polc.compiler.lower.benefit.lower_kinds_of_care import (
    KindOfCareTerms,
    ask_kinds_of_care,
    lower_kinds_of_care,
)
from polc.compiler.lower.benefit.lower_payment import Computed, TermFlags, lower_payment
from polc.compiler.lower.benefit.lower_terms import Deductible
from polc.compiler.lower.lowering import Lowering, PersonClass
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import Mask, MaxOf, NodeId, Option
from polc.compiler.plan.payment_steps import Computation, TriedClass
from polc.records.evolve import evolve


def lower_by_amount(
    terms: Terms,
    lowering: Lowering,
    asked: TermFlags,
    base: NodeId,
    most: NodeId,
    held: NodeId,
) -> tuple[Computed[tuple[TriedClass, ...]], tuple[KindOfCareTerms, ...]]:
    """One computation for each class, and the best of them; the kinds of care to charge, as
    the winner's class has them."""
    block, name = lowering.block, terms.name
    base_needed, bears = asked.base_needed, asked.bears
    origin = terms.origin_of(terms.class_)
    among = lowering.person_class.among if lowering.person_class is not None else None
    tried: list[tuple[NodeId, NodeId, Computed[Computation]]] = []
    for identity in _classes(terms, lowering):
        bit = 1 << lowering.bits[identity]
        step = f"{name}.as.{identity}"
        own = block.add(
            Mask(id=f"{step}.class", kind="mask", guard=bears, origin=origin, held=held, among=bit)
        )
        flag = block.test(f"{step}.held", "any", (own,), bears, origin)
        pays = flag
        if asked.pays != bears:
            pays = block.test(f"{step}.pays", "and", (asked.pays,), flag, origin)
        of_class = TermFlags(base_needed, flag, pays)
        inner = evolve(lowering, person_class=PersonClass(own, among))
        of_step = evolve(terms, name=step)
        if terms.first_of is not None:
            computed, _ = lower_kinds_of_care(of_step, terms.first_of, inner, of_class, base, most)
        else:
            computed = lower_payment(of_step, inner, of_class, base, most)
        tried.append((flag, own, computed))
    options = tuple(
        Option(f"{name}.option", flag, computed.capped, origin) for flag, _, computed in tried
    )
    best = block.add(
        MaxOf(id=f"{name}.best", kind="money", guard=bears, origin=origin, options=options)
    )
    winners = winner_flags(lowering, f"{name}.winner", options, best, bears, terms)
    chosen = _chosen(terms, lowering, bears, tried, winners, best)
    if terms.first_of is None:
        return chosen, ()
    won = evolve(lowering, person_class=chosen.person_class)
    return chosen, tuple(ask_kinds_of_care(terms, terms.first_of, won, base_needed))


def winner_flags(
    lowering: Lowering,
    name: str,
    options: tuple[Option, ...],
    best: NodeId,
    pays: NodeId | None,
    terms: Terms,
) -> list[NodeId]:
    """For each option whether it is the first open one that has the best amount."""
    block, origin = lowering.block, terms.origin_of(terms.class_)
    found: list[NodeId] = []
    won: tuple[NodeId, ...] = ()
    for place, option in enumerate(options, start=1):
        same = block.test(f"{name}.{place}.same", "eq", (option.amount, best), pays, origin)
        parts = [option.open, same]
        if found:
            before = block.test(f"{name}.{place}.before", "or", (*won, found[-1]), pays, origin)
            won = (before,)
            parts.append(block.test(f"{name}.{place}.first", "not", (before,), pays, origin))
        found.append(block.test(f"{name}.{place}", "and", tuple(parts), pays, origin))
    return found


def _classes(terms: Terms, lowering: Lowering) -> list[str]:
    """The classes that `for` names, by rank; all of them where it names none."""
    named = list(lowering.bits)
    if terms.people is not None and terms.people.people is not None:
        named = list(terms.people.people.identities)
        named += [
            identity for limited in terms.people.limited for identity in limited.people.identities
        ]
    return sorted(dict.fromkeys(named), key=lambda identity: lowering.bits[identity])


def _chosen(
    terms: Terms,
    lowering: Lowering,
    pays: NodeId,
    tried: list[tuple[NodeId, NodeId, Computed[Computation]]],
    winners: list[NodeId],
    best: NodeId,
) -> Computed[tuple[TriedClass, ...]]:
    """The winner's figures, each picked by its flag; sums that move, with the winner's."""
    name, origin = terms.name, terms.origin_of(terms.class_)
    zero = lowering.block.constant(0, "money")

    def pick(part: str, values: list[NodeId], otherwise: NodeId, guard: NodeId | None) -> NodeId:
        found = otherwise
        for place, (flag, value) in enumerate(zip(winners, values, strict=True), start=1):
            found = lowering.choose(f"{name}.{part}.{place}", flag, value, found, guard, origin)
        return found

    advances = []
    names = dict.fromkeys(acc for _, _, computed in tried for acc, _ in computed.advances)
    for acc in names:
        values = [dict(computed.advances)[acc] for _, _, computed in tried]
        before = lowering.block.load(acc)
        if lowering.given is not None:
            # Nobody wins where the payment is given; what it moves hangs on no class.
            part = f"{name}.given.{acc}"
            before = lowering.choose(part, lowering.given.is_given, values[0], before, None, origin)
        advances.append((acc, pick(f"after.{acc}", values, before, None)))
    classes = [own for _, own, _ in tried]
    told = []
    for winner, (held, own, computed) in zip(winners, tried, strict=True):
        told.append(TriedClass(own, held, computed.capped, winner, computed.steps))
    among = lowering.person_class.among if lowering.person_class is not None else None
    found = (computed.above_cap for _, _, computed in tried)
    above = [cost for cost in found if cost is not None]
    won = pick("class", classes, lowering.block.constant(0, "mask"), pays)
    return Computed(
        uncapped=pick("rounded", [computed.uncapped for _, _, computed in tried], zero, pays),
        capped=best,
        deductible=Deductible(
            pick(
                "deductible",
                [computed.deductible.effective for _, _, computed in tried],
                zero,
                pays,
            ),
            None,
        ),
        counted=pick("counted", [computed.counted for _, _, computed in tried], zero, pays),
        advances=tuple(advances),
        steps=tuple(told),
        not_specified=tuple(flag for _, _, computed in tried for flag in computed.not_specified),
        person_class=PersonClass(won, among),
        above_cap=pick("above_cap", above, zero, pays) if above else None,
    )
