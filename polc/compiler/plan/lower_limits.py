"""Limits, pools and the year's line of a benefit: semantics 9, 13 and 14.

In: the terms that stand. Out: the limits of its payment, and the accumulators it moves:
its line (what its deductible and edges count along), what it has paid, its pools.
"""

from collections.abc import Mapping
from typing import Literal

from attrs import define, evolve, field

from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import Limit, NodeId, Origin
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typecheck.typed import TypedBenefit, TypedLine, TypedPool
from polc.runtime.amounts import UNLIMITED

_SCOPES = {"year": "year", "stay": "visit"}


@define
class AccumulatorTable:
    """The accumulators the claims of a policy need, by id."""

    pools: Mapping[str, TypedPool]
    found: dict[str, Accumulator] = field(factory=dict)

    def take(self, accumulator: Accumulator) -> str:
        """Declares an accumulator, which may open with several benefits; its id."""
        known = self.found.setdefault(accumulator.id, accumulator)
        opens = tuple(dict.fromkeys((*known.opens, *accumulator.opens)))
        self.found[accumulator.id] = evolve(known, opens=opens)
        return accumulator.id


@define
class Terms:
    """The lines of a benefit that stand under the choices of the plan; `fallen` are the
    readings under which others fell away."""

    benefit: TypedBenefit
    by_term: dict[str, tuple[TypedLine, ...]]
    origin: Origin
    fallen: tuple[str, ...] = ()
    effective_deductible: NodeId = ""

    def lines(self, term: str) -> tuple[TypedLine, ...]:
        """All lines of a term."""
        return self.by_term.get(term, ())

    def line(self, term: str) -> TypedLine | None:
        """The one line of a term, or None."""
        found = self.lines(term)
        return found[0] if found else None

    def origin_of(self, term: str) -> Origin:
        """Where a term comes from; the benefit itself where it says nothing."""
        found = self.line(term)
        return found.origin if found is not None else self.origin

    def paid_origin(self) -> Origin:
        """What a payment is cited with: the rate or the bands, else the benefit."""
        return self.origin_of("bands" if self.lines("bands") else "rate")

    @property
    def deductible_period(self) -> str | None:
        """year, stay, claim; None where there is no deductible."""
        found = self.line("deductible")
        return found.period if found is not None else None

    @property
    def mode(self) -> str:
        """How the line goes on: cumulated, start_again, or empty."""
        found = self.line("mode")
        return found.mode if found is not None else ""

    @property
    def line_period(self) -> str | None:
        """Along what the benefit's line runs: its deductible's period; a benefit with
        bands or a mode and no deductible counts along the year."""
        if self.deductible_period is not None:
            return self.deductible_period
        return "year" if self.lines("bands") or self.mode else None


def _paid_of(terms: Terms, scope: str) -> Accumulator:
    name = terms.benefit.id
    opens = ((name, "paid"),) if scope == "year" else ()
    title = f"what {name} has paid this {scope}"
    return Accumulator(f"{name}.paid_so_far", scope, title, opens)  # type: ignore[arg-type]  # a scope's name


def _pool_of(pool: TypedPool, opens: tuple[tuple[str, Literal["paid"]], ...] = ()) -> Accumulator:
    title = f"what pool {pool.id} has used this year"
    return Accumulator(f"pool.{pool.id}", "year", title, opens)


def _pools_of(
    line: TypedLine, lowering: Lowering, accumulators: AccumulatorTable
) -> tuple[TypedPool, ...]:
    """The pools of a line and those they stand inside, each once, the inner ones first."""
    found: dict[str, TypedPool] = {}
    stack = list(reversed(line.pools))
    while stack:
        pool = accumulators.pools[stack.pop()]
        if pool.id not in found:
            found[pool.id] = pool
            if lowering.stands(pool.inside_where):
                stack.extend(reversed(pool.inside))
    return tuple(found.values())


def lower_limits(
    terms: Terms, lowering: Lowering, accumulators: AccumulatorTable, due: NodeId, base: NodeId
) -> tuple[Limit, ...]:
    """Everything the payment may not pass, the base first."""
    block, name = lowering.block, terms.benefit.id
    limits = [Limit("base", base, terms.origin_of("base"))]
    for place, line in enumerate(terms.lines("at_most"), start=1):
        assert line.value is not None
        most = lowering.value(line.value, f"{name}.at_most.{place}", due, line.origin)
        limits.append(Limit("at_most", most, line.origin))
    cap = terms.line("cap")
    if cap is not None and cap.value is not None:
        size, origin = _lower_cap(terms, cap, lowering, due)
        scope = _SCOPES.get(cap.period or "")
        if scope is not None:
            used = block.load(accumulators.take(_paid_of(terms, scope)))
            size = lowering.arith(f"{name}.cap.left", "left", (size, used), due, origin)
        limits.append(Limit("cap", size, origin))
    seen: set[str] = set()
    for line in terms.lines("counts_toward"):
        for pool in _pools_of(line, lowering, accumulators):
            if pool.id in seen:
                continue
            seen.add(pool.id)
            part = f"{name}.pool.{pool.id}"
            shaped = (pool.inside_where[0],) if pool.inside_where is not None else ()
            origin = evolve(pool.origin, readings=shaped)
            used = block.load(accumulators.take(_pool_of(pool)))
            size = lowering.value(pool.size, part, due, pool.origin)
            left = lowering.arith(f"{part}.left", "left", (size, used), due, origin)
            limits.append(Limit(pool.id, left, pool.origin))
    return tuple(limits)


def _lower_cap(
    terms: Terms, cap: TypedLine, lowering: Lowering, due: NodeId
) -> tuple[NodeId, Origin]:
    """The cap's size, after the adjustments that take it away."""
    from polc.compiler.plan.lower_terms import uncapped

    name = terms.benefit.id
    assert cap.value is not None
    lifted = uncapped(terms, lowering, due)
    if lifted is None:
        return lowering.value(cap.value, f"{name}.cap", due, cap.origin), cap.origin
    flag, change = lifted
    capped = lowering.block.test(f"{name}.cap.stands", "not", (flag,), due, cap.origin)
    ordinary = lowering.value(cap.value, f"{name}.cap.ordinary", capped, cap.origin)
    unlimited = lowering.block.constant(UNLIMITED, "money")
    size = lowering.choose(f"{name}.cap", flag, unlimited, ordinary, due, change.origin)
    return size, cap.origin


def charge(terms: Terms, lowering: Lowering, accumulators: AccumulatorTable, paid: NodeId) -> None:
    """What was paid goes to the benefit's own cap and to every pool it counts toward."""
    name = terms.benefit.id
    cap = terms.line("cap")
    scope = _SCOPES.get((cap.period or "") if cap is not None else "")
    if scope is not None:
        _add(
            f"{name}.paid_after",
            accumulators.take(_paid_of(terms, scope)),
            paid,
            lowering,
            terms.origin,
        )
    charged: set[str] = set()
    for line in terms.lines("counts_toward"):
        for pool in _pools_of(line, lowering, accumulators) if line.charges else ():
            if pool.id not in charged:
                charged.add(pool.id)
                acc = accumulators.take(_pool_of(pool, ((name, "paid"),)))
                _add(f"{name}.pool.{pool.id}.after", acc, paid, lowering, line.origin)


def _add(name: str, acc: str, paid: NodeId, lowering: Lowering, origin: Origin) -> None:
    block = lowering.block
    after = lowering.arith(name, "add", (block.load(acc), paid), None, origin)
    block.keep(acc, after)
