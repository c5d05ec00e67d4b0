"""A person-year benefit onto nodes, a block of its own: semantics 5, 13 and 17.

In: the benefit. Out: its block: what it pays (`lower_year_amount.py`), what it charges to pools,
what it leaves, who pays it.
"""

from polc.compiler.lower.benefit.lower_by_amount import winner_flags
from polc.compiler.lower.benefit.lower_charges import charge
from polc.compiler.lower.benefit.lower_shares import (
    WayToPay,
    divide_paid,
    find_named_payer,
    find_whole_payer,
    lower_ways,
    parts_of,
    sum_by_payer,
)
from polc.compiler.lower.benefit.lower_year_amount import Tried, lower_year_amount
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import YearBlock
from polc.compiler.plan.steps import Leaving, PayerPart, YearSteps
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import payers_of_parts


def lower_person_year(benefit: TypedBenefit, lowering: Lowering) -> YearBlock:
    """The benefit's block: what it pays, what it leaves, who pays it."""
    terms, name = lowering.kept.choose(benefit, lowering.choices), benefit.id
    found = lower_year_amount(terms, lowering, None)
    lowering, guard, paid = found.lowering, found.guard, found.paid
    block, origin = lowering.block, terms.origin_of(terms.highest or terms.pay)
    charge(terms, lowering, paid)
    block.emit(name, paid, origin)
    outputs, leaving = [name], []
    for statement in terms.leaving:
        output, cited = statement.name, statement.origin
        amount = lowering.value(statement.amount, f"{output}.of", None, cited)
        left = lowering.arith(output, "left", (amount, paid), None, cited)
        block.emit(output, left, cited)
        leaving.append(Leaving(output, left, amount, paid, cited))
        outputs.append(output)
    naming, parts = terms.payer, list[PayerPart]()
    if naming is not None:
        payer, ways = _lower_payer(terms, lowering, guard, found.tried, found.due.amount, paid)
        block.emit(naming.name, payer, naming.origin)
        outputs.append(naming.name)
        for payer_id in _payers_of_parts(terms, found.tried):
            outputs.append(f"{naming.name}.{payer_id}")
            block.emit(outputs[-1], sum_by_payer(ways, payer_id, lowering), naming.origin)
            parts += parts_of(ways, payer_id, outputs[-1])
    steps = YearSteps(
        benefit=name,
        stops=found.stops,
        how=found.due.how,
        alternatives=found.due.alternatives,
        rounding=found.due.rounding,
        uncapped=found.due.amount,
        floors=found.floors,
        taken=found.taken,
        leaving=tuple(leaving),
        parts=tuple(parts),
        origin=origin,
    )
    lowering.steps.years.append(steps)
    return YearBlock(name, tuple(outputs), block.finish())


def _lower_payer(
    terms: Terms,
    lowering: Lowering,
    guard: NodeId | None,
    tried: tuple[Tried, ...],
    best: NodeId,
    paid: NodeId,
) -> tuple[NodeId, tuple[WayToPay, ...]]:
    """Who pays all that the alternative which won comes to, whatever the benefit's own lines make
    of it, else that of the benefit; nobody of nothing. The ways to pay it, in order."""
    block, name = lowering.block, terms.name
    nobody = block.constant(0, "choice")
    lines, ways = lower_ways(terms, lowering, guard, paid), list[WayToPay]()
    found = find_named_payer(lines, paid, lowering, guard)
    if tried:
        listed = tuple(alternative.option for alternative in tried)
        winners = winner_flags(lowering, f"{name}.winner", listed, best, guard, terms)
        for flag, alternative in zip(winners, tried, strict=True):
            if alternative.typed.payer:
                part = f"{name}.paid_by.{alternative.typed.name}"
                way = divide_paid(part, alternative.typed, paid, lowering, flag)
                own = find_whole_payer(way, paid, lowering)
                found = lowering.choose(part, flag, own, found, guard, alternative.option.origin)
                ways.append(way)
    zero = block.constant(0, "money")
    pays = block.test(f"{name}.pays", "gt", (paid, zero), None, terms.origin)
    payer = lowering.choose(f"{name}.payer", pays, found, nobody, None, terms.origin)
    return payer, (*ways, *lines)


def _payers_of_parts(terms: Terms, tried: tuple[Tried, ...]) -> tuple[str, ...]:
    """The payers of whom several may pay a part each, under the readings chosen."""
    shared = [alternative.typed for alternative in tried if alternative.typed.shares]
    found = [
        payer for way in shared for payer in (*(share.payer for share in way.shares), way.payer)
    ]
    return tuple(dict.fromkeys((*found, *payers_of_parts(terms.paid_by))))
