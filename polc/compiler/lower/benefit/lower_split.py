"""One deductible over parts with rates of their own: in proportion, from some parts first,
each part its own (one of the readings of a burden that is spread over places).

In: the terms, the base, the deductible. Out: what is due on the year's parts together, as
an exact amount; the claim gets what that exceeds what was due before (`cumulated`), so
that after each claim the year stands as if it had been settled at once.
"""

from polc.compiler.lower.benefit.lower_accumulated import Advance, Stretch
from polc.compiler.lower.benefit.lower_bands import Priced, raise_rate
from polc.compiler.lower.benefit.lower_interrupted import count_in_one, grow_one, leave_out
from polc.compiler.lower.benefit.lower_points import lower_points
from polc.compiler.lower.benefit.lower_rows import name_rows, of_row
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Divided, Terms
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Arm, NodeId, Select, Share
from polc.compiler.plan.payment_steps import DividedPart, InPortions, PortionStep, StretchSteps
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.nodes.values import Row
from polc.messages.text import say


@frozen(kw_only=True)
class _Part:
    """A row of the rate table by `key`: whether the claim is of it, what of the claim's base is
    (`own`), the year's base of it before and after the claim."""

    key: NodeId
    flag: NodeId
    own: NodeId
    before: NodeId
    after: NodeId
    acc: str
    row: Row


def lower_split(
    terms: Terms,
    divided: Divided,
    lowering: Lowering,
    base_needed: NodeId | None,
    pays: NodeId,
    base: NodeId,
    edge: NodeId,
) -> tuple[Priced, Stretch]:
    """What is due, and the stretch with the sums it moves (also for an amount given)."""
    parts = _lower_parts(terms, divided, lowering, base_needed, base)
    name, origin = terms.name, terms.origin_of(terms.rate)
    points = lower_points(terms, lowering, pays)
    if divided.how == "each":
        counted, borne, steps, more = _count_each(terms, lowering, pays, base, edge, parts)
    else:
        counted, borne, steps = _count_together(terms, divided, lowering, pays, base, edge, parts)
        more = ()
    amounts, portions = [], []
    in_parts = zip(parts, counted, borne, strict=True)
    for place, (part, amount, taken) in enumerate(in_parts, start=1):
        step = f"{name}.part.{place}"
        rate = lowering.value(part.row.value, f"{step}.rate", pays, part.row.origin)
        raised = raise_rate(points, lowering, pays, rate, part.row.value, f"{step}.rate", origin)
        amounts.append(lowering.scale(f"{step}.exact", amount, raised, pays, origin))
        own = part.row.origin if part.row.origin.clauses else origin
        of_claim = divided.how == "each"
        told = DividedPart(
            key=part.key,
            ranges=part.row.ranges,
            whole=part.own if of_claim else part.after,
            borne=taken,
        )
        portions.append(
            PortionStep(amount=amount, value=rate, rate=raised, origin=own, divided=told)
        )
    exact = lowering.arith(f"{name}.exact", "add", tuple(amounts), pays, origin)
    advances: tuple[Advance, ...] = (*((part.acc, part.after) for part in parts), *more)
    priced = Priced(InPortions(exact, tuple(portions), origin), points.changes)
    stretch = Stretch(
        counted=steps.counted, high=steps.counted, edge=edge, steps=steps, advances=advances
    )
    return priced, stretch


def _lower_parts(
    terms: Terms, divided: Divided, lowering: Lowering, base_needed: NodeId | None, base: NodeId
) -> list[_Part]:
    """The rows, of which the claim's base is of one: the first that its key is in. A claim
    that is of none is refused, as a table without a row for it refuses it elsewhere."""
    block, name = lowering.block, terms.name
    origin = terms.origin_of(terms.rate)
    key = lowering.value(divided.key, f"{name}.part", base_needed, origin)
    met = _lower_met(terms, divided, lowering, base_needed, key)
    zero, parts = block.constant(0, "money"), []
    ranges = (row.ranges for row in divided.rows)
    in_city = lowering.kept.program.municipality
    named = name_rows(divided.key, ranges, municipality=in_city)
    for place, (row, words) in enumerate(zip(divided.rows, named, strict=True), start=1):
        step = f"{name}.part.{place}"
        number = block.constant(place, "count")
        flag = block.test(f"{step}.is", "eq", (met, number), base_needed, origin)
        title = say(
            "part {place} of what {owner} has counted this year", place=place, owner=terms.owner
        )
        acc = lowering.accumulators.take(
            of_row(
                Accumulator(id=f"{terms.part}.part.{place}", title=title),
                (terms.part, "line"),
                ((terms.owner, "line"),),
                words,
            )
        )
        before = block.load(acc)
        own = lowering.choose(f"{step}.own", flag, base, zero, None, origin)
        after = lowering.arith(f"{step}.after", "add", (before, own), None, origin)
        parts.append(
            _Part(key=key, flag=flag, own=own, before=before, after=after, acc=acc, row=row)
        )
    return parts


def _lower_met(
    terms: Terms,
    divided: Divided,
    lowering: Lowering,
    base_needed: NodeId | None,
    key: NodeId,
) -> NodeId:
    """Which row the claim is of, counted from 1; the last is `otherwise`, where there is one."""
    block, part, origin = lowering.block, f"{terms.name}.part", terms.origin_of(terms.rate)
    arms, otherwise = [], None
    for place, row in enumerate(divided.rows, start=1):
        number = block.constant(place, "count")
        if row.ranges:
            arms.append(Arm(number, ranges=row.ranges, origin=row.origin))
        else:
            otherwise = number
    met = block.add(
        Select(
            id=f"{part}.met",
            kind="count",
            guard=base_needed,
            origin=origin,
            key=key,
            arms=tuple(arms),
            otherwise=otherwise,
        )
    )
    return block.demand(met, "not_covered", origin.rule, base_needed, origin)


