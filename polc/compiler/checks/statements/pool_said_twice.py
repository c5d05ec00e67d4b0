"""A pool that is named beside one that stands inside it, or beside a line that names it too.

In: a context. Out: a `said_twice` where another line, or the other name, charges and limits all
that this one does: what counts toward a pool counts toward those that it stands inside of; a
`line_without_effect` at a pool whose `inside` every line that names it says itself.
"""

from collections.abc import Iterable, Iterator, Mapping

from polc.compiler.checks.asked_words import (
    Chances,
    find_holding,
    lines_with_pools,
    pools_that_hold,
)
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.statements.report_repetition import report_repetition
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.chosen import are_apart, covers
from polc.compiler.typed.nodes.program import TypedBenefit, TypedPool
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    FirstOfStatement,
    TypedStatement,
)
from polc.messages.text import say
from polc.records.evolve import evolve

Pools = Mapping[str, TypedPool]


@frozen
class NamedPool:
    """A pool as a line names it; `around` those that it stands inside of, whatever is chosen."""

    pool: str
    around: frozenset[str]
    line: CountsTowardStatement


def check_pool_said_twice(context: CheckContext) -> None:
    """Warns once for each line and each pool of the policy's own file."""
    pools = {pool.id: _stand_always(context, pool) for pool in context.program.pools}
    holding = find_holding(context.program)
    acting = {name: _stand_where_held(pool, holding) for name, pool in pools.items()}
    for benefit in context.program.benefits:
        _check_block(context, benefit.statements, (), acting)
    for pool in pools.values():
        if not _check_inside(context, pool, pools):
            _check_named_outside(context, pool, pools)


def _stand_always(context: CheckContext, pool: TypedPool) -> TypedPool:
    """The pool, whose `inside` under all the choices of a reading stands whatever is chosen."""
    if pool.inside_where is None:
        return pool
    name, choices = pool.inside_where
    settled = next(known.settled for known in context.program.readings if known.id == name)
    return evolve(pool, inside_where=None) if set(settled) <= set(choices) else pool


def _stand_where_held(pool: TypedPool, holding: frozenset[tuple[str, Chances]]) -> TypedPool:
    """The pool, whose `inside` stands always if the pools around it hold nothing elsewhere."""
    if pool.inside_where is None:
        return pool
    reading, choices = pool.inside_where
    under = [dict(chances) for name, chances in holding if name in pool.inside]
    if under and all(reading in chances and chances[reading] <= set(choices) for chances in under):
        return evolve(pool, inside_where=None)
    return pool


def _check_block(
    context: CheckContext,
    statements: tuple[TypedStatement, ...],
    outer: tuple[NamedPool, ...],
    pools: Pools,
) -> None:
    """The lines of a benefit or of a kind of care, beside those of the whole benefit."""
    named = [*outer, *_named(statements, pools)]
    told = set[int]()
    for at, second in enumerate(named):
        if at < len(outer) or id(second.line) in told:
            continue
        for place, first in enumerate(named):
            if place != at and _says_again(first, second, is_before=place < at):
                told.add(id(second.line))
                message = say(
                    "what counts toward `{inner}` counts toward `{pool}` too",
                    inner=first.pool,
                    pool=second.pool,
                )
                origin = _find_inside(first.pool, second.pool, pools)
                if first.pool == second.pool:
                    message = say("another line does all this with `{pool}`", pool=first.pool)
                    origin = first.line.origin
                report_repetition(context, message, second.line.origin, origin)
                break
    for statement in statements:
        if isinstance(statement, FirstOfStatement):
            for kind in statement.kinds:
                _check_block(context, kind.statements, tuple(named), pools)


def _named(statements: Iterable[TypedStatement], pools: Pools) -> Iterator[NamedPool]:
    for line in statements:
        if isinstance(line, CountsTowardStatement):
            for pool in line.pools:
                yield NamedPool(pool, frozenset(_around(pool, pools)), line)


def _around(name: str, pools: Pools) -> Iterator[str]:
    """The pools that one stands inside of under all choices."""
    waiting, seen = [name], {name}
    while waiting:
        pool = pools.get(waiting.pop())
        if pool is not None and pool.inside_where is None:
            found = [outer for outer in pool.inside if outer not in seen]
            seen.update(found)
            waiting += found
            yield from found


