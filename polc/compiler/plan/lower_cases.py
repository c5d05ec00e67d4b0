"""`first of { … }`: kinds of care inside one benefit, each with its rate, limits and pools.

In: the terms that stand, the stretch that is counted. Out: the sums over the cases (at
most one of them pays). The cases are asked in order, also for an amount given in the
case, because it must be charged to its own case's pools.
"""

from attrs import evolve, frozen

from polc.compiler.plan.lower_limits import AccumulatorTable, Terms, charge
from polc.compiler.plan.lower_line import Stretch
from polc.compiler.plan.lower_payment import lower_payment
from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typecheck.typed import TypedCase


@frozen
class Case:
    """A case's terms, and the flag that it is the one."""

    terms: Terms
    flag: NodeId


def lower_cases(
    terms: Terms,
    lowering: Lowering,
    accumulators: AccumulatorTable,
    live: NodeId | None,
    due: NodeId,
    base: NodeId,
    stretch: Stretch,
    shift: NodeId | None,
) -> tuple[NodeId, NodeId, tuple[Case, ...]]:
    """Want and payment over all cases, and the cases to charge."""
    line = terms.line("cases")
    assert line is not None
    block, name = lowering.block, terms.benefit.id
    zero = block.constant(0, "money")
    wants, payments, cases = [zero], [zero], []
    open_so_far = live
    for one in line.cases:
        own = _terms_of(one, terms, lowering)
        part = own.benefit.id
        if one.condition is None:
            held = open_so_far or block.constant(1, "flag")
            flag = block.test(f"{part}.is", "and", (held,), open_so_far, one.origin)
        else:
            flag = lowering.flag(one.condition, f"{part}.when", open_so_far, one.origin)
            open_so_far = block.test(f"{part}.passes", "not", (flag,), open_so_far, one.origin)
        cases.append(Case(own, flag))
        silent = own.line("silent")
        if silent is not None:
            block.test(f"{part}.not_specified", "and", (flag,), flag, silent.origin)
            continue
        pays = block.test(f"{part}.open", "and", (due, flag), flag, one.origin)
        want, taken = lower_payment(own, lowering, accumulators, pays, base, stretch, shift)
        wants.append(want)
        payments.append(taken)
    origin = terms.origin
    total = lowering.arith(f"{name}.rounded", "add", tuple(wants), None, origin)
    paid = lowering.arith(f"{name}.computed", "add", tuple(payments), None, origin)
    return total, paid, tuple(cases)


def _terms_of(one: TypedCase, terms: Terms, lowering: Lowering) -> Terms:
    """The case's own lines that stand, as terms of a benefit of its own name."""
    kept: dict[str, list[object]] = {}
    for line in one.lines:
        if lowering.stands(line.where):
            kept.setdefault(line.term, []).append(line)
    benefit = evolve(terms.benefit, id=f"{terms.benefit.id}.{one.name}")
    by_term = {term: tuple(lines) for term, lines in kept.items()}
    return Terms(benefit, by_term, one.origin)  # type: ignore[arg-type]  # lines of the case


def charge_cases(
    cases: tuple[Case, ...], lowering: Lowering, accumulators: AccumulatorTable, paid: NodeId
) -> None:
    """What was paid is charged to the pools and the cap of the case that held."""
    zero = lowering.block.constant(0, "money")
    for one in cases:
        part = one.terms.benefit.id
        own = lowering.choose(f"{part}.charged", one.flag, paid, zero, None, one.terms.origin)
        charge(one.terms, lowering, accumulators, own)