def _count_each(
    terms: Terms, lowering: Lowering, pays: NodeId, base: NodeId, edge: NodeId, parts: list[_Part]
) -> tuple[list[NodeId], list[NodeId], StretchSteps, tuple[Advance, ...]]:
    """What of this claim counts in each part, from which the whole deductible is taken; what of
    that each part bears; the base less what of it this claim brought; what the parts have counted.
    A stay begins in each without what other claims counted there since its first bill."""
    name, counted, borne = terms.name, [], []
    of_rate, origin = terms.origin_of(terms.rate), terms.origin_of(terms.deductible)
    places, advances = [], list[Advance]()
    for place, part in enumerate(parts, start=1):
        step = f"{name}.part.{place}"
        above = _find_counted_above(terms, place)
        since = count_in_one(terms, lowering, above) if lowering.stay is not None else None
        begins = leave_out(terms, lowering, f"part.{place}.begins", part.before, since)
        ends = part.after
        if since is not None:
            ends = lowering.arith(f"{step}.ends", "add", (begins, part.own), None, origin)
        so_far = lowering.arith(f"{step}.counted", "left", (ends, edge), pays, of_rate)
        earlier = lowering.arith(f"{step}.counted_before", "left", (begins, edge), pays, of_rate)
        own = lowering.arith(f"{step}.counted_now", "left", (so_far, earlier), pays, of_rate)
        counted.append(own)
        after = lowering.arith(f"{step}.reach", "min", (ends, edge), pays, origin)
        before = lowering.arith(f"{step}.reached", "min", (begins, edge), pays, origin)
        borne.append(lowering.arith(f"{step}.borne", "sub", (after, before), pays, origin))
        places.append((part.flag, begins))
        if lowering.stay is not None:
            advances.append(grow_one(terms, lowering, above, own))
    taken = lowering.arith(f"{name}.borne", "add", tuple(borne), pays, origin)
    rest = lowering.arith(f"{name}.counted", "left", (base, taken), pays, origin)
    steps = StretchSteps(
        how="divided", counted=rest, edge=edge, before=None, origin=origin, places=tuple(places)
    )
    return counted, borne, steps, tuple(advances)


def _find_counted_above(terms: Terms, place: int) -> Accumulator:
    """The sum of what claims have counted in a part above the deductible."""
    title = say(
        "what {owner} has counted above its deductible in part {place} this year",
        owner=terms.owner,
        place=place,
    )
    return Accumulator(id=f"{terms.part}.counted_above.part.{place}", title=title)


def _count_together(
    terms: Terms,
    divided: Divided,
    lowering: Lowering,
    pays: NodeId,
    base: NodeId,
    edge: NodeId,
    parts: list[_Part],
) -> tuple[list[NodeId], list[NodeId], StretchSteps]:
    """What of the year so far counts in each part, and what of the deductible the part bears; the
    base less what of the deductible this claim brought."""
    name, origin = terms.name, terms.origin_of(terms.deductible)
    of_rate = terms.origin_of(terms.rate)
    sums = tuple(part.after for part in parts)
    whole = lowering.arith(f"{name}.burden", "add", sums, pays, origin)
    to_take = lowering.arith(f"{name}.to_take", "min", (edge, whole), pays, origin)
    taken = _take(terms, divided, lowering, pays, whole, to_take, parts)
    counted = [
        lowering.arith(f"{name}.part.{place}.counted", "left", (part.after, off), pays, of_rate)
        for place, (part, off) in enumerate(zip(parts, taken, strict=True), start=1)
    ]
    sums = tuple(part.before for part in parts)
    before = lowering.arith(f"{name}.burden_before", "add", sums, pays, origin)
    reached = lowering.arith(f"{name}.reached", "min", (before, edge), pays, origin)
    borne = lowering.arith(f"{name}.borne", "left", (to_take, reached), pays, origin)
    rest = lowering.arith(f"{name}.counted", "left", (base, borne), pays, origin)
    steps = StretchSteps(how="divided", counted=rest, edge=edge, before=before, origin=origin)
    return counted, taken, steps


def _take(
    terms: Terms,
    divided: Divided,
    lowering: Lowering,
    pays: NodeId,
    whole: NodeId,
    to_take: NodeId,
    parts: list[_Part],
) -> list[NodeId]:
    """What of the deductible is taken from each part: in proportion to the `whole`, or from
    those named first and then in the order of the rows; the last has the rest."""
    name, origin, left = terms.name, terms.origin_of(terms.deductible), to_take
    order = list(dict.fromkeys((*divided.first, *range(len(parts)))))
    found: dict[int, NodeId] = {}
    for at in order[:-1]:
        step, part = f"{name}.taken.{at + 1}", parts[at]
        own = part.after
        if divided.how == "proportion":
            share = Share(
                id=f"{step}.share",
                kind="money",
                guard=pays,
                origin=origin,
                amount=to_take,
                part=part.after,
                whole=whole,
            )
            # Rounded shares may come to a fen more than there is.
            own = lowering.block.add(share)
        found[at] = lowering.arith(step, "min", (own, left), pays, origin)
        left = lowering.arith(f"{step}.rest", "sub", (left, found[at]), pays, origin)
    found[order[-1]] = left
    return [found[at] for at in range(len(parts))]
