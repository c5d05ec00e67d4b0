"""One deductible over parts with rates of their own: in proportion, from one part first,
each part its own (one of the readings of a burden that is spread over places).

In: the terms, the base, the deductible. Out: what is due on the year's parts together, as
an exact amount; the claim gets what that exceeds what was due before (`cumulated`), so
that after each claim the year stands as if it had been settled at once.
"""

from attrs import frozen

from polc.compiler.lower.lower_accumulated import Advance, Stretch
from polc.compiler.lower.lower_bands import Priced, raise_rate
from polc.compiler.lower.lower_tables import lower_row_guard
from polc.compiler.lower.lower_terms import lower_points
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId, Share
from polc.compiler.plan.plan import Accumulator
from polc.compiler.plan.steps import InPortions, LineSteps, Portion
from polc.compiler.typed.term_statements import TypedSplit
from polc.compiler.typed.typed import Lookup, Row


@frozen
class _Part:
    """A row of the rate table: whether the claim is of it, the year's base before and after."""

    flag: NodeId
    before: NodeId
    after: NodeId
    acc: str
    row: Row


def lower_split(
    terms: Terms,
    split: TypedSplit,
    lowering: Lowering,
    base_needed: NodeId | None,
    due: NodeId,
    base: NodeId,
    edge: NodeId,
) -> tuple[Priced, Stretch]:
    """What is due, and the stretch with the sums it moves (also for an amount given). The
    rate is a table: typing says so of every deductible that is divided."""
    table = terms.rate.value if terms.rate is not None else None
    assert isinstance(table, Lookup)
    parts = _lower_parts(terms, lowering, base_needed, base, table)
    taken = _taken(terms, split, lowering, due, edge, parts)
    name, origin = terms.name, terms.origin_of(terms.rate)
    points = lower_points(terms, lowering, due)
    amounts, portions = [], []
    for place, (part, off) in enumerate(zip(parts, taken, strict=True), start=1):
        step = f"{name}.part.{place}"
        counted = lowering.arith(f"{step}.counted", "left", (part.after, off), due, origin)
        if split.how == "each":
            earlier = lowering.arith(
                f"{step}.counted_before", "left", (part.before, edge), due, origin
            )
            counted = lowering.arith(f"{step}.counted_now", "left", (counted, earlier), due, origin)
        rate = lowering.value(part.row.value, f"{step}.rate", due, part.row.origin)
        raised = raise_rate(points, lowering, due, rate, f"{step}.rate", origin)
        amounts.append(lowering.scale(f"{step}.exact", counted, raised, due, origin))
        own = part.row.origin if part.row.origin.clauses else origin
        portions.append(Portion(counted, rate, raised, own))
    exact = lowering.arith(f"{name}.exact", "add", tuple(amounts), due, origin)
    advances: tuple[Advance, ...] = tuple((part.acc, part.after) for part in parts)
    steps = _counted_now(terms, split, lowering, due, base, edge, parts)
    priced = Priced(InPortions(exact, tuple(portions), origin), points.changes)
    return priced, Stretch(steps.counted, steps.counted, edge, steps, advances)


def _lower_parts(
    terms: Terms, lowering: Lowering, base_needed: NodeId | None, base: NodeId, table: Lookup
) -> list[_Part]:
    """Each row's flag: the first that the claim's key is in."""
    block, name = lowering.block, terms.name
    origin = terms.origin_of(terms.rate)
    assert table.key is not None
    key = lowering.value(table.key, f"{name}.part", base_needed, origin)
    zero, found, open_so_far = block.constant(0, "money"), [], base_needed
    for place, row in enumerate(table.rows, start=1):
        step = f"{name}.part.{place}"
        within = lower_row_guard(lowering, step, key, 0, row.ranges, open_so_far, origin)
        flag = block.test(f"{step}.is", "and", (within,), open_so_far, origin)
        open_so_far = block.test(f"{step}.passes", "not", (flag,), open_so_far, origin)
        title = f"part {place} of what {terms.owner} has counted this year"
        acc = lowering.accumulators.take(Accumulator(f"{terms.part}.part.{place}", "year", title))
        before = block.load(acc)
        own = lowering.choose(f"{step}.own", flag, base, zero, None, origin)
        after = lowering.arith(f"{step}.after", "add", (before, own), None, origin)
        found.append(_Part(flag, before, after, acc, row))
    return found


def _taken(
    terms: Terms,
    split: TypedSplit,
    lowering: Lowering,
    due: NodeId,
    edge: NodeId,
    parts: list[_Part],
) -> list[NodeId]:
    """What of the deductible is taken from each part, on the year so far."""
    name = terms.name
    origin = terms.origin_of(terms.deductible)
    if split.how == "each":
        return [edge for _ in parts]
    sums = tuple(part.after for part in parts)
    whole = lowering.arith(f"{name}.burden", "add", sums, due, origin)
    left = lowering.arith(f"{name}.to_take", "min", (edge, whole), due, origin)
    found: dict[int, NodeId] = {}
    order = list(range(len(parts)))
    if split.how == "first":
        order.sort(key=lambda place: place != split.part)
    for at, place in enumerate(order, start=1):
        step, part = f"{name}.taken.{place + 1}", parts[place]
        if at == len(order):
            found[place] = left
            break
        if split.how == "first":
            own = lowering.arith(step, "min", (left, part.after), due, origin)
        else:
            share = Share(
                id=f"{step}.share",
                kind="money",
                guard=due,
                origin=origin,
                amount=f"{name}.to_take",
                part=part.after,
                whole=whole,
            )
            # Rounded shares may come to a fen more than there is: the last part has the rest.
            rounded = lowering.block.add(share)
            own = lowering.arith(step, "min", (rounded, left), due, origin)
        found[place] = own
        left = lowering.arith(f"{step}.rest", "sub", (left, own), due, origin)
    return [found[place] for place in range(len(parts))]


def _counted_now(
    terms: Terms,
    split: TypedSplit,
    lowering: Lowering,
    due: NodeId,
    base: NodeId,
    edge: NodeId,
    parts: list[_Part],
) -> LineSteps:
    """This claim's base less what of the deductible it brought."""
    name, origin = terms.name, terms.origin_of(terms.deductible)
    if split.how == "each":
        borne = []
        for place, part in enumerate(parts, start=1):
            step = f"{name}.part.{place}"
            after = lowering.arith(f"{step}.reach", "min", (part.after, edge), due, origin)
            before = lowering.arith(f"{step}.reached", "min", (part.before, edge), due, origin)
            borne.append(lowering.arith(f"{step}.borne", "sub", (after, before), due, origin))
        taken = lowering.arith(f"{name}.borne", "add", tuple(borne), due, origin)
        counted = lowering.arith(f"{name}.counted", "left", (base, taken), due, origin)
        return LineSteps("divided", counted, edge, None, origin)
    before = lowering.arith(
        f"{name}.burden_before", "add", tuple(part.before for part in parts), due, origin
    )
    reached = lowering.arith(f"{name}.reached", "min", (before, edge), due, origin)
    to_take = f"{name}.to_take"
    taken = lowering.arith(f"{name}.borne", "left", (to_take, reached), due, origin)
    counted = lowering.arith(f"{name}.counted", "left", (base, taken), due, origin)
    return LineSteps("divided", counted, edge, before, origin)
