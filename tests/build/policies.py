"""The policies that settle, with every figure that their documents leave open, and sampled cases.

In: the name of a policy. Out: the policy, and cases of a synthetic population.
"""

from collections.abc import Iterator
from itertools import groupby
from random import Random
from typing import Any, Final

import polc
from benchmarks.ordinary_cases import ORDINARY, TERMS
from polc.api.policy import Policy
from polc.sample.draw_person import PersonDrawer
from polc.sample.make_sample import as_household, make_sample
from polc.sample.world import World

FIGURES: Final = {
    **TERMS,
    "premium": "350.00",
    "large_cost_threshold": "3000.00",
    "premium_subsidy_out_of_poverty": "90.00",
    "assistance_rate_out_of_poverty": "50%",
}
"""What documents leave open, where it matters how much."""

OF_KIND: Final = {"money": "30000.00", "rate": "100%", "days": 30, "date": "2025-12-31"}
"""The same of others, by the kind of the parameter."""

YEARS: Final = {
    **{known.name: known.year for known in ORDINARY},
    "examples/children.pol": 2025,
    "examples/employees.pol": 2025,
}


def configured(name: str) -> Policy:
    """The policy with all figures."""
    of_ordinary = [known for known in ORDINARY if known.name == name]
    policy = of_ordinary[0].configured() if of_ordinary else polc.load(name)
    figures = {
        parameter.id: FIGURES.get(parameter.id, OF_KIND.get(parameter.kind))
        for parameter in policy.plan.parameters
        if not parameter.values and parameter.id not in policy.parameters
    }
    return policy.with_parameters({**policy.parameters, **figures})


def drawn(policy: Policy, year: int, persons: int) -> Iterator[dict[str, Any]]:
    """Cases of persons as they are drawn, each in a household of its own where the policy counts
    them together; nobody is looked for who comes to what nobody else comes to."""
    drawer = PersonDrawer(World(policy, year), Random(7), {})
    region = drawer.region()
    for _ in range(persons):
        case = drawer.draw().case
        whole = as_household([case]) if drawer.world.by_household else case
        yield {**whole, "region": region} if region else dict(whole)


def sampled(policy: Policy, year: int, persons: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Cases of a synthetic population."""
    made = make_sample(World(policy, year), persons, seed, {})
    region = {"region": made.region} if made.region else {}
    if not made.households:
        yield from ({**case, **region} for case in made.persons)
        return
    for _, members in groupby(made.persons, lambda case: made.households[case["person"]["id"]]):
        yield {**as_household(list(members)), **region}
