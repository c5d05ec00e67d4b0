"""The chapter of what a person bears, as the cost of a claim grows.

In: a book, a case. Out: elements: a curve and a table of what is left in policy of the last claim
of the case, settled with its costs in policy from nothing to twice what the case says; what is
outside the policy range stays. Every amount is settled, and a straight line is drawn between two.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from polc.api.policy import Policy
from polc.doc.book import Book
from polc.markup.element import Element, element
from polc.markup.page import table
from polc.messages.text import say
from polc.pictures.curve import draw_curve
from polc.runtime.amounts import AmountError, format_money, parse_money
from polc.runtime.errors import CaseError, Problem

STEPS: Final = 100
_SHOWN: Final = 10
"""Of the steps one in so many stands in the table."""


def burden_chapter(book: Book, case: Mapping[str, Any]) -> Iterator[Element]:
    """The parts of the chapter. Raises `CaseError`."""
    points = points_of(book.policy, case)
    yield element(
        "p",
        book.tell(
            say(
                "the last claim of the case, settled with its costs in policy from nothing to "
                "twice what they are, in {steps} steps; between these a straight line is drawn",
                steps=STEPS,
            )
        ),
    )
    along, upward = book.tell(say("costs in policy")), book.tell(say("left of the costs in policy"))
    caption = book.tell(say("what is left to the person of the costs in policy, in yuan"))
    yield element("figure", draw_curve(points, "burden", caption, along, upward))
    rows = [
        (format_money(cost), format_money(cost - own), format_money(own))
        for cost, own in points[::_SHOWN]
    ]
    heads = (along, book.tell(say("paid by all layers")), upward)
    yield table(caption, heads, rows, right={0, 1, 2})


def points_of(policy: Policy, case: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The costs, and what is left of each, in fen. Raises `CaseError` for a case that is refused,
    or whose last claim does not say its costs, or says what a layer paid of them."""
    policy.settle(dict(case))
    claims = list(case.get("claims") or ())
    last = claims[-1] if claims else {}
    whole = _fen(last.get("in_policy"))
    if whole is None or last.get("paid"):
        why = say(
            "the last claim of the case must say its costs in policy, and not what a layer paid of "
            "them"
        )
        raise CaseError((Problem("bad_value", "claims", why),))
    outside = (_fen(last.get("total")) or whole) - whole
    points = []
    for step in range(STEPS + 1):
        cost = 2 * whole * step // STEPS
        claim = {**last, "in_policy": format_money(cost)}
        if "total" in last:
            claim["total"] = format_money(cost + outside)
        settled = policy.settle({**case, "claims": [*claims[:-1], claim]})
        points.append((cost, settled.claims[-1].remaining_fen))
    return points


def _fen(amount: Any) -> int | None:
    try:
        return None if amount is None else parse_money(str(amount))
    except AmountError:
        return None
