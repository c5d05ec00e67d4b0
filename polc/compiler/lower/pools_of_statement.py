"""The pools that a statement leads to.

In: `counts toward`, `charges` or `limited by`. Out: its pools with those that they stand inside.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.typed.nodes.program import TypedPool
from polc.compiler.typed.nodes.statements import CountsTowardStatement


def pools_of(counts: CountsTowardStatement, lowering: Lowering) -> tuple[TypedPool, ...]:
    """The pools of a statement and those they stand inside, each once, the inner ones first."""
    found: dict[str, TypedPool] = {}
    stack = list(reversed(counts.pools))
    while stack:
        pool = lowering.accumulators.pools[stack.pop()]
        if pool.id not in found:
            found[pool.id] = pool
            if lowering.stands(pool.inside_where):
                stack.extend(reversed(pool.inside))
    return tuple(found.values())
