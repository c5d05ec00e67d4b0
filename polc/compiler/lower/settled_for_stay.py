"""Which benefits are settled for a stay, all its bills so far as one: semantics 9.

In: the benefits of the claims in paying order, with the terms that stand. Out: their names.
"""

from collections.abc import Iterator, Mapping, Sequence

from polc.compiler.lower.choose_terms import Stands, terms_of_kind
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.pools_of_statement import pools_of
from polc.compiler.lower.scopes import WITHIN_YEAR
from polc.compiler.lower.terms import OF_BILL, Terms
from polc.compiler.model.walk import held_parts, walk_records
from polc.compiler.typed.nodes.statements import (
    PaidByStatement,
    WhenStatement,
    payers_over_stay,
)
from polc.compiler.typed.nodes.values import ByReading, FieldValue, LayerValue, OfStay, Running


def find_settled_for_stay(benefits: Sequence[Terms], lowering: Lowering) -> frozenset[str]:
    """Those that have a term of the stay, and each behind one that has no term of each claim and
    is compared with no other: what is left for it is what the stay has left."""

    def of_claim(terms: Terms) -> bool:
        parts = (terms, *_kinds_of_care(terms, lowering.stands))
        return any(_has_term_of_claim(part, lowering) for part in parts)

    def of_stay(terms: Terms) -> bool:
        parts = (terms, *_kinds_of_care(terms, lowering.stands))
        return any(_has_term_of_stay(part) for part in parts)

    def asks_of_stay(terms: Terms) -> bool:
        # Not kept with the terms: a value inside them may hang on a reading that they do not.
        return lowering.kept.may_ask_of_stay(terms) and any(
            _asks_of_stay(part, lowering.choices)
            for part in (terms, *_kinds_of_care(terms, lowering.stands))
        )

    compared = _find_compared(benefits)
    found: set[str] = set()
    for terms in benefits:
        alone = terms.owner in compared or lowering.kept.once("of_claim", of_claim, terms)
        behind = bool(found) and not alone
        own = lowering.kept.once("of_stay", of_stay, terms) or asks_of_stay(terms)
        if behind or own:
            found.add(terms.owner)
    return frozenset(found)


def _find_compared(benefits: Sequence[Terms]) -> frozenset[str]:
    """Both of any two of which the higher pays: what is held against each other is of one claim."""
    pairs = [(terms.owner, terms.rival.benefit) for terms in benefits if terms.rival is not None]
    return frozenset(owner for pair in pairs for owner in pair)


def _kinds_of_care(terms: Terms, stands: Stands) -> Iterator[Terms]:
    if terms.first_of is not None:
        for kind in terms.first_of.kinds:
            yield terms_of_kind(kind, terms, stands)


def _asks_of_stay(terms: Terms, choices: Mapping[str, str]) -> bool:
    """Whether a value of the terms is one of the stay, of a table by reading in the row chosen."""
    waiting: list[object] = [terms]
    while waiting:
        part = waiting.pop()
        if isinstance(part, OfStay):
            return True
        if isinstance(part, ByReading):
            waiting.append(dict(part.choices)[choices[part.reading]])
        else:
            waiting += held_parts(part)
    return False


def _has_term_of_stay(terms: Terms) -> bool:
    """A deductible or a cap per stay; a deductible along a chain, which each stay of it bears."""
    return "stay" in _periods(terms) or terms.accumulated_period == "chain"


def _has_term_of_claim(terms: Terms, lowering: Lowering) -> bool:
    """A deductible or a cap per claim, a bound of each payment, an amount per claim; what holds
    for a month, a quarter or a hospital, in which the stay's other bills may not lie."""
    alone = ("claim", *WITHIN_YEAR)
    if terms.at_most or terms.at_least or terms.pay:
        return True
    pools = (pool for counts in terms.counts_toward for pool in pools_of(counts, lowering))
    return any(period in alone for period in (*_periods(terms), *(pool.period for pool in pools)))


def _periods(terms: Terms) -> tuple[str | None, ...]:
    """Over what the benefit's amount accumulates, and over what its caps hold."""
    return terms.accumulated_period, *(cap.period for cap in terms.caps)


def split_conditions(
    conditions: tuple[WhenStatement, ...],
) -> tuple[tuple[WhenStatement, ...], tuple[WhenStatement, ...]]:
    """Those that ask of a bill whether it is one of the stay's, and those that ask for an
    amount, which is the stay's."""
    of_bill = tuple(when for when in conditions if not _asks_amount(when))
    return of_bill, tuple(when for when in conditions if when not in of_bill)


def shares_ask_amount(terms: Terms) -> bool:
    """Whether several payers share what is paid and one pays as far as an amount of the claim
    goes, which of a stay is that of all its bills so far."""
    shared = bool(payers_over_stay(terms.paid_by))
    return shared and any(_asks_amount(line) for line in terms.paid_by)


def _asks_amount(statement: WhenStatement | PaidByStatement) -> bool:
    for part in walk_records(statement):
        match part:
            case OfStay() | LayerValue():
                return True
            case Running():
                if part.name in ("remaining", "own_cost"):
                    return True
            case FieldValue():
                if part.field.scope == "claim" and part.field.name in OF_BILL:
                    return True
    return False
