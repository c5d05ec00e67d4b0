"""What was paid, charged to the caps and the pools of a benefit and of its kinds of care.

In: the terms that stand, what was paid. Out: the running sums moved. A pool that the benefit and
one of its kinds charge has the payment once.
"""

from collections.abc import Collection, Sequence

from polc.compiler.lower.benefit.lower_kinds_of_care import KindOfCareTerms
from polc.compiler.lower.benefit.lower_limits import (
    conditions_of,
    counted_caps,
    lines_by_pool,
    lower_any,
    pool_accumulator,
    step_of_cap,
)
from polc.compiler.lower.benefit.lower_rows import keep_row, rows_standing, take_back_of_rows
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.nodes.program import TypedPool
from polc.compiler.typed.nodes.statements import CountsTowardStatement
from polc.compiler.typed.nodes.term_statements import CapStatement
from polc.messages.text import say


def charge(
    terms: Terms,
    lowering: Lowering,
    paid: NodeId,
    kinds: Sequence[KindOfCareTerms] = (),
    elsewhere: Collection[str] = (),
) -> None:
    """What was paid goes to the benefit's own caps and to every pool it counts toward, where a line
    of its own says so or one of the kind of care that held; of a kind to none that the benefit
    charges `elsewhere`."""
    name = terms.name
    for cap, whole in counted_caps(terms):
        _charge_cap(terms, cap, lowering, paid, whole)
    charging = _charging(terms, lowering)
    always = {pool.id for pool, leading in charging.values() if not conditions_of(leading)}
    if terms.part == terms.owner or terms.says_amount:
        lowering.accumulators.note_charge(terms.owner, terms.part, always)
    for pool, leading in charging.values():
        if pool.id in elsewhere:
            continue
        part = f"{name}.charges.{pool.id}"
        amount = paid
        conditions = conditions_of(leading)
        if conditions:
            zero = lowering.block.constant(0, "money")
            pays = lowering.block.test(f"{part}.pays", "gt", (paid, zero), None, terms.origin)
            flag = lower_any(conditions, lowering, part, pays)
            flag = _or_kinds(flag, pool, kinds, part, lowering, pays)
            amount = lowering.choose(part, flag, paid, zero, None, leading[0].origin)
        origin = leading[0].origin
        if conditions and terms.may_fall:
            back = _charged_back(terms, pool, (paid, amount), lowering, origin)
            amount = lowering.arith(f"{part}.moves", "sub", (amount, back), None, origin)
        acc = lowering.accumulators.take(pool_accumulator(pool, ((terms.owner, "paid"),)))
        _add(f"{name}.pool.{pool.id}.after", acc, amount, lowering, origin)


def charge_kinds_of_care(
    terms: Terms, kinds: Sequence[KindOfCareTerms], lowering: Lowering, paid: NodeId
) -> None:
    """What was paid is charged to the cap of the kind that held, and to those of its pools that the
    benefit does not charge for it."""
    zero = lowering.block.constant(0, "money")
    elsewhere = _charging(terms, lowering).keys()
    for kind in kinds:
        part = kind.terms.name
        own = lowering.choose(f"{part}.charged", kind.flag, paid, zero, None, kind.terms.origin)
        charge(kind.terms, lowering, own, elsewhere=elsewhere)


def _charging(
    terms: Terms, lowering: Lowering
) -> dict[str, tuple[TypedPool, list[CountsTowardStatement]]]:
    charging = [statement for statement in terms.counts_toward if statement.charges]
    return lines_by_pool(charging, lowering)


def _or_kinds(
    flag: NodeId,
    pool: TypedPool,
    kinds: Sequence[KindOfCareTerms],
    part: str,
    lowering: Lowering,
    pays: NodeId,
) -> NodeId:
    """The flag, or that the kind of care that held charges the pool."""
    block, flags = lowering.block, [flag]
    for kind in kinds:
        _, leading = _charging(kind.terms, lowering).get(pool.id, (pool, []))
        if not leading:
            continue
        origin = leading[0].origin
        step = f"{part}.of.{kind.name}"
        held = block.test(f"{step}.held", "and", (pays, kind.flag), None, origin)
        conditions = conditions_of(leading)
        flags.append(lower_any(conditions, lowering, step, held) if conditions else held)
    if len(flags) == 1:
        return flag
    return block.test(f"{part}.of_any", "or", tuple(flags), None, pool.origin)


def _charged_back(
    terms: Terms,
    pool: TypedPool,
    paid_and_charged: tuple[NodeId, NodeId],
    lowering: Lowering,
    origin: Origin,
) -> NodeId:
    """What a pool that is charged under a condition gets back of what is taken back: as much as
    the benefit charged to it in its period, whether the condition holds now or not. Keeps what
    is charged to it then."""
    paid, charged = paid_and_charged
    part, block = f"{terms.name}.charges.{pool.id}", lowering.block
    whole = pool_accumulator(pool)
    title = say("what {owner} has charged to pool {pool}", owner=terms.owner, pool=pool.id)
    own = Accumulator(id=f"{terms.part}.charged.{pool.id}", scope=whole.scope, title=title)
    before = block.load(lowering.accumulators.take(own))
    zero = block.constant(0, "money")
    undone = lowering.arith(f"{part}.undone", "left", (zero, paid), None, origin)
    back = lowering.arith(f"{part}.back", "min", (undone, before), None, origin)
    more = lowering.arith(f"{part}.with_this", "add", (before, charged), None, origin)
    block.keep(own.id, lowering.arith(f"{part}.left", "left", (more, back), None, origin))
    return back


def _charge_cap(
    terms: Terms, cap: CapStatement, lowering: Lowering, paid: NodeId, whole: Accumulator
) -> None:
    """What was paid, of its row where each has a cap of its own."""
    origin, block, step = terms.origin, lowering.block, step_of_cap(cap, terms)
    rows = rows_standing(cap, whole, lowering)
    if rows is None:
        name = terms.name if len(terms.caps) == 1 else step
        _add(f"{name}.paid_after", lowering.accumulators.take(whole), paid, lowering, origin)
        return
    zero = block.constant(0, "money")
    if terms.may_fall:
        take_back_of_rows(rows, step, lowering, paid)
        paid = lowering.arith(f"{step}.charged", "max", (paid, zero), None, origin)
    pays = block.test(block.fresh(f"{step}.pays"), "gt", (paid, zero), None, origin)

    def add(name: str, used: NodeId) -> NodeId:
        return lowering.arith(f"{name}.paid_after", "add", (used, paid), None, origin)

    keep_row(rows, step, lowering, pays, add)


def _add(name: str, acc: str, paid: NodeId, lowering: Lowering, origin: Origin) -> None:
    block = lowering.block
    after = lowering.arith(name, "add", (block.load(acc), paid), None, origin)
    block.keep(acc, after)
