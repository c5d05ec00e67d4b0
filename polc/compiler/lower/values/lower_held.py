"""The identities of a list that a person counts as holding: semantics 4.

In: the identities meant, on which days they are to be held, whose recognition reaches back. Out:
those that count, as a mask, and the flags that a day lies within the reach of a recognition.
"""

from typing import Final

from polc.compiler.lower.lower_dates import lower_dates
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.values.lower_days import lower_comparison
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Arm, Mask, NodeId, Select
from polc.compiler.typed.nodes.values import (
    ComparisonOf,
    FieldValue,
    Figure,
    Held,
    HeldSince,
    MonthsLater,
    Reaching,
    Running,
    SumOf,
    Typed,
)
from polc.runtime.vocabulary import find_field

_INPUTS: Final = {"day": "held", "month": "held_in_month", "year": "held_in_year"}


def lower_held(
    lowering: Lowering, name: str, people: Held, guard: NodeId | None, origin: Origin
) -> tuple[NodeId, tuple[NodeId, ...]]:
    """Those held; one whose recognition reaches back counts from that day on too."""
    block = lowering.block
    bits = lowering.mask(people.members)
    reached = _by_identity(lowering, people.reaching, bits)
    held = block.read("system", _INPUTS[people.on], "mask")

    def among(part: str, meant: int) -> NodeId:
        return block.add(
            Mask(id=part, kind="mask", guard=guard, origin=origin, held=held, among=meant)
        )

    plain = bits & ~sum(1 << bit for bit in reached)
    found = among(f"{name}.held", plain) if plain or not reached else None
    flags = list[NodeId]()
    for bit, reaches in reached.items():
        part = f"{name}.reaching.{bit}"
        within = [
            _reaches(lowering, f"{part}.{place}", 1 << bit, reach, guard, origin)
            for place, reach in enumerate(reaches, start=1)
        ]
        flag = within[0]
        if len(within) > 1:
            flag = block.test(f"{part}.any", "or", tuple(within), guard, origin)
        flags.append(flag)
        counted = block.add(
            Select(
                id=f"{part}.counted",
                kind="mask",
                guard=guard,
                origin=origin,
                key=flag,
                arms=(Arm(block.constant(1 << bit, "mask"), ranges=((1, 1),)),),
                otherwise=among(f"{part}.held", 1 << bit),
            )
        )
        parts = (counted,) if found is None else (found, counted)
        found = lowering.arith(f"{part}.sum", "add", parts, guard, origin)
    assert found is not None
    return found, tuple(flags)


def _by_identity(
    lowering: Lowering, reaching: tuple[Reaching, ...], meant: int
) -> dict[int, list[Reaching]]:
    """For each identity meant (bit) that some recognition reaches back of, how far it does."""
    found: dict[int, list[Reaching]] = {}
    for reach in reaching:
        bits = lowering.mask(reach.members) & meant
        for bit in lowering.bits.values():
            if bits >> bit & 1:
                found.setdefault(bit, []).append(reach)
    return found


def _reaches(
    lowering: Lowering,
    name: str,
    bit: int,
    reach: Reaching,
    guard: NodeId | None,
    origin: Origin,
) -> NodeId:
    """Whether the day lies no earlier than the recognition of an identity reaches back to."""
    identity = next(known for known, place in lowering.bits.items() if 1 << place == bit)
    since = HeldSince(((identity, ()),))
    first: Typed
    if reach.back is None:
        first = MonthsLater(since, Figure("months", 0), of_month=True)
    elif reach.back.kind == "months":
        first = MonthsLater(since, reach.back, earlier=True)
    else:
        first = SumOf("date", "sub", since, reach.back)
    asked = ComparisonOf("ge", _day_of_identities(lowering), first)
    return lower_comparison(lowering, asked, name, guard, origin)


def _day_of_identities(lowering: Lowering) -> Typed:
    """The day on which identities count: of the claim, else that of the person's year."""
    dates = lower_dates(lowering.kept.program, lowering)
    field = find_field(dates.identities)
    if not lowering.so_far.remaining or dates.identities == dates.rules or field is None:
        return Running("date", "date")
    return FieldValue("date", field)
