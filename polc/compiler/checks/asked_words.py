"""The words that are said by something which is asked itself.

In: the items of a compilation, the words in them, the program. Out: how often each word is said,
without what groups, tallies and pools say that no rule asks: what only such a one speaks of is
asked by nobody either. A pool that holds no payment is asked by nobody.
"""

from collections import Counter
from collections.abc import Iterable

from polc.compiler.model.walk import walk_records
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.syntax.nodes.items import Group, Pool, Tally
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import CountsTowardStatement

Words = Counter[str]


def count_asked_words(
    located: Iterable[LocatedItem], words: Words, scope: Scope, program: Program
) -> Words:
    """Those of the policy and of every file that it reads."""
    asked = words.copy()
    holding = pools_that_hold(program)
    waiting = [at.item for at in located if isinstance(at.item, Group | Tally | Pool)]
    while True:
        idle = [
            item
            for item in waiting
            if not is_asked(item, asked, scope)
            or (isinstance(item, Pool) and item.name.text not in holding)
        ]
        if not idle:
            return asked
        waiting = [item for item in waiting if item not in idle]
        for item in idle:
            asked -= _words_inside(item)


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
    inside = {pool.id: pool.inside for pool in program.pools}
    waiting = [
        name
        for benefit in program.benefits
        for statement in all_statements(benefit.statements)
        if isinstance(statement, CountsTowardStatement) and statement.limits
        for name in statement.pools
    ]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += inside.get(name, ())
    return frozenset(found)
