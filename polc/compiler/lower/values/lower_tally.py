"""Figures of the year so far, this claim included: ordinals, sums, highest values, latches.

In: a tally. Out: the node of its figure, and the accumulators that carry it. Lowered where
it is first asked, and never under a guard: it counts every claim; no benefit's class counts.
"""

from typing import assert_never

from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.values.lower_days import lower_is_day, may_be_no_day
from polc.compiler.model.origin import Origin
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.nodes.tallies import AnyTally, TypedTally, ValueTally, VisitTally
from polc.messages.text import say
from polc.records.evolve import evolve


def lower_tally(lowering: Lowering, tally: TypedTally) -> NodeId:
    """The node of the figure."""
    known = lowering.block.tallies.get(tally.id)
    if known is not None:
        return known
    lowering = in_total(evolve(lowering, person_class=None))
    match tally:
        case VisitTally():
            found = _lower_visits(lowering, tally)
        case AnyTally():
            found = _lower_any(lowering, tally)
        case ValueTally():
            found = _lower_over_claims(lowering, tally)
        case _:
            assert_never(tally)
    lowering.block.tallies[tally.id] = found
    lowering.steps.figures[found] = tally.id
    return found


def in_total(lowering: Lowering) -> Lowering:
    """The lowering under which figures of a claim are those that a sum over the claims counts:
    with what the claim makes due for earlier ones."""
    if lowering.stay is not None:
        lowering = evolve(lowering.stay.outer, person_class=lowering.person_class)
    so_far = lowering.so_far
    if not so_far.adjusted:
        return lowering
    origin = Origin("remaining")
    left = (so_far.remaining, so_far.adjusted)
    remaining = lowering.arith("remaining.in_total", "sub", left, None, origin)
    layers = {
        name: evolve(layer, figures={**layer.figures, **layer.in_total})
        for name, layer in so_far.layers.items()
    }
    return evolve(lowering, so_far=evolve(so_far, remaining=remaining, layers=layers))


def _lower_any(lowering: Lowering, tally: AnyTally) -> NodeId:
    """Whether this claim or one before it is of those that count."""
    block, origin, name = lowering.block, tally.origin, f"tally.{tally.id}"
    acc = _take(lowering, tally)
    before = block.load(acc, "count")
    flag = lowering.flag(tally.condition, f"{name}.when", None, origin)
    zero, one = block.constant(0, "count"), block.constant(1, "count")
    earlier = block.test(f"{name}.earlier", "gt", (before, zero), None, origin)
    found = block.test(f"{name}.now", "or", (earlier, flag), None, origin)
    block.keep(acc, lowering.choose(f"{name}.latch", found, one, zero, None, origin))
    return found


def _lower_over_claims(lowering: Lowering, tally: ValueTally) -> NodeId:
    """The sum or the highest of a value over the claims that count."""
    block, origin, name = lowering.block, tally.origin, f"tally.{tally.id}"
    acc = _take(lowering, tally)
    before = block.load(acc, "money")
    flag = _lower_when(lowering, tally)
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
    return found


def _lower_visits(lowering: Lowering, tally: VisitTally) -> NodeId:
    """The ordinal of this visit among those that count; for a claim of another kind, how
    many there were."""
    block, origin, name = lowering.block, tally.origin, f"tally.{tally.id}"
    acc = _take(lowering, tally)
    before = block.load(acc, "count")
    flag = _lower_when(lowering, tally)
    title = say("which {tally} this visit is", tally=tally.id)
    own = lowering.accumulators.take(Accumulator(id=f"{name}.own", scope="visit", title=title))
    ordinal = block.load(own, "count")
    zero, one = block.constant(0, "count"), block.constant(1, "count")
    new = block.test(f"{name}.new", "eq", (ordinal, zero), flag, origin)
    counts = new if flag is None else block.test(f"{name}.counts", "and", (flag, new), None, origin)
    more = lowering.arith(f"{name}.more", "add", (before, one), None, origin)
    total = lowering.choose(f"{name}.total", counts, more, before, None, origin)
    mine = lowering.choose(f"{name}.mine", counts, total, ordinal, None, origin)
    known = block.test(f"{name}.known", "gt", (mine, zero), None, origin)
    block.keep(acc, total)
    block.keep(own, mine)
    found = lowering.choose(f"{name}.ordinal", known, mine, total, None, origin)
    return lowering.as_kind(f"{name}.now", found, NODE_KINDS["count"], origin)


def _take(lowering: Lowering, tally: TypedTally) -> str:
    """The running sum that carries the figure from claim to claim."""
    sum_ = Accumulator(
        id=f"tally.{tally.id}",
        scope="year",
        title=tally.title or tally.id,
        own=("tallies", tally.id),
        own_kind="money" if tally.kind == "money" else "count",
    )
    return lowering.accumulators.take(sum_)


def _lower_when(lowering: Lowering, tally: TypedTally) -> NodeId | None:
    """Whether the claim counts; None where every claim does."""
    if tally.condition is None:
        return None
    return lowering.flag(tally.condition, f"tally.{tally.id}.when", None, tally.origin)
