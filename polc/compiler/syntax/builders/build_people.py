"""The list of people after a `for`.

In: the tree of a line that has one. Out: the names, those under conditions of their own, those
whose recognition reaches back.
"""

from lark import Token

from polc.compiler.model.record import frozen
from polc.compiler.syntax.builders.build_terms import names_of
from polc.compiler.syntax.builders.build_values import the_value
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    first,
    has,
    name_of,
    names_in,
    number_of,
    span_of,
)
from polc.compiler.syntax.nodes.people import LimitedPeople, ReachingPeople
from polc.compiler.syntax.nodes.values import Name, Number, Reference


@frozen
class PeopleWritten:
    """`names` has those `reaching` back too, in the order of the list; no name and nobody
    `limited`: everyone."""

    names: tuple[Name, ...]
    limited: tuple[LimitedPeople, ...]
    reaching: tuple[ReachingPeople, ...]


def build_people(tree: Branch) -> PeopleWritten:
    """The people that the line names."""
    people = branch(tree, "people")
    assert people is not None
    names: list[Name] = []
    for child in people.children:
        if isinstance(child, Token):
            names += [name_of(child)] if child.type == "NAME" else []
        elif child.data == "reaching_person":
            names.append(names_in(child)[0])
    limited = tuple(
        LimitedPeople(names_of(listing), the_value(listing), span=span_of(listing))
        for listing in branches(people, "limited_person")
    )
    reaching = tuple(
        ReachingPeople(names_in(listing)[0], _how_far(listing), span=span_of(listing))
        for listing in branches(people, "reaching_person")
    )
    return PeopleWritten(tuple(names), limited, reaching)


def _how_far(listing: Branch) -> Number | Reference | None:
    """How long before the recognition; None: on the first day of its month."""
    if has(listing, "FROM_RECOGNITION_MONTH"):
        return None
    length = first(listing, "MONTHS", "DAYS")
    if length is not None:
        return number_of(length)
    parameter = names_in(listing)[1]
    return Reference(parameter, span=parameter.span)
