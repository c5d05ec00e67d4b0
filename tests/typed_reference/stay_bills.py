"""What the whole bills of a stay have left (rule 9).

In: a layer that pays on them, settled for the stay; those behind it that go by the bill. Out: the
most that it may pay, in fen.
"""

from polc.compiler.typed.nodes.values import Running
from tests.typed_reference.ask import Ask
from tests.typed_reference.stays import Open
from tests.typed_reference.values import value


def most_of_bills(opened: Open, behind: list[str]) -> int:
    """This bill and the earlier ones, of which layers behind keep what they were paid."""
    own = _cost_left(opened.bill)
    left = max(0, _cost_left(opened.stay) - own)
    for layer in behind:
        key = (f"paid for {layer}", opened.bill.scope("stay"))
        left = max(0, left - opened.bill.sums.of(key))
    return own + left


def _cost_left(ask: Ask) -> int:
    return int(value(Running("money", "own_cost"), ask))
