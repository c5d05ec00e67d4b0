"""The words that are said by something which is asked itself.

In: the items of a compilation, the words in them, the program. Out: how often each word is said,
without what groups, tallies and pools say that no rule asks: what only such a one speaks of is
asked by nobody either. A pool that holds no payment is asked by nobody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from polc.compiler.checks.pays_nothing import pays_nothing
from polc.compiler.model.walk import walk_records
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.syntax.nodes.items import Group, Pool, Tally
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    FirstOfStatement,
    TypedStatement,
)

Words = Counter[str]
Chances = frozenset[tuple[str, frozenset[str]]]
"""The choices that are left of each reading that was asked."""

_ANY_CHOICE: Final[Chances] = frozenset()


def count_asked_words(
    located: Iterable[LocatedItem], words: Words, scope: Scope, program: Program
) -> Words:
    """Those of the policy and of every file that it reads."""
    asked = words.copy()
    holding = pools_that_hold(program)
    waiting = [at.item for at in located if isinstance(at.item, Group | Tally | Pool)]
    said_by: dict[str, list[Group | Tally | Pool]] = {}
    for item in waiting:
        for word in {item.name.text, item.title}:
            said_by.setdefault(word, []).append(item)
    idle: set[int] = set()
    while waiting:
        item = waiting.pop()
        holds = not isinstance(item, Pool) or item.name.text in holding
        if id(item) in idle or (holds and is_asked(item, asked, scope)):
            continue
        idle.add(id(item))
        inside = _words_inside(item)
        asked.subtract(inside)
        waiting += chain.from_iterable(said_by.get(word, ()) for word in inside)
    return +asked


def is_asked(item: Group | Tally | Pool, asked: Words, scope: Scope) -> bool:
    """Whether something beside the item says its name or its title; neither the identity of a
    group's name nor the group itself does."""
    name, own = item.name.text, 1
    if isinstance(item, Group):
        own += sum(member.itself for member in item.members)
        own += scope.tagged.get(name) is not None
    return asked[name] > own or (item.title != name and asked[item.title] > 0)


def _words_inside(item: Group | Tally | Pool) -> Words:
    """What an item says beside its own name."""
    names = Counter(part.text for part in walk_records(item) if isinstance(part, Name))
    return names - Counter([item.name.text])


def pools_that_hold(program: Program) -> frozenset[str]:
    """The pools that hold some payment, those that they stand inside among them."""
    return frozenset(name for name, _ in find_holding(program))


def find_holding(program: Program) -> frozenset[tuple[str, Chances]]:
    """The pools that hold some payment, each with the choices under which it does: where those of
    the line and of each pool on the way may stand together. A payment of which nothing is
    specified is held by none."""
    pools = {pool.id: pool for pool in program.pools}
    lines = [line for benefit in program.benefits for line in lines_with_pools(benefit.statements)]
    waiting = [
        (name, _narrow(_ANY_CHOICE, line.where))
        for line, silent in lines
        if line.limits and not silent
        for name in line.pools
    ]
    found: set[tuple[str, Chances]] = set()
    while waiting:
        name, chances = waiting.pop()
        if (name, chances) in found or any(not left for _, left in chances):
            continue
        found.add((name, chances))
        pool = pools.get(name)
        if pool is not None:
            within = _narrow(chances, pool.inside_where)
            waiting += [(outer, within) for outer in pool.inside]
    return frozenset(found)


def lines_with_pools(
    statements: tuple[TypedStatement, ...],
) -> Iterator[tuple[CountsTowardStatement, bool]]:
    """The lines that name pools, each with whether nothing is specified where it stands."""
    silent = pays_nothing(statements)
    for line in statements:
        if isinstance(line, CountsTowardStatement):
            yield line, silent
        elif isinstance(line, FirstOfStatement):
            for kind in line.kinds:
                yield from lines_with_pools(kind.statements)


def _narrow(chances: Chances, where: Chosen | None) -> Chances:
    """What is left where this stands too."""
    if where is None:
        return chances
    reading, choices = where
    left = dict(chances)
    left[reading] = left.get(reading, frozenset(choices)) & frozenset(choices)
    return frozenset(left.items())
