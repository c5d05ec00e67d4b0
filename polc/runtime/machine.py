"""A compiled policy as the settlement needs it: functions and the names around them.

In: nothing; the API makes it from a plan. Out: `Machine`. The runtime knows no plan: what
must be explained or said about a refusal goes through the two callables.
"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, frozen

from polc.runtime.case import CaseLayout
from polc.runtime.errors import Problem

State = tuple[int, ...]
Settle = Callable[..., tuple[int, ...]]


@frozen
class YearBenefit:
    """A person-year output: its function, the inputs it takes in order, and the day whose
    identities count (`first_day`, `last_day` or a date field of the person). Where the
    function refuses with error k, `refusals[k - 1]` says what is missing."""

    output: str
    as_of: str
    settle: Settle
    inputs: tuple[tuple[str, str], ...]
    refusals: tuple[Problem, ...]


@frozen
class Machine:
    """`claim` is called with the inputs and then the state; its result is (error,
    *outputs, *state). `opens` says for each place of the state which opening balances it
    starts from; `visits` which places belong to the visit. `benefits` are the outputs that
    are benefits, `identity_names` the ids by bit. `why_claim` finds everything that a
    refused claim is missing. `made_by` makes the machine anew: a pickle carries that, since
    functions do not travel."""

    layout: CaseLayout
    claim: Settle
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[str, ...]
    state: tuple[str, ...]
    opens: tuple[tuple[tuple[str, str], ...], ...]
    visits: tuple[int, ...]
    benefits: tuple[str, ...]
    identity_names: tuple[str, ...]
    person_year: tuple[YearBenefit, ...]
    why_claim: Callable[[Mapping[tuple[str, str], int], State, str], tuple[Problem, ...]]
    explain: Callable[[Mapping[tuple[str, str], int], State, str], list[dict[str, Any]]]
    consulted: Callable[[Mapping[tuple[str, str], int], State], frozenset[str]]
    consulted_year: Callable[[str, Mapping[tuple[str, str], int]], frozenset[str]]
    explain_year: Callable[[str, Mapping[tuple[str, str], int]], list[dict[str, Any]]]
    made_by: "Callable[[], Machine]"

    def __reduce__(self) -> "tuple[Callable[..., Machine], tuple[Any, ...]]":
        return (_make_again, (self.made_by, self.layout))


def _make_again(made_by: Callable[[], Machine], layout: CaseLayout) -> Machine:
    return evolve(made_by(), layout=layout)
