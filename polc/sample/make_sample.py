"""A synthetic population: within the margins, and coming to every rule that can be come to.

In: a world, how many persons, a seed, margins. Out: `Sample`. First persons are looked for
who come to a rule, or a row of a table, to which nobody came before; each of these is repeated, so
far as the margins allow, and the rest is drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from random import Random
from typing import Any, Final

from polc.api.policy import Policy
from polc.records.frozen import frozen
from polc.sample.draw_person import Drawn, PersonDrawer
from polc.sample.margins import Margin, Quotas
from polc.sample.watch_sample import SampleWatch, watch_policy
from polc.sample.world import CLAIMS, REFUNDS, World

TRIES: Final = 600
"""So many persons are tried to find those who come to something new."""

REPEATED: Final = 20
"""So often at most one of these is in the sample."""

LARGEST: Final = 4
"""So many members a household has at most."""

_SHARE: Final = 2
"""At most one person of so many is a repeated one."""


@frozen(kw_only=True)
class Sample:
    """The persons as cases of a policy; `region` the figures of the place; `margins` how often
    each value stands; `households` by person, where the policy counts households together."""

    policy: Policy
    persons: tuple[Mapping[str, Any], ...]
    region: Mapping[str, Any]
    margins: Mapping[str, Mapping[str, int]]
    households: Mapping[str, str]

    def watch_sample(self) -> SampleWatch:
        """What the persons come to, every one settled."""
        watch = watch_policy(self.policy)
        if not self.households:
            for case in self.persons:
                watch.settle(case["person"]["id"], _in_region(case, self.region))
            return watch
        for name, members in groupby(self.persons, self._household_of):
            watch.settle(name, _in_region(as_household(list(members)), self.region))
        return watch

    def _household_of(self, case: Mapping[str, Any]) -> str:
        return self.households[case["person"]["id"]]


def make_sample(world: World, size: int, seed: int, margins: Mapping[str, Margin]) -> Sample:
    """So many persons; the same seed makes the same."""
    drawer = PersonDrawer(world, Random(seed), margins)
    region = drawer.region()
    watch = watch_policy(world.policy)
    found = list(_patterns(drawer, watch, region))
    of_claims = {REFUNDS, *(known.name for known in world.fields("claim"))}
    numbers = drawer.margin_of(CLAIMS).quotas(size).left
    claims = sum(int(number) * often for number, often in numbers.items())
    quotas = {
        name: drawer.margin_of(name).quotas(claims if name in of_claims else size)
        for name in world.margins
    }
    persons: list[Drawn] = []
    for _ in range(REPEATED):
        for pattern in found:
            if len(persons) < size // _SHARE and _take(pattern, quotas):
                persons.append(pattern)
    while len(persons) < size:
        persons.append(drawer.draw(quotas))
    drawer.chance.shuffle(persons)
    named = [drawn.named(at) for at, drawn in enumerate(persons, start=1)]
    counts: dict[str, dict[str, int]] = {}
    for drawn in named:
        for name, value in drawn.taken:
            of_name = counts.setdefault(name, {})
            of_name[value] = of_name.get(value, 0) + 1
    return Sample(
        policy=world.policy,
        persons=tuple(drawn.case for drawn in named),
        region=region,
        margins=counts,
        households=_group(named, drawer.chance) if world.by_household else {},
    )


def _group(persons: Sequence[Drawn], chance: Random) -> dict[str, str]:
    """The persons one after the other in households of one to some."""
    found: dict[str, str] = {}
    left = 0
    number = 0
    for drawn in persons:
        if not left:
            left, number = 1 + chance.randrange(LARGEST), number + 1
        left -= 1
        found[drawn.case["person"]["id"]] = f"SYNF{number:09}"
    return found


def as_household(members: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The case of a household of these persons."""
    own = ("person", "claims")
    rest = {name: value for name, value in members[0].items() if name not in own}
    return {**rest, "household": [{name: case[name] for name in own} for case in members]}


def _in_region(case: Mapping[str, Any], region: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**case, "region": region} if region else case


def _patterns(
    drawer: PersonDrawer, watch: SampleWatch, region: Mapping[str, Any]
) -> Iterator[Drawn]:
    """Persons who come to something to which nobody came before."""
    for at in range(TRIES):
        drawn = drawer.draw()
        case = as_household([drawn.case]) if drawer.world.by_household else drawn.case
        if watch.settle(f"SYN {at}", _in_region(case, region)):
            yield drawn


def _take(pattern: Drawn, quotas: Mapping[str, Quotas]) -> bool:
    """Takes what a person is out of the quotas, all of it or nothing."""
    taken: list[tuple[str, str]] = []
    for name, value in pattern.taken:
        if not quotas[name].take(value):
            for margin, back in taken:
                quotas[margin].give_back(back)
            return False
        taken.append((name, value))
    return True
