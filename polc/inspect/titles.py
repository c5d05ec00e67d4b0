"""The titles of what a settlement names.

In: a checked program. Out: the titles by id: of the policy, what it names and what a case comes to;
with those of all else that a file gives one.
"""

from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.statements import FirstOfStatement, LeavingStatement, PayerStatement


def titles_of(program: Program) -> dict[str, str]:
    """By id, those of outputs only where they have one."""
    titles = {payer.id: payer.title for payer in program.payers}
    titles |= {identity.id: identity.title for identity in program.identities}
    titles |= {benefit.id: benefit.title for benefit in program.benefits}
    titles |= {
        statement.name: statement.title
        for benefit in program.benefits
        for statement in benefit.statements
        if isinstance(statement, LeavingStatement | PayerStatement) and statement.title
    }
    return {**titles, program.policy: program.title}


def all_titles_of(program: Program) -> dict[str, str]:
    """By id, what the file gives a title in any of its declarations; what a settlement names goes
    first. A kind of care goes by its rule, `assistance.inpatient`: another benefit may have one of
    the same name."""
    declared = (
        program.parameters, program.pools, program.tallies, program.reports, program.windows,
        program.readings, program.declared.targets, program.declared.deadlines,
        program.declared.obligations,
    )  # fmt: skip
    titles = {item.id: item.title for items in declared for item in items}
    titles |= {field.name: field.chinese[0] for field in program.fields if field.chinese}
    titles |= {
        f"{benefit.id}.{kind.name}": kind.title
        for benefit in program.benefits
        for statement in benefit.statements
        if isinstance(statement, FirstOfStatement)
        for kind in statement.kinds
        if kind.title
    }
    for cited in program.cited:
        if cited.title and cited.what != "field":
            titles.setdefault(cited.origin.rule, cited.title)
    return {**titles, **titles_of(program)}
