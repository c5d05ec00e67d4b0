"""The list of people after a `for`.

In: the tree of a line that has one. Out: the names, those under conditions of their own, those
whose recognition reaches back.
"""

from lark import Token

from polc.compiler.model.record import frozen
from polc.compiler.syntax.builders.build_terms import names_of
from polc.compiler.syntax.builders.build_values import a_value
from polc.compiler.syntax.builders.dated_lines import days_of, within_days
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
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
    """`names` has those `reaching` back without a condition too, in the order of the list; no
    name and nobody `limited`: everyone."""

    names: tuple[Name, ...]
    limited: tuple[LimitedPeople, ...]
    reaching: tuple[ReachingPeople, ...]


def build_people(tree: Branch) -> PeopleWritten:
    """The people that the line names."""
    people = branch(tree, "people")
    assert people is not None
    names: list[Name] = []
    limited: list[LimitedPeople] = []
    reaching: list[ReachingPeople] = []
    for child in people.children:
        if isinstance(child, Token):
            names += [name_of(child)] if child.type == "NAME" else []
        elif child.data == "reaching_person":
            names += names_in(child)
            reaching += _reaching(child, names_in(child))
        elif child.data == "limited_person":
            condition = within_days(a_value(child), days_of(child))
            if condition is None:
                names += names_of(child)
                reaching += _reaching(child, names_of(child))
                continue
            inside = _reaching(child, names_of(child))
            place = span_of(child)
            limited.append(LimitedPeople(names_of(child), condition, inside, span=place))
    return PeopleWritten(tuple(names), tuple(limited), tuple(reaching))


def _reaching(listing: Branch, names: tuple[Name, ...]) -> tuple[ReachingPeople, ...]:
    """The names with how far their recognition reaches back, where the part of the list says so."""
    reach = branch(listing, "reach")
    if reach is None:
        return ()
    back = _how_far(reach)
    return tuple(ReachingPeople(name, back, span=span_of(listing)) for name in names)


def _how_far(reach: Branch) -> Number | Reference | None:
    """How long before the recognition; None: on the first day of its month."""
    if has(reach, "FROM_RECOGNITION_MONTH"):
        return None
    length = first(reach, "MONTHS", "DAYS")
    if length is not None:
        return number_of(length)
    (parameter,) = names_in(reach)
    return Reference(parameter, span=parameter.span)
