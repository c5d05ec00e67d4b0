"""Several payers of one amount, one after the other: semantics 8 and 17.

In: a way to pay it (a line of the benefit, an alternative), what is paid. Out: what each payer
pays; the one who pays all of it, if one does.
"""

from collections.abc import Sequence

from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.steps import PayerPart
from polc.compiler.typed.nodes.statements import PaidByStatement, TypedAlternative
from polc.compiler.typed.nodes.values import Figure


@frozen(kw_only=True)
class WayToPay:
    """`parts` are what each payer (by id) pays, in order; `name` is what its steps are called by,
    `flag` says that it is the one, where none before it is (None: always)."""

    name: str
    flag: NodeId | None
    parts: tuple[tuple[str, NodeId], ...]
    origin: Origin


def lower_ways(
    terms: Terms, lowering: Lowering, guard: NodeId | None, paid: NodeId
) -> tuple[WayToPay, ...]:
    """The lines of a benefit that say who pays, in order, as far as the first without a
    condition."""
    ways = list[WayToPay]()
    for place, paid_by in enumerate(terms.paid_by, start=1):
        part, flag = f"{terms.name}.paid_by.{place}", guard
        if paid_by.condition is not None:
            flag = lowering.flag(paid_by.condition, f"{part}.only_when", guard, paid_by.origin)
        ways.append(divide_paid(part, paid_by, paid, lowering, flag))
        if paid_by.condition is None:
            break
    return tuple(ways)


def find_named_payer(
    ways: Sequence[WayToPay], paid: NodeId, lowering: Lowering, guard: NodeId | None
) -> NodeId:
    """Whoever pays all that is `paid`, in the first of the ways that is the one; 0 where nobody
    does."""
    found = lowering.block.constant(0, "choice")
    for way in reversed(ways):
        own = find_whole_payer(way, paid, lowering)
        if way.flag in (None, guard):
            found = own
            continue
        found = lowering.choose(way.name, way.flag, own, found, guard, way.origin)
    return found


def divide_paid(
    name: str,
    said: PaidByStatement | TypedAlternative,
    paid: NodeId,
    lowering: Lowering,
    flag: NodeId | None,
) -> WayToPay:
    """Each payer pays what those before it leave, as far as it is said; the last pays the rest."""
    parts, left, origin = list[tuple[str, NodeId]](), paid, said.origin
    for place, share in enumerate(said.shares, start=1):
        step = f"{name}.share.{place}"
        most = lowering.value(share.most, f"{step}.up_to", flag, origin)
        if not isinstance(share.most, Figure):
            # A figure that is written is not below zero.
            zero = lowering.block.constant(0, "money")
            most = lowering.arith(f"{step}.most", "max", (most, zero), flag, origin)
        own = lowering.arith(step, "min", (left, most), flag, origin)
        left = lowering.arith(f"{step}.left", "sub", (left, own), flag, origin)
        parts.append((share.payer, own))
    return WayToPay(name=name, flag=flag, parts=(*parts, (said.payer, left)), origin=origin)


def find_whole_payer(way: WayToPay, paid: NodeId, lowering: Lowering) -> NodeId:
    """The place of whoever pays all of it; 0 where several pay a part."""
    block = lowering.block
    payers = tuple(dict.fromkeys(payer for payer, _ in way.parts))
    if len(payers) == 1:
        return block.constant(lowering.payers[payers[0]], "choice")
    found = block.constant(0, "choice")
    for place, payer in enumerate(payers, start=1):
        step = f"{way.name}.whole.{place}"
        amount = _of_payer(way, payer, f"{step}.all", lowering)
        whole = block.test(step, "eq", (amount, paid), way.flag, way.origin)
        own = block.constant(lowering.payers[payer], "choice")
        found = lowering.choose(f"{step}.payer", whole, own, found, way.flag, way.origin)
    return found


def _of_payer(way: WayToPay, payer: str, step: str, lowering: Lowering) -> NodeId:
    """What one payer pays in a way, who may be named more than once in it."""
    mine = tuple(amount for of, amount in way.parts if of == payer)
    if not mine:
        return lowering.block.constant(0, "money")
    return mine[0] if len(mine) == 1 else lowering.arith(step, "add", mine, way.flag, way.origin)


def parts_of(ways: Sequence[WayToPay], payer: str, output: str) -> list[PayerPart]:
    """What a payer pays in each of the ways, for whoever tells of it."""
    return [
        PayerPart(
            output, way.flag, tuple(amount for of, amount in way.parts if of == payer), way.origin
        )
        for way in ways
    ]


def sum_by_payer(ways: Sequence[WayToPay], payer: str, lowering: Lowering) -> NodeId:
    """What a payer pays, whichever way it is paid: by the first that is the one."""
    found = lowering.block.constant(0, "money")
    for way in reversed(ways):
        step = f"{way.name}.by.{payer}"
        own = _of_payer(way, payer, f"{step}.all", lowering)
        if way.flag is None:
            found = own
        elif own != found:
            found = lowering.choose(step, way.flag, own, found, None, way.origin)
    return found
