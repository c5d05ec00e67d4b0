"""Limits and pools of a benefit: semantics 13 and 14.

In: the terms that stand. Out: the limits of its payment, and the accumulators it moves:
what it has paid, its pools.
"""

from typing import Literal

from attrs import evolve, frozen

from polc.compiler.lower.lower_terms import uncapped
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Limit, NodeId
from polc.compiler.plan.plan import Accumulator
from polc.compiler.plan.steps import Change
from polc.compiler.typed.program import TypedLine, TypedPool
from polc.runtime.amounts import UNLIMITED

_SCOPES = {"year": "year", "stay": "visit", "chain": "chain"}


@frozen
class Limits:
    """Everything a payment may not pass, the base first; the adjustments that lift its cap."""

    limits: tuple[Limit, ...]
    lifted_caps: tuple[Change, ...]


def _paid_of(terms: Terms, scope: str) -> Accumulator:
    opens = ((terms.owner, "paid"),) if scope == "year" else ()
    title = f"what {terms.owner} has paid this {scope}"
    return Accumulator(f"{terms.part}.paid_so_far", scope, title, opens)  # type: ignore[arg-type]  # a scope's name


def pool_accumulator(
    pool: TypedPool, opens: tuple[tuple[str, Literal["paid"]], ...] = ()
) -> Accumulator:
    """What a pool has used this year."""
    return Accumulator(f"pool.{pool.id}", "year", f"what pool {pool.id} has used this year", opens)


def pools_of(line: TypedLine, lowering: Lowering) -> tuple[TypedPool, ...]:
    """The pools of a line and those they stand inside, each once, the inner ones first."""
    found: dict[str, TypedPool] = {}
    stack = list(reversed(line.pools))
    while stack:
        pool = lowering.accumulators.pools[stack.pop()]
        if pool.id not in found:
            found[pool.id] = pool
            if lowering.stands(pool.inside_where):
                stack.extend(reversed(pool.inside))
    return tuple(found.values())


def lower_limits(
    terms: Terms, lowering: Lowering, due: NodeId | None, base: NodeId | None
) -> Limits:
    """The limits that stand."""
    block, name = lowering.block, terms.benefit.id
    limits = [Limit("base", base, terms.origin_of("base"))] if base is not None else []
    for place, line in enumerate(terms.lines("at_most"), start=1):
        assert line.value is not None
        part = f"{name}.at_most.{place}"
        flag = met(line, lowering, part, due)
        most = lowering.value(line.value, part, flag or due, line.origin)
        limits.append(Limit("at_most", _unless(flag, most, part, lowering, due, line), line.origin))
    cap = terms.line("cap")
    lifted: tuple[Change, ...] = ()
    if cap is not None and cap.value is not None:
        flag = met(cap, lowering, f"{name}.cap", due)
        size, lifted = _lower_cap(terms, cap, lowering, flag or due)
        scope = _SCOPES.get(cap.period or "")
        if scope is not None:
            used = block.load(lowering.accumulators.take(_paid_of(terms, scope)))
            size = lowering.arith(f"{name}.cap.left", "left", (size, used), flag or due, cap.origin)
        limits.append(
            Limit("cap", _unless(flag, size, f"{name}.cap", lowering, due, cap), cap.origin)
        )
    return Limits((*limits, *_pool_limits(terms, lowering, due)), lifted)


def _lines_by_pool(
    lines: list[TypedLine], lowering: Lowering
) -> dict[str, tuple[TypedPool, list[TypedLine]]]:
    """Each pool with the lines that lead to it."""
    found: dict[str, tuple[TypedPool, list[TypedLine]]] = {}
    for line in lines:
        for pool in pools_of(line, lowering):
            found.setdefault(pool.id, (pool, []))[1].append(line)
    return found


def _any_met(
    lines: list[TypedLine], lowering: Lowering, name: str, due: NodeId | None
) -> NodeId | None:
    """The flag that one of the lines stands; None where one stands always."""
    flags = []
    for place, line in enumerate(lines, start=1):
        flag = met(line, lowering, f"{name}.{place}" if len(lines) > 1 else name, due)
        if flag is None:
            return None
        flags.append(flag)
    if len(flags) == 1:
        return flags[0]
    return lowering.block.test(f"{name}.any", "or", tuple(flags), due, lines[0].origin)