def _find_inside(inner: str, outer: str, pools: Pools) -> Origin:
    """The pool that says how one stands inside the other: itself, or one around it."""
    known = (pools[name] for name in (inner, *_around(inner, pools)) if name in pools)
    return next((pool.origin for pool in known if outer in pool.inside), pools[inner].origin)


def _says_again(first: NamedPool, second: NamedPool, *, is_before: bool) -> bool:
    """Whether the first does all that the second does; of two that do the same of one pool the
    second is told, where no check tells it as a repetition of the line."""
    if second.pool not in (first.pool, *first.around):
        return False
    if second.pool == first.pool:
        if first.line is second.line:
            return False
        if (first.line.charges, first.line.limits) != (second.line.charges, second.line.limits):
            # Two without a condition are told by `said_twice`.
            plain = _stands_always(first.line) and _stands_always(second.line)
            return not plain and _does_as_much(first.line, second.line)
        if first.line.condition == second.line.condition and first.line.where == second.line.where:
            return is_before and (len(second.line.pools) > 1 or len(first.line.pools) > 1)
        if not is_before and _does_as_much(second.line, first.line):
            return False
    return _does_as_much(first.line, second.line)


def _stands_always(line: CountsTowardStatement) -> bool:
    return line.condition is None and line.where is None


def _does_as_much(first: CountsTowardStatement, second: CountsTowardStatement) -> bool:
    """Whether one line charges and limits wherever the other does."""
    return (
        first.charges >= second.charges
        and first.limits >= second.limits
        and (first.condition is None or first.condition == second.condition)
        and covers(first.where, second.where)
    )


def _check_inside(context: CheckContext, pool: TypedPool, pools: Pools) -> bool:
    """A pool that stands inside two of which one stands inside the other."""
    for inner in pool.inside:
        around = set(_around(inner, pools))
        for outer in pool.inside:
            if outer in around:
                message = say(
                    "what counts toward `{inner}` counts toward `{pool}` too",
                    inner=inner,
                    pool=outer,
                )
                report_repetition(context, message, pool.origin, pools[inner].origin)
                return True
    return False


def _check_named_outside(context: CheckContext, pool: TypedPool, pools: Pools) -> None:
    """A pool that stands inside another which the lines and pools that name it name too."""
    if not context.is_own(pool.origin):
        return
    holding = pools_that_hold(context.program)
    within = [
        inner
        for inner in pools.values()
        if pool.id in inner.inside
        and inner.id in holding
        and not are_apart(inner.inside_where, pool.inside_where)
    ]
    if within and pool.inside_where is None:
        return
    for outer in pool.inside:
        named = [
            *(_is_around_anyhow(outer, inner, pool, pools) for inner in within),
            *(
                _is_named_beside(line, outer, benefit, pool, pools)
                for benefit in context.program.benefits
                for line, silent in lines_with_pools(benefit.statements)
                if pool.id in line.pools and (line.charges or not silent)
            ),
        ]
        if named and all(named):
            findings, span = context.place(pool.origin)
            why = say("what names `{pool}` names `{outer}` too", pool=pool.id, outer=outer)
            findings.warning(
                "line_without_effect",
                say("this line has no effect: {why}", why=why),
                span,
                say("say once in which pool it stands: here, or in what names it"),
                subject=pool.id,
            )
            return


def _is_around_anyhow(outer: str, inner: TypedPool, pool: TypedPool, pools: Pools) -> bool:
    """Whether a pool stands inside the outer one by another way than this pool, wherever it stands
    inside this one."""
    others = [name for name in inner.inside if name != pool.id]
    return any(outer in (name, *_around(name, pools)) for name in others)


def _is_named_beside(
    inner: CountsTowardStatement,
    outer: str,
    benefit: TypedBenefit,
    pool: TypedPool,
    pools: Pools,
) -> bool:
    """Whether a line of the whole benefit, or the same line, does as much with the outer pool, by
    its name or by that of another pool inside it; not one that is told already, since the inner
    pool does all of it."""
    told = pool.inside_where is None
    beside = [
        line
        for line in (inner, *benefit.statements)
        if isinstance(line, CountsTowardStatement)
        and any(outer in (name, *_around(name, pools)) for name in line.pools if name != pool.id)
    ]
    return any(
        _does_as_much(line, inner) and not (told and _does_as_much(inner, line)) for line in beside
    )
