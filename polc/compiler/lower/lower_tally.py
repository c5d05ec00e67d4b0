"""Figures of the year so far, this claim included: ordinals, sums, highest values, latches.

In: a tally. Out: the node of its figure, and the accumulators that carry it. Lowered where
it is first asked, and never under a guard: it counts every claim; no benefit's class counts.
"""

from attrs import evolve

from polc.compiler.lower.lower_days import lower_is_day, may_be_no_day
from polc.compiler.lower.lowering import Lowering
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.program import TypedTally


def lower_tally(lowering: Lowering, tally: TypedTally) -> NodeId:
    """The node of the figure."""
    known = lowering.block.tallies.get(tally.id)
    if known is not None:
        return known
    lowering = evolve(lowering, person_class=None)
    block, origin, name = lowering.block, tally.origin, f"tally.{tally.id}"
    acc = lowering.accumulators.take(Accumulator(name, "year", tally.title or tally.id))
    before = block.load(acc, "count" if tally.what in ("visits", "any") else "money")
    flag = None
    if tally.condition is not None:
        flag = lowering.flag(tally.condition, f"{name}.when", None, origin)
    match tally.what:
        case "visits":
            found = _lower_visits(lowering, tally, before, flag)
        case "any":
            assert flag is not None
            zero = block.constant(0, "count")
            earlier = block.test(f"{name}.earlier", "gt", (before, zero), None, origin)
            found = block.test(f"{name}.now", "or", (earlier, flag), None, origin)
            one = block.constant(1, "count")
            block.keep(acc, lowering.choose(f"{name}.latch", found, one, zero, None, origin))
        case "sum" | "highest":
            assert tally.value is not None
            value = lowering.value(tally.value, f"{name}.value", flag, origin)
            if may_be_no_day(tally.value, lowering):
                counted = lower_is_day(lowering, value, f"{name}.value", flag, origin)
                nothing = block.constant(0, block.kinds[value])
                part = f"{name}.value.counted"
                value = lowering.choose(part, counted, value, nothing, flag, origin)
            if flag is not None:
                zero = block.constant(0, block.kinds[value])
                value = lowering.choose(f"{name}.counted", flag, value, zero, None, origin)
            op = "add" if tally.what == "sum" else "max"
            found = lowering.arith(f"{name}.now", op, (value, before), None, origin)
            block.keep(acc, found)
    block.tallies[tally.id] = found
    lowering.steps.figures[found] = tally.id
    return found


def _lower_visits(
    lowering: Lowering, tally: TypedTally, before: NodeId, flag: NodeId | None
) -> NodeId:
    """The ordinal of this visit among those that count; for a claim of another kind, how
    many there were."""
    block, origin, name = lowering.block, tally.origin, f"tally.{tally.id}"
    title = f"which {tally.id} this visit is"
    own = lowering.accumulators.take(Accumulator(f"{name}.own", "visit", title))
    ordinal = block.load(own, "count")
    zero, one = block.constant(0, "count"), block.constant(1, "count")
    new = block.test(f"{name}.new", "eq", (ordinal, zero), flag, origin)
    counts = new if flag is None else block.test(f"{name}.counts", "and", (flag, new), None, origin)
    more = lowering.arith(f"{name}.more", "add", (before, one), None, origin)
    total = lowering.choose(f"{name}.total", counts, more, before, None, origin)
    mine = lowering.choose(f"{name}.mine", counts, total, ordinal, None, origin)
    known = block.test(f"{name}.known", "gt", (mine, zero), None, origin)
    block.keep(lowering.accumulators.take(Accumulator(name, "year")), total)
    block.keep(own, mine)
    found = lowering.choose(f"{name}.ordinal", known, mine, total, None, origin)
    return lowering.as_kind(f"{name}.now", found, NODE_KINDS["count"], origin)
