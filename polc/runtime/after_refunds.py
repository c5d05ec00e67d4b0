"""What refunds leave of the cost of the claims that they take back.

In: the claims of a case that was settled, as they were handed in, each field by its own name. Out:
by id those that are no refunds, with their `total` and `in_policy` after every refund of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from polc.runtime.amounts import format_money
from polc.runtime.errors import Problems
from polc.runtime.read.read_value import read_money
from polc.runtime.read.take_back import without_signs

_COSTS: Final = ("total", "in_policy")

Json = Mapping[str, Any]


def after_refunds(claims: Iterable[Json]) -> dict[str, Json]:
    """The claims by id; one without an id is called by its place, as the settlement calls it."""
    given = {str(claim.get("id") or f"c{place}"): claim for place, claim in enumerate(claims, 1)}
    left = {name: claim for name, claim in given.items() if claim.get("reverses") is None}
    for refund in given.values():
        name = str(refund.get("reverses"))
        if name in left:
            left[name] = _rest(left[name], without_signs(refund, _COSTS, name, Problems()))
    return left


def _rest(claim: Json, refund: Json) -> Json:
    costs = {
        cost: format_money(read_money(claim[cost]) - read_money(refund[cost]))
        for cost in _COSTS
        if claim.get(cost) is not None and refund.get(cost) is not None
    }
    return {**claim, **costs}
