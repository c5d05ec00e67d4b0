"""How much a year may come to: claims, openings and running sums of at most `MOST_MONEY`.

In: the claims of a year, an opening, the running sums. Out: problems. Single amounts are
held by their readers; these limits hold what they add up to, so that no sum of a year ever
leaves 64 bits, on which the compiler's bounds rely.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from polc.messages.text import say
from polc.runtime.amounts import MOST_MONEY, format_money
from polc.runtime.case import ClaimRead
from polc.runtime.errors import Problem, Problems

_MOST = say("{amount} yuan", amount=format_money(MOST_MONEY))
_COSTS = (("claim", "total"), ("claim", "in_policy"))

Costs = tuple[int, int]
"""What claims cost together, whole and in policy, in fen."""

NO_COSTS: Costs = (0, 0)


def add_costs(costs: Costs, claim: ClaimRead) -> Costs:
    """The costs with those of one claim more."""
    total, in_policy = costs
    return total + claim.inputs.get(_COSTS[0], 0), in_policy + claim.inputs.get(_COSTS[1], 0)


def check_costs(costs: Costs, problems: Problems) -> None:
    """The costs of all claims of the year."""
    if max(costs) > MOST_MONEY:
        message = say("the claims of the year add up to more than {most}", most=_MOST)
        problems.add("bad_value", "claims", message)


def check_claims_sum(claims: Iterable[ClaimRead], problems: Problems) -> None:
    """The same of claims that are all there."""
    check_costs(reduce(add_costs, claims, NO_COSTS), problems)


def check_opening_sum(opening: Mapping[str, Mapping[str, int]], problems: Problems) -> None:
    """All amounts of an opening: a running sum may open with several of them."""
    if sum(amount for parts in opening.values() for amount in parts.values()) > MOST_MONEY:
        message = say("the amounts of the opening add up to more than {most}", most=_MOST)
        problems.add("bad_value", "opening", message)


def find_sum_problem(sums: Sequence[int]) -> Problem | None:
    """The problem of a running sum that has left its limits. The claims themselves may stay
    within theirs: an opening or a base of the policy's own can still pass them."""
    if sums and not (max(sums) <= MOST_MONEY and min(sums) >= -MOST_MONEY):
        message = say("a running sum of the year comes to more than {most}", most=_MOST)
        return Problem("bad_value", "claims", message)
    return None
