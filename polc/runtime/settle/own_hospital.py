"""A claim that does not say in which hospital it is, where each hospital has sums of its own.

In: a claim settled as if its hospital had seen nothing before. Out: the problem, where the
hospital can matter: the claim moves such a sum, or comes to something else with another.
"""

from polc.messages.text import say
from polc.runtime.amounts import MOST_MONEY
from polc.runtime.case import ClaimRead
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Settle, State


def find_unknown_hospital(
    executable: Executable, claim: ClaimRead, settle: Settle, before: State, result: tuple[int, ...]
) -> Problem | None:
    """`settle` takes the sums and gives what the claim comes to, `result` is that with the sums
    `before`."""
    count = len(executable.outputs) + 1
    places = executable.own_scopes["hospital"]
    moves = any(result[count + place] != before[place] for place in places)
    if not moves:
        used = list(before)
        for place in places:
            used[place] = MOST_MONEY
        moves = settle(*used)[:count] != result[:count]
    if not moves:
        return None
    message = say("`hospital` is not given, and a limit or a deductible is of each hospital")
    return Problem("missing_field", f"claims[{claim.position}].hospital", message)
