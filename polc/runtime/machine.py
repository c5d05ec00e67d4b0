"""A compiled policy as the settlement needs it: functions and the names around them.

In: nothing; the API makes it from a plan. Out: `Machine`. The runtime knows no plan: what
must be explained or said about a refusal goes through the callables.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from attrs import evolve, frozen

from polc.runtime.case import CaseLayout
from polc.runtime.errors import Problem

State = tuple[int, ...]
Settle = Callable[..., tuple[int, ...]]
InputMap = Mapping[tuple[str, str], int]


@frozen
class Output:
    """One result with a function of its own: its inputs and sums in order. Where it refuses
    with error k, `refusals[k - 1]` says what is missing."""

    name: str
    settle: Settle
    inputs: tuple[tuple[str, str], ...]
    state: tuple[str, ...]
    refusals: tuple[Problem, ...]


@frozen
class YearBenefit:
    """A person-year benefit: its results (its own first; `payer` the name of the one that
    is a payer), the day whose identities count (`first_day`, `last_day` or a date field of
    the person), and whether it moves sums that claims read."""

    id: str
    as_of: str
    outputs: tuple[Output, ...]
    payer: str
    moves: bool


@frozen
class Report:
    """A right, an alert or a limit of shares: its results; `accumulators` are its own, each
    with its scope; `bearers` the names that a bearer's number stands for, from 1; `rule` what
    an explanation says of it."""

    id: str
    what: Literal["entitlement", "alert", "limit"]
    per: Literal["claim", "person_year"]
    outputs: tuple[Output, ...]
    accumulators: tuple[tuple[str, str], ...]
    bearers: tuple[str, ...]
    rule: Mapping[str, str]


@frozen
class Machine:
    """`claim` is called with the inputs and then the state; its result is (error,
    *outputs, *state). `opens` says for each place of the state which opening balances it
    starts from, `scopes` whether it is of the year, the visit or the chain of referrals;
    `benefits` are the outputs that are benefits of a claim, `beside` those over the year's
    claims, `identity_names` the ids by bit, `payers` the names by number from 1.
    `why_claim` finds everything that a refused claim is missing, `touches` whether a claim
    is limited by one of these sums. `standing_readings` matter always, `identity_readings` for
    holders of these identities (bits). `made_by` makes the machine anew: a pickle carries
    that, since functions do not travel."""

    layout: CaseLayout
    claim: Settle
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[str, ...]
    state: tuple[str, ...]
    opens: tuple[tuple[tuple[str, str], ...], ...]
    scopes: tuple[str, ...]
    benefits: tuple[str, ...]
    beside: tuple[str, ...]
    identity_names: tuple[str, ...]
    payers: tuple[str, ...]
    person_year: tuple[YearBenefit, ...]
    reports: tuple[Report, ...]
    since: tuple[int, ...]
    standing_readings: tuple[str, ...]
    identity_readings: tuple[tuple[str, int], ...]
    why_claim: Callable[[InputMap, State, str], tuple[Problem, ...]]
    explain: Callable[[InputMap, State, str], list[dict[str, Any]]]
    consulted: Callable[[InputMap, State], frozenset[str]]
    touches: Callable[[InputMap, State, frozenset[str]], tuple[str, str] | None]
    year_consulted: Callable[[str, InputMap, Mapping[str, int]], frozenset[str]]
    year_explained: Callable[[str, InputMap, Mapping[str, int]], list[dict[str, Any]]]
    report_consulted: Callable[[str, InputMap, Mapping[str, int]], frozenset[str]]
    made_by: "Callable[[], Machine]"

    def __reduce__(self) -> "tuple[Callable[..., Machine], tuple[Any, ...]]":
        return (_make_again, (self.made_by, self.layout))


def _make_again(made_by: Callable[[], Machine], layout: CaseLayout) -> Machine:
    return evolve(made_by(), layout=layout)
