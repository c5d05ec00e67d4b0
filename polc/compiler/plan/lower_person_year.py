"""A person-year benefit onto nodes of the prelude: semantics 5 and 17.

Every alternative whose `for` the person meets is tried, whatever the rank; the highest
pays. Each is rounded once, lifted by its `at least` and held by its `at most`.
"""

from attrs import evolve

from polc.compiler.plan.lower_benefit import choose_lines
from polc.compiler.plan.lower_limits import Terms
from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import Best, NodeId, Option
from polc.compiler.typecheck.typed import TypedAlternative, TypedBenefit


def lower_person_year(benefit: TypedBenefit, lowering: Lowering) -> None:
    """Appends the benefit's nodes and emits what it pays, and what it leaves."""
    terms = choose_lines(benefit, lowering)
    guard: NodeId | None = None
    for line in terms.lines("for"):
        if line.value is not None:
            guard = lowering.flag(line.value, f"{benefit.id}.for", guard, line.origin)
    for place, line in enumerate(terms.lines("when"), start=1):
        assert line.value is not None
        guard = lowering.flag(line.value, f"{benefit.id}.when.{place}", guard, line.origin)
    paid = _lower_highest(terms, lowering, guard)
    lowering.block.emit(benefit.id, paid, terms.origin_of("highest"))
    for line in terms.lines("leaving"):
        assert line.value is not None
        amount = lowering.value(line.value, f"{line.name}.of", None, line.origin)
        left = lowering.arith(line.name, "left", (amount, paid), None, line.origin)
        lowering.block.emit(line.name, left, line.origin)


def _lower_highest(terms: Terms, lowering: Lowering, guard: NodeId | None) -> NodeId:
    options = tuple(
        _lower_alternative(one, lowering, guard)
        for line in terms.lines("highest")
        for one in line.alternatives
    )
    return lowering.block.add(
        Best(
            id=f"{terms.benefit.id}.paid",
            kind="money",
            guard=guard,
            origin=terms.origin_of("highest"),
            options=options,
        )
    )


def _lower_alternative(one: TypedAlternative, lowering: Lowering, guard: NodeId | None) -> Option:
    block, name, origin = lowering.block, one.origin.rule, one.origin
    flag = guard
    if one.people is not None:
        flag = lowering.flag(one.people, f"{name}.for", flag, origin)
    if one.until is not None:
        last = lowering.value(one.until, f"{name}.until", flag, origin)
        day = block.read("system", "date", "date")
        flag = block.test(f"{name}.in_time", "le", (day, last), flag, origin)
    if one.condition is not None:
        flag = lowering.flag(one.condition, f"{name}.when", flag, origin)
    if flag is None:
        flag = block.constant(1, "flag")
    amount = lowering.value(one.value, f"{name}.amount", flag, origin)
    for place, limit in enumerate(one.limits, start=1):
        if not lowering.stands(limit.where):
            continue
        assert limit.value is not None
        op = "max" if limit.term == "at_least" else "min"
        figure = lowering.value(limit.value, f"{name}.{limit.term}.{place}", flag, limit.origin)
        amount = lowering.arith(f"{name}.held.{place}", op, (amount, figure), flag, limit.origin)
    readings = (*origin.readings, *(limit.where[0] for limit in one.limits if limit.where))
    return Option(one.name, flag, amount, evolve(origin, readings=tuple(dict.fromkeys(readings))))
