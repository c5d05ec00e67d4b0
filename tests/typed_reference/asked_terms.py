"""What a benefit may ask for, wherever its claim gets to: a tally counts each claim before.

In: a benefit under the chosen readings. Out: the terms and values that may be asked of a claim.
"""

from typing import Any, Final

from attrs import evolve

from tests.typed_reference.lines import PoolLine, Terms
from tests.typed_reference.policy import Chosen
from tests.typed_reference.tallies import deductible_parts

_NO_AMOUNT: Final[dict[str, Any]] = {
    "deductible": None,
    "at_least": (),
    "at_most": (),
    "caps": (),
}


def asked_terms(benefit: str, policy: Chosen) -> tuple[Any, ...]:
    """What a benefit may ask for: its lines, its adjustments, the sizes of its pools."""
    terms = _without_silent_kinds(policy.terms[benefit])
    silent = terms.silent is not None and not terms.says_what and terms.kinds is None
    asked: list[Any] = [terms.people, terms.limited, terms.excluded, terms.when]
    asked += [terms.pays_when, terms.base, terms.counts_when, terms.paid_by]
    asked += [line for line in terms.pools if line.charges]
    if not silent:
        asked += [terms, deductible_parts(policy, benefit)]
        parts = (terms, *(kind.terms for kind in terms.kinds or ()))
        limiting = [line for part in parts for line in part.pools if line.limits]
        asked += [policy.pools[pool].size for line in limiting for pool in _around(line, policy)]
        changes = next(owner.changes for owner in policy.program.benefits if owner.id == benefit)
        rated = any(part.pay is None for part in parts)
        wanted = {"rate": rated, "cap": any(part.caps for part in parts)}
        asked += [
            (getattr(change, "value", None), change.condition)
            for change in changes
            if policy.stands(change.where) and wanted.get(change.term)
        ]
    return tuple(asked)


def _around(line: Any, policy: Chosen) -> list[str]:
    """The pools of a line and those they stand inside."""
    found, waiting = [], list(line.pools)
    while waiting:
        pool = policy.pools[waiting.pop()]
        found.append(pool.id)
        if policy.stands(pool.inside_where):
            waiting += pool.inside
    return found


def _without_silent_kinds(terms: Terms) -> Terms:
    """Rule 22: what stands in a kind of care of which the document says nothing is not asked, but
    for what its payments would be charged to."""
    if terms.kinds is None:
        return terms
    kinds = (
        kind
        if kind.terms.silent is None or kind.terms.says_what
        else evolve(kind, terms=evolve(kind.terms, **_NO_AMOUNT, pools=_charged(kind.terms)))
        for kind in terms.kinds
    )
    return evolve(terms, kinds=tuple(kinds))


def _charged(terms: Terms) -> tuple[PoolLine, ...]:
    return tuple(evolve(line, limits=False) for line in terms.pools if line.charges)
