"""What each of several payers pays, of a claim and of what is due for earlier ones: semantics 8.

In: the terms that stand, what is paid. Out: what each payer pays of both, as results. A stay is
one thing: what its bills so far come to is divided as that of one bill would be, and of it each
payer has paid what he paid of the bills before.
"""

from polc.compiler.lower.benefit.lower_shares import lower_ways, sum_by_payer
from polc.compiler.lower.benefit.lower_stay import Payment
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.settled_for_stay import shares_ask_amount
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_stay_amounts import for_stay, take_of_stay
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.steps import PaidPart, PayersSteps
from polc.messages.text import say
from polc.runtime.executable import earlier_part_result, part_result, payer_result


def divide_over_stay(
    terms: Terms,
    lowering: Lowering,
    payment: Payment,
    payers: tuple[str, ...],
    pays: tuple[NodeId, NodeId],
) -> PayersSteps:
    """What each of these payers pays of the claim, and of what it makes due for earlier ones;
    `pays` are the flags that one of the two is something, and that the first is."""
    outer = lowering.stay.outer if lowering.stay is not None else lowering
    block, name, origin = outer.block, terms.name, terms.paid_by[0].origin
    any_due, some = pays
    sums = {
        payer: take_of_stay(
            outer,
            _sum_of(name, payer),
            say("what {payer} paid of {owner} for this stay", payer=payer, owner=name),
        )
        for payer in payers
    }
    before = {payer: block.load(sums[payer]) for payer in payers}
    whole = payment.whole
    if lowering.stay is None:
        due = (payment.adjustment,) if payment.adjustment else ()
        so_far = (*before.values(), payment.own, *due)
        whole = outer.arith(f"{name}.paid_by.whole", "add", so_far, any_due, origin)
    asked = for_stay(lowering) if shares_ask_amount(terms) else lowering
    ways = lower_ways(terms, asked, any_due, whole)
    nows, owns, rest = dict[str, NodeId](), dict[str, NodeId](), payment.own
    rest_due = payment.adjustment
    for payer in payers:
        step, had = f"{name}.paid_by.{payer}", before[payer]
        due_to = sum_by_payer(ways, payer, outer)
        nows[payer] = outer.choose(f"{step}.so_far", any_due, due_to, had, None, origin)
        more = outer.arith(f"{step}.more", "left", (nows[payer], had), None, origin)
        owns[payer] = outer.arith(f"{step}.own", "min", (more, rest), None, origin)
        rest = outer.arith(f"{step}.rest", "left", (rest, owns[payer]), None, origin)
    if lowering.stay is not None:
        owns = _take_over(terms, outer, nows, owns, rest)
    found: list[PaidPart] = []
    for payer in payers:
        step, had = f"{name}.paid_by.{payer}", before[payer]
        now, own = nows[payer], owns[payer]
        block.emit(part_result(name, payer), own, origin)
        earlier: NodeId | None = None
        if payment.adjustment:
            if lowering.stay is not None:
                change = outer.arith(f"{step}.change", "sub", (now, had), None, origin)
                earlier = outer.arith(f"{step}.earlier", "sub", (change, own), None, origin)
                after = now
            else:
                # Settled bill by bill nothing is charged back: each pays what his figure leaves.
                paid = outer.arith(f"{step}.with_own", "add", (had, own), None, origin)
                left = outer.arith(f"{step}.left", "left", (now, paid), None, origin)
                earlier = outer.arith(f"{step}.earlier", "min", (left, rest_due), None, origin)
                rest_due = outer.arith(
                    f"{step}.rest_due", "left", (rest_due, earlier), None, origin
                )
                after = outer.arith(f"{step}.after", "add", (paid, earlier), None, origin)
            block.emit(earlier_part_result(name, payer), earlier, origin)
            block.keep(sums[payer], after)
        else:
            after = outer.arith(f"{step}.after", "add", (had, own), None, origin)
            block.keep(sums[payer], after)
        found.append(PaidPart(payer, own, earlier))
    _emit_whole_payer(terms, outer, payment.own, found, some)
    return PayersSteps(tuple(found), tuple((way.flag, way.origin) for way in ways))


def _take_over(
    terms: Terms,
    lowering: Lowering,
    nows: dict[str, NodeId],
    owns: dict[str, NodeId],
    rest: NodeId,
) -> dict[str, NodeId]:
    """The `rest` of what is paid of this bill goes over from what they paid of the earlier ones."""
    name, origin, found = terms.name, terms.paid_by[0].origin, dict[str, NodeId]()
    for payer, own in owns.items():
        step = f"{name}.paid_by.{payer}"
        both = (nows[payer], own)
        paid = lowering.arith(f"{step}.of_stay", "left", both, None, origin)
        over = lowering.arith(f"{step}.over", "min", (paid, rest), None, origin)
        rest = lowering.arith(f"{step}.rest_over", "left", (rest, over), None, origin)
        found[payer] = lowering.arith(f"{step}.with_over", "add", (own, over), None, origin)
    return found


def _emit_whole_payer(
    terms: Terms, lowering: Lowering, paid: NodeId, parts: list[PaidPart], some: NodeId
) -> None:
    """Who pays all that is paid of the claim, where one does."""
    block, name, origin = lowering.block, terms.name, terms.paid_by[0].origin
    found = block.constant(0, "choice")
    for part in reversed(parts):
        step = f"{name}.whole.{part.payer}"
        whole = block.test(step, "eq", (part.own, paid), some, origin)
        payer = block.constant(lowering.payers[part.payer], "choice")
        found = lowering.choose(f"{step}.payer", whole, payer, found, some, origin)
    nobody = block.constant(0, "choice")
    payer = lowering.choose(f"{name}.payer", some, found, nobody, None, origin)
    block.emit(payer_result(name), payer, origin)


def _sum_of(name: str, payer: str) -> str:
    return f"{name}.paid_by.{payer}.of_stay"
