"""The titles of what a settlement names.

In: a checked program. Out: the titles by id: of the policy, what it names and what a case comes to.
"""

from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.statements import LeavingStatement, PayerStatement


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
