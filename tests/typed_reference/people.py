"""Who a benefit, an alternative or a report is for, and the class that counts.

In: its terms, an `Ask`. Out: the identities of those meant that the person holds, the class.
"""

from attrs import evolve

from polc.compiler.typed.nodes.values import Held
from tests.typed_reference.ask import Ask, highest
from tests.typed_reference.lines import LimitedPeople, Terms
from tests.typed_reference.values import held_of, value, without_class


def those_meant(people: Held, limited: tuple[LimitedPeople, ...], ask: Ask) -> frozenset[str]:
    """Rule 5: those of a list that are held; a part of it under a condition of its own counts
    only where that holds. The parts are alternatives: one that holds is enough. Rule 21: who
    counts already is not asked again."""
    found = held_of(people, ask)
    for part in limited:
        more = held_of(part.people, ask) - found
        if more and value(part.condition, ask):
            found |= more
    return found


def meant(terms: Terms, ask: Ask) -> frozenset[str] | None:
    """The identities among which the class is found (all that are held where everyone is
    meant); None where it is not for this person."""
    ask = without_class(ask)
    found = ask.held
    if terms.people is not None:
        found = those_meant(terms.people, terms.limited, ask)
        if not found:
            return None
    if any(held_of(people, ask) for people in terms.excluded):
        return None
    return found


def without_conditions(terms: Terms, ask: Ask) -> frozenset[str]:
    """The same where the conditions of parts of the list are not asked: of an amount that is
    given (rule 14)."""
    if terms.people is None:
        return ask.held
    parts = (terms.people, *(limit.people for limit in terms.limited))
    return frozenset(identity for part in parts for identity in held_of(part, ask))


def class_of(terms: Terms, among: frozenset[str], ask: Ask) -> str | None:
    """Rule 5: the highest in rank, or the lowest where the benefit says so."""
    if terms.class_ == "lowest":
        return next(
            (identity for identity in reversed(ask.policy.order) if identity in among), None
        )
    return highest(among, ask.policy)


def with_class(ask: Ask, class_: str | None) -> Ask:
    """The same asked of this class."""
    return evolve(ask, class_=class_)
