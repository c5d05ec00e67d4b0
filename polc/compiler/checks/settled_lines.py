"""A benefit without the lines that stand under choices which cannot be settled.

In: a benefit, the program. Out: the benefit with the lines and changes that may come to act.
"""

from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.records.evolve import evolve


def keep_settled(benefit: TypedBenefit, program: Program) -> TypedBenefit:
    """The benefit itself where each of its lines may act."""
    settled = {reading.id: frozenset(reading.settled) for reading in program.readings}

    def may_act(where: Chosen | None) -> bool:
        return where is None or not settled[where[0]].isdisjoint(where[1])

    statements = tuple(line for line in benefit.statements if may_act(line.where))
    changes = tuple(change for change in benefit.changes if may_act(change.where))
    if (len(statements), len(changes)) == (len(benefit.statements), len(benefit.changes)):
        return benefit
    return evolve(benefit, statements=statements, changes=changes)
