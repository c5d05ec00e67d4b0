"""Tables onto nodes: by identity, by a field of the case, by year.

In: a typed table. Out: the id of its node. A row that is no plain figure is asked only
where it is met; a table that may have no row for a case demands one.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.model.origin import Origin
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.nodes import Arm, Class, Mask, NodeId, Select
from polc.compiler.typed.nodes.values import Figure, Lookup


def lower_lookup(
    lowering: Lowering, typed: Lookup, name: str, guard: NodeId | None, origin: Origin
) -> NodeId:
    """A table; rows that are not plain figures are asked only where they are met."""
    block = lowering.block
    known = typed.key is not None or lowering.class_known(guard)
    if typed.key is not None:
        key = lowering.value(typed.key, f"{name}.key", guard, origin)
    elif lowering.person_class is not None and known:
        key = lowering.person_class.node
    else:
        key = _highest_held(name, lowering, guard, origin)
    arms: list[Arm] = []
    for place, row in enumerate(typed.rows, start=1):
        bits = lowering.mask(row.members)
        row_origin = row.origin if row.origin.rule else origin
        row_origin = lowering.row_chosen(row.value, row_origin)
        inner = guard
        if not isinstance(row.value, Figure):
            inner = lower_row_guard(
                lowering, f"{name}.row{place}", key, bits, row.ranges, guard, origin
            )
        value = lowering.value(row.value, f"{name}.row{place}", inner, row_origin)
        arms.append(Arm(value, bits, row.ranges, row_origin))
    otherwise = None
    rest = typed.otherwise_origin if typed.otherwise_origin.rule else origin
    rest = lowering.row_chosen(typed.otherwise, rest)
    if typed.otherwise is not None:
        inner = guard
        if not isinstance(typed.otherwise, Figure):
            met = tuple(
                lower_row_guard(
                    lowering, f"{name}.met{place}", key, arm.bits, arm.ranges, guard, origin
                )
                for place, arm in enumerate(arms, start=1)
            )
            any_met = block.test(f"{name}.met", "or", met, guard, origin)
            inner = block.test(f"{name}.otherwise_met", "not", (any_met,), guard, origin)
        otherwise = lowering.value(typed.otherwise, f"{name}.otherwise", inner, rest)
    kind = NODE_KINDS[typed.kind]
    picked = block.add(
        Select(
            id=name,
            kind=kind,
            guard=guard,
            origin=origin,
            key=key,
            arms=tuple(arms),
            otherwise=otherwise,
            otherwise_origin=rest if rest is not origin else typed.otherwise_origin,
        )
    )
    if otherwise is None and (typed.key is not None or not known or not _covers(arms, lowering)):
        return block.demand(picked, "not_covered", origin.rule, guard, origin)
    return picked


def _highest_held(name: str, lowering: Lowering, guard: NodeId | None, origin: Origin) -> NodeId:
    """Where no benefit's class counts: the highest identity that the person holds. Where one
    counts that is not asked for, as with an amount that is given: the highest of its people."""
    block = lowering.block
    held = block.read("system", "held", "mask")
    among = _among(lowering)
    if among is not None:
        held = block.add(
            Mask(
                id=f"{name}.people",
                kind="mask",
                guard=guard,
                origin=origin,
                held=held,
                among=among,
            )
        )
    own = Class(id=f"{name}.class", kind="mask", guard=guard, origin=origin, held=held)
    return block.add(own)


def _covers(arms: list[Arm], lowering: Lowering) -> bool:
    """Whether a table by identity has a row for every class that may count here."""
    listed = 0
    for arm in arms:
        listed |= arm.bits
    among = _among(lowering)
    return among is not None and not among & ~listed


def _among(lowering: Lowering) -> int | None:
    """The bits of those one of which is the class that counts."""
    return lowering.person_class.among if lowering.person_class is not None else None


def lower_row_guard(
    lowering: Lowering,
    name: str,
    key: NodeId,
    bits: int,
    ranges: tuple[tuple[int | None, int | None], ...],
    guard: NodeId | None,
    origin: Origin,
) -> NodeId:
    """The flag that says whether a row is met."""
    block = lowering.block
    if bits:
        held = block.add(
            Mask(
                id=f"{name}.of",
                kind="mask",
                guard=guard,
                origin=origin,
                held=key,
                among=bits,
            )
        )
        return block.test(f"{name}.met", "any", (held,), guard, origin)
    flags = []
    for low, high in ranges:
        tests = []
        for op, edge in (("ge", low), ("le", high)):
            if edge is not None:
                bound = block.constant(edge, block.kinds[key])
                tests.append(block.test(f"{name}.{op}", op, (key, bound), guard, origin))
        flags.append(
            tests[0]
            if len(tests) == 1
            else block.test(f"{name}.in", "and", tuple(tests), guard, origin)
        )
    return (
        flags[0]
        if len(flags) == 1
        else block.test(f"{name}.met", "or", tuple(flags), guard, origin)
    )
