"""Clauses of statements that become no step of their own: groups, the rank, fields.

In: the items of a compilation. Out: a `CitedStatement` for each that names a clause. What such a
statement says has gone into the rules that use it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import held_parts
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.inherit import Conforms, Extends, Require
from polc.compiler.syntax.nodes.items import (
    FieldDeclaration,
    Follows,
    Group,
    IdentitySyntax,
    Layers,
    Municipality,
    Rank,
    WordList,
)
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.items import Items
from polc.compiler.typed.nodes.program import CitedStatement

Statement = (
    Group
    | Rank
    | Layers
    | Municipality
    | IdentitySyntax
    | FieldDeclaration
    | WordList
    | Follows
    | Require
    | Extends
    | Conforms
)


def collect_cited(items: Items) -> tuple[CitedStatement, ...]:
    """Those that cite a clause, in the order of the file."""
    found = []
    said = _count_names(items)
    for item in items.located:
        node = item.item
        if isinstance(node, Statement) and node.cites.clauses:
            context = items.context(item).of(_name_of(node))
            found.append(_describe(node, context.origin(node.span, node.cites), items, said))
    return tuple(found)


def _name_of(node: Statement) -> str:
    match node:
        case Rank():
            return "rank"
        case Layers():
            return "layers"
        case Municipality():
            return "municipality"
        case _:
            return node.name.text


def _describe(node: Statement, origin: Origin, items: Items, said: Counter[str]) -> CitedStatement:
    match node:
        case Rank():
            return CitedStatement(what="rank", origin=origin)
        case Municipality():
            return CitedStatement(what="municipality", origin=origin)
        case Layers():
            return CitedStatement(what="layers", origin=origin)
        case Group():
            members = items.names.people((node.name,), items.main)
            return CitedStatement(
                what="group",
                origin=origin,
                title=node.title,
                used=_is_used(node, said),
                members=members,
            )
        case IdentitySyntax():
            return CitedStatement(
                what="identity", origin=origin, title=node.title, used=node.grades is not None
            )
        case FieldDeclaration():
            return CitedStatement(
                what="field", origin=origin, title=node.title, path=f"{node.scope}.{node.name.text}"
            )
        case WordList():
            return CitedStatement(
                what="list", origin=origin, title=node.title, used=said[node.name.text] > 1
            )
        case Follows():
            return CitedStatement(what="follows", origin=origin, title=node.title)
        case Require():
            return CitedStatement(what="requirement", origin=origin, title=node.title)
        case Extends() | Conforms():
            return CitedStatement(what="policy", origin=origin)
        case _:
            assert_never(node)


def _count_names(items: Items) -> Counter[str]:
    """In how many statements each name stands."""
    return Counter(name for item in items.located for name in set(names_in((item.item,))))


def _is_used(group: Group, said: Counter[str]) -> bool:
    """Whether another statement names the group."""
    own = set(names_in((group,)))
    return any(said[word] > (word in own) for word in (group.name.text, group.title) if word)


def names_in(values: Iterable[Any]) -> Iterator[str]:
    """The names that a statement uses, outside the examples."""
    stack = list(values)
    while stack:
        value = stack.pop()
        if isinstance(value, Name):
            yield value.text
        elif not isinstance(value, Examples):
            stack.extend(held_parts(value))
