"""Who a benefit or a report is for, and the class that counts: semantics 5, 6 and 21.

In: the terms that stand. Out: the flag of `for`, the identities among which the class is
chosen, the class. Everything else is asked only where the flag holds.
"""

from polc.compiler.lower.lowering import Lowering, PersonClass
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_held import lower_held
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Arm, Class, NodeId, Select
from polc.compiler.plan.payment_steps import Stop
from polc.compiler.typed.nodes.statements import TypedLimited
from polc.compiler.typed.nodes.values import Either, Held
from polc.records.evolve import evolve


@frozen
class People:
    """The flag of `for` and `not for` (the guard itself where everyone is meant), the
    identities held of those meant, the class of them that counts, what stops who is not."""

    flag: NodeId | None
    held: NodeId
    person_class: PersonClass
    stops: tuple[Stop, ...]


def lower_people(terms: Terms, lowering: Lowering, guard: NodeId | None, name: str) -> People:
    """Who is meant, and the class that counts. Until they are known none does."""
    lowering = evolve(lowering, person_class=None)
    block = lowering.block
    stops: list[Stop] = []
    held = block.read("system", "held", "mask")
    meant = terms.people
    if meant is not None and meant.people is not None:
        part, origin = f"{name}.for", meant.origin
        held, conditions = among_people(meant.people, meant.limited, lowering, guard, part, origin)
        guard = block.test(part, "any", (held,), guard, origin)
        lowering.steps.note_conditions(guard, conditions)
        stops.append(Stop("for", guard, origin))
    for place, statement in enumerate(terms.not_for, start=1):
        suffix = f".{place}" if place > 1 else ""
        excluded = lowering.flag(
            statement.people, f"{name}.excluded{suffix}", guard, statement.origin
        )
        guard = block.test(f"{name}.not_for{suffix}", "not", (excluded,), guard, statement.origin)
        stops.append(Stop("not_for", guard, statement.origin))
    counts = _lower_class(terms, lowering, guard, held, name)
    return People(guard, held, PersonClass(counts, _among_of(terms, lowering)), tuple(stops))


def among_people(
    people: Held,
    limited: tuple[TypedLimited, ...],
    lowering: Lowering,
    guard: NodeId | None,
    name: str,
    origin: Origin,
) -> tuple[NodeId, tuple[NodeId, ...]]:
    """Those held of a list, some of them under conditions of their own, and the flags of these.
    The conditions are asked only of who holds the identity, and in order until one holds."""
    block = lowering.block
    found, reached = lower_held(lowering, name, people, guard, origin)
    zero = block.constant(0, "mask")
    flags = list(reached)
    groups = _by_conditions(people, limited, lowering)
    for place, (bits, parts) in enumerate(groups, start=1):
        part = f"{name}.limited.{place}"
        members = tuple((word, ()) for word, bit in lowering.bits.items() if bits >> bit & 1)
        reaching = parts[0].people.reaching
        plain = Held(members, limited[0].people.on, reaching=reaching)
        if reaching:
            held, reached = lower_held(lowering, part, plain, guard, origin)
            flags += reached
        else:
            held = lowering.among(part, plain, guard, origin)
        holds = block.test(f"{part}.holds", "any", (held,), guard, origin)
        conditions = tuple(limit.condition for limit in parts)
        condition = conditions[0] if len(conditions) == 1 else Either(conditions)
        meets = lowering.flag(condition, f"{part}.when", holds, origin)
        counted = block.add(
            Select(
                id=f"{part}.counted",
                kind="mask",
                guard=guard,
                origin=origin,
                key=meets,
                arms=(Arm(held, ranges=((1, 1),)),),
                otherwise=zero,
            )
        )
        flags.append(meets)
        found = lowering.arith(f"{part}.sum", "add", (found, counted), guard, origin)
    return found, tuple(flags)


def _among_of(terms: Terms, lowering: Lowering) -> int | None:
    """The bits of all whom `for` names; None where it is for everyone."""
    meant = terms.people
    if meant is None or meant.people is None:
        return None
    people = (meant.people, *(limit.people for limit in meant.limited))
    return lowering.mask(tuple(member for held in people for member in held.members))


def _by_conditions(
    people: Held, limited: tuple[TypedLimited, ...], lowering: Lowering
) -> list[tuple[int, tuple[TypedLimited, ...]]]:
    """The identities (bits) that stand under conditions only, with the parts of the list that
    name them: one of several parts counts where any of their conditions holds, and its
    recognition reaches back the same in each."""
    plain = lowering.mask(people.members)
    parts = [(lowering.mask(limit.people.members) & ~plain, limit) for limit in limited]
    found: dict[tuple[int, ...], int] = {}
    for bit in lowering.bits.values():
        places = tuple(at for at, (bits, _) in enumerate(parts) if bits >> bit & 1)
        if places:
            found[places] = found.get(places, 0) | 1 << bit
    return [(bits, tuple(parts[at][1] for at in places)) for places, bits in sorted(found.items())]


def _lower_class(
    terms: Terms, lowering: Lowering, guard: NodeId | None, held: NodeId, name: str
) -> NodeId:
    """The identity that counts: the highest in rank, or the lowest where the benefit says
    so."""
    block = lowering.block
    how, origin = terms.class_, terms.origin_of(terms.people)
    if how is None or how.how != "lowest":
        return block.add(
            Class(id=f"{name}.class", kind="mask", guard=guard, origin=origin, held=held)
        )
    bits = sorted(lowering.bits.values(), reverse=True)
    arms = tuple(Arm(block.constant(1 << bit, "mask"), 1 << bit) for bit in bits)
    return block.add(
        Select(
            id=f"{name}.class",
            kind="mask",
            guard=guard,
            origin=how.origin,
            key=held,
            arms=arms,
            otherwise=block.constant(0, "mask"),
        )
    )
