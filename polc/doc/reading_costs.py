"""What each reading costs on the examples of a policy.

In: a policy. Out: for each choice that is not the one chosen how many examples come to something
else under it, by how much the benefits of all together, and the example that differs most. Each
example is settled under the policy's own choices, and under the one.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from polc.api.policy import Policy
from polc.records.frozen import frozen
from polc.runtime.errors import CaseError

Sums = Mapping[str, Decimal]


@frozen(kw_only=True)
class Cost:
    """`differing` of the examples come to other amounts, `refused` are settled under one of both
    alone; `change` of each benefit, over those that both settle; `largest` the example that differs
    most, what it is paid under each."""

    differing: int
    refused: int
    change: Sums
    largest: str
    before: Decimal
    after: Decimal


Costs = Mapping[tuple[str, str], Cost | None]

Follow = Callable[[int, int], None]
"""What is told how many are done, of how many."""


def costs_of(policy: Policy, follow: Follow) -> Costs:
    """Of every other choice that can be settled, by reading and choice; None: no example has a
    result that hangs on it. `follow` is told how many choices are done, of how many."""
    cases = [
        (example.title, {**example.case, "readings": {}}) for example in policy.program.examples
    ]
    titles = [title for title, _ in cases]
    base = [_settle(policy, case) for _, case in cases]
    costs: dict[tuple[str, str], Cost | None] = {}
    others = [
        (reading.id, choice.id)
        for reading in policy.plan.readings
        for choice in reading.choices
        if choice.id != reading.chosen and choice.settled
    ]
    for done, (reading_id, choice_id) in enumerate(others):
        follow(done, len(others))
        other = policy.with_readings({reading_id: choice_id})
        found = [_settle(other, case) for _, case in cases]
        costs[reading_id, choice_id] = _compare(titles, base, found)
    follow(len(others), len(others))
    return costs


def _compare(titles: list[str], base: list[Sums | None], found: list[Sums | None]) -> Cost | None:
    change: dict[str, Decimal] = {}
    differing = refused = 0
    largest, before, after = "", Decimal(0), Decimal(0)
    for title, old, new in zip(titles, base, found, strict=True):
        if old == new:
            continue
        if old is None or new is None:
            refused += 1
            continue
        differing += 1
        for name in {**old, **new}:
            moved = new.get(name, Decimal(0)) - old.get(name, Decimal(0))
            if moved:
                change[name] = change.get(name, Decimal(0)) + moved
        sums = sum(old.values(), Decimal(0)), sum(new.values(), Decimal(0))
        if not largest or abs(sums[1] - sums[0]) > abs(after - before):
            largest, before, after = title, *sums
    if not differing and not refused:
        return None
    return Cost(
        differing=differing,
        refused=refused,
        change=change,
        largest=largest,
        before=before,
        after=after,
    )


def _settle(policy: Policy, case: dict[str, Any]) -> Sums | None:
    """What each benefit comes to in all; None where the case is refused."""
    try:
        settled = policy.settle(case)
    except CaseError:
        return None
    sums: dict[str, Decimal] = dict(settled.totals["benefits"])
    benefits = {benefit.id for benefit in policy.program.benefits}
    for name, value in settled.person_year.items():
        if isinstance(value, Decimal) and name in benefits:
            sums[name] = sums.get(name, Decimal(0)) + value
    return sums
