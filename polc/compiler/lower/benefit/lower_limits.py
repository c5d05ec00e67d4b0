"""Limits and pools of a benefit: semantics 13 and 14.

In: the terms that stand. Out: the limits of its payment, and the accumulators that it moves
(`lower_charges.py`): what it has paid, its pools.
"""

from collections.abc import Iterator

from polc.compiler.lower.benefit.lower_carried import carry_over
from polc.compiler.lower.benefit.lower_rows import (
    load_row,
    rows_standing,
)
from polc.compiler.lower.benefit.lower_terms import lifted_cap, raise_cap
from polc.compiler.lower.choose_terms import terms_of_kind
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.pools_of_statement import pools_of
from polc.compiler.lower.scopes import SCOPES, open_sum, scope_of, words_of
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Limit, NodeId
from polc.compiler.plan.payment_steps import ChangeStep
from polc.compiler.plan.plan import Accumulator, OpeningPart
from polc.compiler.typed.nodes.program import TypedPool
from polc.compiler.typed.nodes.statements import CountsTowardStatement
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    CapStatement,
)
from polc.compiler.typed.nodes.values import Typed
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.amounts import UNLIMITED
from polc.runtime.periods import OF_YEAR


@frozen
class Limits:
    """Everything a payment may not pass, the base first; the adjustments that lift its cap."""

    limits: tuple[Limit, ...]
    lifted_caps: tuple[ChangeStep, ...]


def _paid_of(terms: Terms, cap: CapStatement) -> Accumulator | None:
    """What was paid under a cap in its period; what is carried over within the year is held to the
    year's. Beside the cap of the year others have names of their own. None where each claim has
    its own."""
    scope = scope_of(cap.period)
    if scope is None:
        return None
    alone = len(terms.caps) == 1 or scope == "year"
    id_ = f"{terms.part}.paid_so_far" if alone else f"{terms.part}.paid_in_{scope}"
    scope = "year" if cap.carried is not None else scope
    own = terms.own_opening("paid")
    paid = Accumulator(
        id=id_,
        scope=scope,
        title=say("what {owner} has paid {period}", owner=terms.owner, period=words_of(scope)),
    )
    return open_sum(paid, (terms.owner, "paid"), own, of_several=own is not None)


def pool_accumulator(
    pool: TypedPool, opens: tuple[tuple[str, OpeningPart], ...] = ()
) -> Accumulator:
    """What a pool has used in its period."""
    scope = "year" if pool.carried is not None else SCOPES[pool.period]
    used = Accumulator(
        id=f"pool.{pool.id}",
        scope=scope,
        title=say("what pool {pool} has used {period}", pool=pool.id, period=words_of(scope)),
        name=pool.id,
    )
    if scope not in OF_YEAR:
        return evolve(used, unopened=opens)
    return evolve(used, opens=opens, own=("pools", pool.id))


def charged_pools(
    terms: Terms, lowering: Lowering, *, limiting: bool = False
) -> dict[str, TypedPool]:
    """The pools that a benefit, or one of its kinds of care, can charge, by their sums; or those
    that can limit it."""
    return {
        pool_accumulator(pool).id: pool
        for part in with_kinds(terms, lowering)
        for counts in part.counts_toward
        if (counts.limits if limiting else counts.charges)
        for pool in pools_of(counts, lowering)
    }


def always_limiting(terms: Terms, lowering: Lowering) -> dict[str, TypedPool]:
    """The pools, by their sums, that limit a benefit always, of whatever kind of care."""
    by_pool = lines_by_pool([counts for counts in terms.counts_toward if counts.limits], lowering)
    return {
        pool_accumulator(pool).id: pool
        for pool, leading in by_pool.values()
        if not conditions_of(leading)
    }


def own_sums(terms: Terms, lowering: Lowering) -> set[str]:
    """The sums of what was paid under the own caps of a benefit and of its kinds of care."""
    found: set[str] = set()
    for part in with_kinds(terms, lowering):
        for cap, whole in counted_caps(part):
            rows = rows_standing(cap, whole, lowering)
            found |= {whole.id} if rows is None else {row.id for row in rows.sums()}
    return found


def counted_caps(terms: Terms) -> Iterator[tuple[CapStatement, Accumulator]]:
    """The caps that hold what several claims are paid together, each with its sum."""
    for cap in terms.caps:
        whole = _paid_of(terms, cap)
        if whole is not None:
            yield cap, whole


def step_of_cap(cap: CapStatement, terms: Terms) -> str:
    """What the nodes of a cap are called by."""
    return f"{terms.name}.cap" if len(terms.caps) == 1 else f"{terms.name}.cap.{cap.period}"


def with_kinds(terms: Terms, lowering: Lowering) -> list[Terms]:
    """The terms of a benefit, and those of each of its kinds of care."""
    if terms.first_of is None:
        return [terms]
    kinds = terms.first_of.kinds
    return [terms, *(terms_of_kind(kind, terms, lowering.stands) for kind in kinds)]


