"""What the whole bills of a stay have left (rule 9).

In: a layer that is settled for the stay; those behind it that go by the bill. Out: the most that it
may pay, in fen.
"""

from polc.compiler.typed.nodes.values import Running
from tests.typed_reference.ask import Ask
from tests.typed_reference.lines import Terms
from tests.typed_reference.stays import Open, paid_before
from tests.typed_reference.values import value


def most_of_bills(opened: Open, behind: list[str]) -> int:
    """This bill and the earlier ones, of which layers behind keep what they were paid."""
    return _cost_left(opened.bill) + earlier_left(opened, behind)


def most_beside_bills(opened: Open, behind: list[str], room: int) -> int:
    """For a layer that pays in policy: this bill and the earlier ones, which have `room` in policy;
    of both what they have left in all, once something was paid on the earlier ones as a whole."""
    own, terms = opened.bill.progress.remaining, opened.bill.policy.terms
    paid = [paid_before(layer, opened.bill) for layer in behind if pays_on_bill(terms[layer])]
    if any(paid) or opened.bill.progress.earlier_outside > 0:
        within = min(own, _cost_left(opened.bill))
        return min(own + room, within + earlier_left(opened, behind))
    return own + room


def earlier_left(opened: Open, behind: list[str]) -> int:
    """What the earlier bills have left, of which layers behind keep what they were paid."""
    left = max(0, _cost_left(opened.stay) - _cost_left(opened.bill))
    for layer in behind:
        left = max(0, left - paid_before(layer, opened.bill))
    return left


def pays_on_bill(terms: Terms) -> bool:
    """Rule 8: whether it pays on the whole bill, or on costs outside the policy range."""
    return terms.outside or (isinstance(terms.base, Running) and terms.base.name == "own_cost")


def _cost_left(ask: Ask) -> int:
    return int(value(Running("money", "own_cost"), ask))
