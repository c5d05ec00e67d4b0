"""What the bills of a stay have left for a layer (rule 9).

In: a layer that is settled for the stay; those behind it that go by the bill. Out: what it may be
paid of this bill and of the earlier ones, in fen.
"""

from polc.compiler.typed.nodes.values import Running
from tests.typed_reference.ask import Ask
from tests.typed_reference.lines import Terms
from tests.typed_reference.stays import paid_before
from tests.typed_reference.values import value


def room_of_earlier(terms: Terms, ask: Ask, behind: list[str]) -> int:
    """No payment for earlier bills passes what they have left in all beside what the layers
    behind keep; one in policy neither what they have left in policy beside those in policy."""
    policy = ask.policy.terms
    kept = {layer: paid_before(layer, ask) for layer in behind}
    of_bills = max(0, ask.progress.earlier_cost - sum(kept.values()))
    if pays_on_bill(terms):
        return of_bills
    in_policy = sum(paid for layer, paid in kept.items() if not pays_on_bill(policy[layer]))
    in_policy += sum(ask.progress.taken.values())
    return min(of_bills, max(0, ask.progress.earlier_within - in_policy))


def sparing_policy(name: str, ask: Ask, behind: list[str], amounts: tuple[int, int]) -> int:
    """What of the due is this bill's (`amounts`: the due, and what would be this bill's) where one
    in policy stands behind on the whole bill's: the nearest at which no bill pays it in policy
    while the other has something out of policy."""
    policy, terms = ask.policy, ask.policy.terms[name]
    layers = [benefit.id for benefit in policy.program.benefits if benefit.per == "claim"]
    after = [layer for layer in layers[layers.index(name) + 1 :] if layer in policy.for_stay]
    if not pays_on_bill(terms) or all(pays_on_bill(policy.terms[layer]) for layer in after):
        return amounts[1]
    due, own = amounts
    kept = sum(paid_before(x, ask) for x in behind if not pays_on_bill(policy.terms[x]))
    within = max(0, ask.progress.earlier_within - kept)
    free_earlier = max(0, room_of_earlier(terms, ask, behind) - within)
    free_here = max(0, most_of_bill(terms, ask) - ask.progress.remaining)
    if due <= free_here + free_earlier:
        return max(due - free_earlier, min(own, free_here))
    return max(free_here, min(own, due - free_earlier))


def most_of_bill(terms: Terms, ask: Ask) -> int:
    """What is left of this bill: its cost, or of it what is in policy."""
    if pays_on_bill(terms):
        return int(value(Running("money", "own_cost"), ask))
    left = ask.progress.remaining
    if ask.progress.outside > 0:
        left = min(left, int(value(Running("money", "own_cost"), ask)))
    return left


def pays_on_bill(terms: Terms) -> bool:
    """Rule 8: whether it pays on the whole bill, or on costs outside the policy range."""
    return terms.outside or (isinstance(terms.base, Running) and terms.base.name == "own_cost")
