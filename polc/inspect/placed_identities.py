"""The identities that a policy has a place for, whatever its readings.

In: a checked program. Out: their ids: those of its rank, and those that a rule, a table, a group
that is used or an equivalence names.
"""

from typing import Any, Final

from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.program import Program
from polc.records.frozen import fields_of

_LEAVES: Final = (int, type(None), Origin)


def placed_identities(program: Program) -> frozenset[str]:
    """By id; what a document says of no one is in none of them."""
    known = {identity.id for identity in program.identities}
    found = known & set(program.ranked)
    stack: list[object] = [
        (program.benefits, program.pools, program.reports, program.tallies),
        (program.equivalences, program.by_reading, program.declared.conformance),
    ]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            if part in known:
                found.add(part)
        elif isinstance(part, tuple | frozenset):
            stack.extend(part)
        elif not isinstance(part, _LEAVES):
            kind: Any = type(part)
            stack.extend(getattr(part, field.name) for field in fields_of(kind))
    return frozenset(found)