def _pool_limits(terms: Terms, lowering: Lowering, due: NodeId | None) -> list[Limit]:
    block, name = lowering.block, terms.benefit.id
    limits: list[Limit] = []
    lines = [one for one in terms.lines("counts_toward") if one.limits]
    for pool, leading in _lines_by_pool(lines, lowering).values():
        part = f"{name}.pool.{pool.id}"
        flag = _any_met(leading, lowering, part, due)
        shaped = (pool.inside_where[0],) if pool.inside_where is not None else ()
        origin = evolve(pool.origin, readings=shaped)
        used = block.load(lowering.accumulators.take(pool_accumulator(pool)))
        size = lowering.value(pool.size, part, flag or due, pool.origin)
        left = lowering.arith(f"{part}.left", "left", (size, used), flag or due, origin)
        left = _unless(flag, left, part, lowering, due, leading[0])
        limits.append(Limit(pool.id, left, pool.origin))
    return limits


def met(line: TypedLine, lowering: Lowering, name: str, due: NodeId | None) -> NodeId | None:
    """The flag of a line's `only when`; None where it stands always."""
    if line.condition is None:
        return None
    return lowering.flag(line.condition, f"{name}.only_when", due, line.origin)


def _unless(
    flag: NodeId | None,
    size: NodeId,
    name: str,
    lowering: Lowering,
    due: NodeId | None,
    line: TypedLine,
) -> NodeId:
    """The limit where its line stands, none elsewhere."""
    if flag is None:
        return size
    free = lowering.block.constant(UNLIMITED, "money")
    return lowering.choose(f"{name}.standing", flag, size, free, due, line.origin)


def _lower_cap(
    terms: Terms, cap: TypedLine, lowering: Lowering, due: NodeId | None
) -> tuple[NodeId, tuple[Change, ...]]:
    """The cap's size, after the adjustments that take it away, and those."""
    name = terms.benefit.id
    assert cap.value is not None
    lifted = uncapped(terms, lowering, due)
    if lifted is None:
        return lowering.value(cap.value, f"{name}.cap", due, cap.origin), ()
    flag, changes = lifted
    capped = lowering.block.test(f"{name}.cap.stands", "not", (flag,), due, cap.origin)
    ordinary = lowering.value(cap.value, f"{name}.cap.ordinary", capped, cap.origin)
    unlimited = lowering.block.constant(UNLIMITED, "money")
    origin = changes[0].origin
    return lowering.choose(f"{name}.cap", flag, unlimited, ordinary, due, origin), changes


def charge(terms: Terms, lowering: Lowering, paid: NodeId) -> None:
    """What was paid goes to the benefit's own cap and to every pool it counts toward."""
    name = terms.benefit.id
    cap = terms.line("cap")
    scope = _SCOPES.get((cap.period or "") if cap is not None else "")
    if scope is not None:
        acc = lowering.accumulators.take(_paid_of(terms, scope))
        _add(f"{name}.paid_after", acc, paid, lowering, terms.origin)
    lines = [one for one in terms.lines("counts_toward") if one.charges]
    for pool, leading in _lines_by_pool(lines, lowering).values():
        part = f"{name}.charges.{pool.id}"
        amount = paid
        if all(one.condition is not None for one in leading):
            zero = lowering.block.constant(0, "money")
            pays = lowering.block.test(f"{part}.pays", "gt", (paid, zero), None, terms.origin)
            flag = _any_met(leading, lowering, part, pays)
            assert flag is not None
            amount = lowering.choose(part, flag, paid, zero, None, leading[0].origin)
        acc = lowering.accumulators.take(pool_accumulator(pool, ((terms.owner, "paid"),)))
        _add(f"{name}.pool.{pool.id}.after", acc, amount, lowering, leading[0].origin)


def _add(name: str, acc: str, paid: NodeId, lowering: Lowering, origin: Origin) -> None:
    block = lowering.block
    after = lowering.arith(name, "add", (block.load(acc), paid), None, origin)
    block.keep(acc, after)
