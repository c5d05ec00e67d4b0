"""Whether something is for the people of a class at all.

In: whom a statement names, or a condition, and the class as its identities. Out: whether the class
is meant, whether a condition can hold for it: what hangs on anything but identities may hold.
"""

from typing import Final

from polc.compiler.typed.nodes.chosen import stands
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.statements import ForStatement, TypedAlternative
from polc.compiler.typed.nodes.values import (
    ByReading,
    ComparisonOf,
    Either,
    Every,
    ExtremeOf,
    Held,
    HeldSince,
    Not,
    Typed,
)
from polc.inspect.placed_identities import placed_identities
from polc.wording.values import Wording

NOBODY: Final = ""
"""Whoever is none of the identities of the policy."""


def classes_of(program: Program) -> tuple[str, ...]:
    """The identities that the policy has a place for, by rank, then whoever is none of them."""
    placed = placed_identities(program)
    return (*(known.id for known in program.identities if known.id in placed), NOBODY)


def identities_as(person: str, program: Program, words: Wording) -> tuple[str, ...]:
    """The identities of whoever holds one, by rank: with those that it is treated as."""
    held = {person}
    grown = True
    while grown:
        more = {
            line.treated_as
            for line in program.equivalences
            if stands(line.where, words.chosen)
            and held & set(words.identities(line.people.members))
        }
        grown = not more <= held
        held |= more
    return tuple(known.id for known in program.identities if known.id in held) or (person,)


def is_among(line: ForStatement | TypedAlternative, words: Wording) -> bool:
    """Whether whom a line names are, or may be, of the class."""
    if line.people is None and not line.limited:
        return True
    groups = [*([line.people] if line.people else []), *(some.people for some in line.limited)]
    return any(holds(group, words) for group in groups)


def holds(people: Held, words: Wording) -> bool:
    """Whether the class is one of these."""
    own = words.person or ()
    return people.everyone or bool(set(own) & set(words.identities(people.members)))


def may_hold(condition: Typed, words: Wording) -> bool:
    """Whether a condition holds for anybody of the class. Of whoever is recognised as nothing no
    day is on or after the recognition."""
    match words.settled(condition):
        case Held() as people:
            return holds(people, words)
        case Not(part=part):
            inner = words.settled(part)
            return not (isinstance(inner, Held) and holds(inner, words))
        case Every(parts=parts):
            return all(may_hold(part, words) for part in parts)
        case Either(parts=parts):
            return any(may_hold(part, words) for part in parts)
        case ComparisonOf(op="ge" | "gt", right=day) | ComparisonOf(op="le" | "lt", left=day):
            return _may_be_recognised(day, words)
        case _:
            return True


def _may_be_recognised(day: Typed, words: Wording) -> bool:
    """Whether a day that may hang on a recognition comes at all."""
    match day:
        case HeldSince(members=members):
            return bool(set(words.person or ()) & set(words.identities(members)))
        case ExtremeOf(op="max", parts=parts):
            return all(_may_be_recognised(part, words) for part in parts)
        case ByReading():
            return _may_be_recognised(words.settled(day), words)
        case _:
            return True
