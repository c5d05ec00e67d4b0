"""Which layers are settled for a stay, all its bills so far as one: rule 9.

In: the terms of the layers in the order of paying. Out: their names; whether a condition is one
of the stay.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import fields, has

from polc.compiler.typed.nodes import values as t
from polc.compiler.typed.nodes.program import TypedPool
from tests.typed_reference.lines import Terms


def settled_for_stay(
    terms_in_order: Mapping[str, Terms],
    pools: Mapping[str, TypedPool],
    choices: Mapping[str, str],
) -> frozenset[str]:
    """The layers with a term of the stay, and those behind that have none of each claim, nor of a
    month, a quarter or a hospital, and are compared with no other (rule 8)."""
    found: set[str] = set()
    for name, terms in terms_in_order.items():
        parts = (terms, *(kind.terms for kind in terms.kinds or ()))
        each = any(
            not set(_periods(part, pools)).isdisjoint(("claim", "month", "quarter", "hospital"))
            or part.at_most
            or part.at_least
            or part.pay is not None
            for part in parts
        )
        of_stay = any(_has_term_of_stay(part) for part in parts) or any(
            isinstance(part, t.OfStay) for part in _inside(terms, choices)
        )
        compared = terms.rival or any(other.rival == name for other in terms_in_order.values())
        if of_stay or (found and not each and not compared):
            found.add(name)
    return frozenset(found)


def _has_term_of_stay(terms: Terms) -> bool:
    """A deductible or a cap of each stay; a deductible along a chain is of each stay of it."""
    line = _line_period(terms)
    return line in ("stay", "chain") or "stay" in (cap.period for cap in terms.caps)


def _periods(terms: Terms, pools: Mapping[str, TypedPool]) -> Iterator[str | None]:
    """Of the deductible, the cap and the pools, with those that these stand inside."""
    yield from (_line_period(terms), *(cap.period for cap in terms.caps))
    waiting = [pool for line in terms.pools for pool in line.pools]
    while waiting:
        pool = pools[waiting.pop()]
        yield pool.period
        waiting += pool.inside


def _line_period(terms: Terms) -> str | None:
    if terms.deductible is not None and terms.deductible.period is not None:
        return terms.deductible.period
    return None


def _inside(asked: Any, choices: Mapping[str, str] | None = None) -> Iterator[Any]:
    """It and everything in it; of a value by reading what the `choices` choose, if given."""
    if isinstance(asked, t.ByReading) and choices is not None:
        yield from _inside(dict(asked.choices)[choices[asked.reading]], choices)
    elif isinstance(asked, tuple | list):
        for part in asked:
            yield from _inside(part, choices)
    elif has(type(asked)):
        yield asked
        for field in fields(type(asked)):
            yield from _inside(getattr(asked, field.name), choices)


def asks_amount(condition: t.Typed) -> bool:
    """Whether a condition asks for an amount of the claim: it is then asked of the stay, and
    says nothing of whether a bill is one of those that the benefit is for."""
    for part in _inside(condition):
        if isinstance(part, t.OfStay | t.LayerValue):
            return True
        if isinstance(part, t.Running) and part.name in ("remaining", "own_cost"):
            return True
        if isinstance(part, t.FieldValue) and part.field.name in ("in_policy", "total"):
            return True
    return False


def figures_in(terms: Mapping[str, Terms], for_stay: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The figures of layers that something asks for of a stay, by layer and part: a layer that is
    settled for it, or a value of the stay; and those of layers that are, of which a bill's own is
    what the stay has more than before. Those of other bills are asked while they are settled."""
    of_stay = [asked for asked in _inside(tuple(terms.values())) if isinstance(asked, t.OfStay)]
    asking = (*(own for name, own in terms.items() if name in for_stay), *of_stay)
    own = {
        (part.benefit, part.part)
        for part in _inside(tuple(terms.values()))
        if isinstance(part, t.LayerValue) and part.benefit in for_stay
    }
    return frozenset(own).union(
        (part.benefit, part.part) for part in _inside(asking) if isinstance(part, t.LayerValue)
    )


def counts_by_chain(terms: Terms) -> bool:
    """Rule 9: whether something of a benefit is for each chain of referrals."""
    periods = [cap.period for cap in terms.caps or ()]
    if terms.deductible is not None:
        periods.append(terms.deductible.period)
    return "chain" in periods or any(counts_by_chain(kind.terms) for kind in terms.kinds or ())
