"""Pools whose size is asked before it can be known, and pools that stand inside themselves.

In: the benefits in paying order, the pools, the tallies. Out: diagnostics: a benefit of the
person's year with a pool that is sized by claims, a benefit with a pool that is sized by a
figure of a layer that does not pay before it.
"""

from collections.abc import Iterable, Mapping

from polc.compiler.model.walk import walk_records
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Span
from polc.compiler.typed.consistency.tally_uses import known_after
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedBenefit, TypedPool
from polc.compiler.typed.nodes.statement_values import pools_of
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.values import FieldValue, LayerValue, Running, TallyValue
from polc.messages.text import say


def check_pool_uses(
    benefit: TypedBenefit,
    pools: Mapping[str, TypedPool],
    tallies: Mapping[str, TypedTally],
    layers: Mapping[str, int],
    span: Span,
    context: Context,
) -> None:
    """Every pool that the benefit charges or is limited by, and those it stands inside of."""
    for name in pools_of(benefit.statements, pools):
        size = pools[name].size
        if benefit.per == "person_year":
            if any(_asks_claim(part) for part in walk_records(size)):
                message = say(
                    "`{benefit}` is of the person's year, and pool `{name}` asks a claim",
                    benefit=benefit.id,
                    name=name,
                )
                context.findings.error("pool_too_early", message, span, subject=name)
                return
            continue
        asked = (
            tallies.get(part.tally) for part in walk_records(size) if isinstance(part, TallyValue)
        )
        figures = (size, *(tally for tally in asked if tally is not None))
        late = max(
            (found for figure in figures if (found := known_after(figure, layers))), default=None
        )
        if late is not None and late[0] >= benefit.layer:
            message = say(
                "`{benefit}` asks pool `{name}`, whose size is known only after {layer}",
                benefit=benefit.id,
                name=name,
                layer=late[1],
            )
            context.findings.error("pool_too_early", message, span, subject=name)
            return


def _asks_claim(part: object) -> bool:
    """Whether a part of a size is a figure of claims."""
    if isinstance(part, Running):
        return part.name in ("remaining", "own_cost")
    if isinstance(part, FieldValue):
        return part.field.scope == "claim"
    return isinstance(part, LayerValue | TallyValue)


def check_pool_cycles(pools: Iterable[TypedPool], findings: Findings) -> None:
    """A pool may not stand inside itself."""
    inside = {pool.id: pool.inside for pool in pools}
    for start in inside:
        seen, stack = set(), list(inside[start])
        while stack:
            pool = stack.pop()
            if pool == start:
                message = say("pool `{start}` stands inside itself", start=start)
                findings.error("circular_pool", message, Span(0, 1), subject=start)
                return
            if pool not in seen:
                seen.add(pool)
                stack.extend(inside.get(pool, ()))
