"""Limits that benefits share.

In: the syntax of a pool. Out: the pool, its size checked, or None after a diagnostic.
"""

from polc.compiler.syntax.nodes.items import Pool
from polc.compiler.typed.consistency.carried import check_carried
from polc.compiler.typed.consistency.of_household import check_of_household
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedPool
from polc.compiler.typed.values.check_value import check_kind


def check_pool(node: Pool, context: Context) -> TypedPool | None:
    """The pool; those that it stands inside of are looked up."""
    inner = context.of(node.name.text)
    size = check_kind(node.size, "money", inner, none=True)
    carried = None
    if node.carried is not None:
        carried = check_carried(node.carried, node.period, node.span, inner)
        if carried is None:
            return None
    if size is None or not check_of_household(size, node.period, node.size.span, inner):
        return None
    origin = inner.origin(node.span, node.cites)
    outer = (inner.names.look_up(name, inner.findings, "pool") for name in node.inside)
    return TypedPool(
        id=node.name.text,
        title=node.title,
        size=size,
        period=node.period,
        carried=carried,
        inside=tuple(pool.id for pool in outer if pool is not None),
        inside_where=inner.choices(node.inside_where),
        origin=origin,
    )