def lower_limits(
    terms: Terms, lowering: Lowering, pays: NodeId | None, base: NodeId | None
) -> Limits:
    """The limits that stand."""
    block, name = lowering.block, terms.name
    limits = [Limit("base", base, terms.origin_of(terms.base))] if base is not None else []
    for place, ceiling in enumerate(terms.at_most, start=1):
        part = f"{name}.at_most.{place}"
        flag = met(ceiling, lowering, part, pays)
        most = lowering.value(ceiling.value, part, flag or pays, ceiling.origin)
        most = _unless(flag, most, part, lowering, pays, ceiling.origin)
        limits.append(Limit("at_most", most, ceiling.origin))
    lifted = list[ChangeStep]()
    sums = dict(counted_caps(terms))
    for cap in terms.caps:
        step = step_of_cap(cap, terms)
        flag = met(cap, lowering, step, pays)
        size, changes = _lower_cap(terms, cap, step, lowering, flag or pays)
        taken = any(change.after is None for change in changes)
        size = carry_over(cap, size, step, lowering, flag or pays, lifted=taken)
        lifted += [change for change in changes if change.after is not None or not lifted]
        if cap in sums:
            rows = rows_standing(cap, sums[cap], lowering)
            if rows is not None:
                used = load_row(rows, step, lowering, flag or pays)
            else:
                used = block.load(lowering.accumulators.take(sums[cap]))
            size = lowering.arith(f"{step}.left", "left", (size, used), flag or pays, cap.origin)
        size = _unless(flag, size, step, lowering, pays, cap.origin)
        limits.append(Limit("cap", size, cap.origin))
    return Limits((*limits, *_pool_limits(terms, lowering, pays)), tuple(lifted))


def lines_by_pool(
    counting: list[CountsTowardStatement], lowering: Lowering
) -> dict[str, tuple[TypedPool, list[CountsTowardStatement]]]:
    """Each pool with the statements that lead to it."""
    found: dict[str, tuple[TypedPool, list[CountsTowardStatement]]] = {}
    for counts in counting:
        for pool in pools_of(counts, lowering):
            found.setdefault(pool.id, (pool, []))[1].append(counts)
    return found


def conditions_of(counting: list[CountsTowardStatement]) -> list[tuple[Typed, Origin]]:
    """The conditions one of which must hold; empty where one of the statements stands always."""
    found = [
        (counts.condition, counts.origin) for counts in counting if counts.condition is not None
    ]
    return found if len(found) == len(counting) else []


def lower_any(
    conditions: list[tuple[Typed, Origin]], lowering: Lowering, name: str, pays: NodeId | None
) -> NodeId:
    """The flag that one of the conditions holds."""
    flags = []
    for place, (condition, origin) in enumerate(conditions, start=1):
        step = f"{name}.{place}" if len(conditions) > 1 else name
        flags.append(lowering.flag(condition, f"{step}.only_when", pays, origin))
    if len(flags) == 1:
        return flags[0]
    return lowering.block.test(f"{name}.any", "or", tuple(flags), pays, conditions[0][1])


def _pool_limits(terms: Terms, lowering: Lowering, pays: NodeId | None) -> list[Limit]:
    block, name = lowering.block, terms.name
    limits: list[Limit] = []
    limiting = [statement for statement in terms.counts_toward if statement.limits]
    for pool, leading in lines_by_pool(limiting, lowering).values():
        part = f"{name}.pool.{pool.id}"
        conditions = conditions_of(leading)
        flag = lower_any(conditions, lowering, part, pays) if conditions else None
        readings = (pool.inside_where[0],) if pool.inside_where is not None else ()
        origin = evolve(pool.origin, readings=readings)
        used = block.load(lowering.accumulators.take(pool_accumulator(pool)))
        size = lowering.value(pool.size, part, flag or pays, pool.origin)
        size = carry_over(pool, size, part, lowering, flag or pays)
        left = lowering.arith(f"{part}.left", "left", (size, used), flag or pays, origin)
        left = _unless(flag, left, part, lowering, pays, leading[0].origin)
        limits.append(Limit(pool.id, left, pool.origin))
    return limits


def met(
    statement: AtLeastStatement | AtMostStatement | CapStatement | CountsTowardStatement,
    lowering: Lowering,
    name: str,
    pays: NodeId | None,
) -> NodeId | None:
    """The flag of a statement's `only when`; None where it stands always."""
    if statement.condition is None:
        return None
    return lowering.flag(statement.condition, f"{name}.only_when", pays, statement.origin)


def _unless(
    flag: NodeId | None,
    size: NodeId,
    name: str,
    lowering: Lowering,
    pays: NodeId | None,
    origin: Origin,
) -> NodeId:
    """The limit where its statement stands, none elsewhere."""
    if flag is None:
        return size
    free = lowering.block.constant(UNLIMITED, "money")
    standing = lowering.choose(f"{name}.standing", flag, size, free, pays, origin)
    lowering.steps.note_conditions(standing, (flag,))
    return standing


def _lower_cap(
    terms: Terms, cap: CapStatement, step: str, lowering: Lowering, pays: NodeId | None
) -> tuple[NodeId, tuple[ChangeStep, ...]]:
    """The cap's size, after the adjustments that raise it or take it away, and those."""
    lifted = lifted_cap(terms, step, lowering, pays)
    if lifted is None:
        plain = lowering.value(cap.value, step, pays, cap.origin)
        return raise_cap(terms, cap, plain, step, lowering, pays)
    flag, changes = lifted
    capped = lowering.block.test(f"{step}.stands", "not", (flag,), pays, cap.origin)
    ordinary = lowering.value(cap.value, f"{step}.ordinary", capped, cap.origin)
    ordinary, raised = raise_cap(terms, cap, ordinary, step, lowering, capped)
    unlimited = lowering.block.constant(UNLIMITED, "money")
    origin = changes[0].origin
    size = lowering.choose(step, flag, unlimited, ordinary, pays, origin)
    return size, (*changes, *raised)
