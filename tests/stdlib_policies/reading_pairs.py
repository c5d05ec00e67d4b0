"""Every two readings that one rule of a library policy consults, and a case that meets both.

In: a policy. Out: a line for each two choices that are no defaults, of the readings that one rule
consults: the choices, the example whose case reaches both, and whether they interact there, which
is where both together come to something else than each alone would have it. The examples are those
of the policy and those of `pair_cases/`, which are there for the pairs alone. `python -m
tests.stdlib_policies.reading_pairs suizhou` writes the list that the tests hold, in
`reading_pairs/`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from attrs import frozen

import polc
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.pipeline import Example
from polc.compiler.plan.visit import all_nodes
from polc.compiler.typed.nodes.statement_values import all_statements

FOLDER = Path(__file__).parent / "reading_pairs"
CASES = Path(__file__).parent / "pair_cases"
NEVER = "no example reaches both"
MOST_TRIED = 40
"""So many cases are settled under two choices before they are taken to be each for itself."""
TOLD = ("interacts", "each for itself", "one leaves the other nothing to ask")
"""What two choices do to each other: the last where the one is consulted only without the other,
whose statements are not those that ask."""
_APART = " | "

Choice = tuple[str, str]
Results = Mapping[str, Any]


@frozen
class Pair:
    """Two choices of two readings (`reading choice`), the title of the example whose case reaches
    both, empty where none does, and what they do to each other there: a word of `TOLD`."""

    first: str
    second: str
    example: str
    told: str

    def line(self) -> str:
        """As the list has it."""
        return _APART.join((self.first, self.second, self.example or NEVER, self.told))

    @property
    def interacts(self) -> bool:
        """Whether both together come to something else than each alone would have it."""
        return self.told == "interacts"

    def readings_in(self, example: Example) -> dict[str, str]:
        """The choices of both beside those that the example has of its own, as a case names
        them: some readings are asked only under a choice of a third."""
        both = dict(half.split(" ") for half in (self.first, self.second))
        return {**(example.case.get("readings") or {}), **both}


def read_pairs(name: str) -> list[Pair]:
    """The list that is held for a policy."""
    found = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        first, second, example, told = line.split(_APART)
        found.append(Pair(first, second, "" if example == NEVER else example, told))
    return found


def cases_file(name: str) -> Path:
    """Where the examples stand that are there for a policy's pairs alone."""
    return CASES / f"{name}_pairs.pol"


@cache
def pair_cases(name: str) -> polc.Policy:
    """The examples for a policy's pairs, as a policy that extends it."""
    return polc.load(cases_file(name))


def examples_for(policy: polc.Policy) -> tuple[Example, ...]:
    """The examples of a policy of the library and those for its pairs."""
    return policy.program.examples + pair_cases(policy.name).program.examples


def choices_together(policy: polc.Policy) -> list[tuple[Choice, Choice]]:
    """Every two choices that are no defaults and can be settled, of readings that one rule
    consults, whichever choices stand."""
    specs = {reading.id: reading for reading in policy.program.readings}
    pairs = {
        pair
        for consulted in readings_by_rule(policy).values()
        for pair in combinations(sorted(consulted), 2)
    }
    return [
        ((first, one), (second, another))
        for first, second in sorted(pairs)
        for one in _others(specs[first])
        for another in _others(specs[second])
    ]


def _others(reading: ReadingSpec) -> list[str]:
    return [
        choice.id for choice in reading.choices if choice.settled and choice.id != reading.default
    ]


def readings_by_rule(policy: polc.Policy) -> dict[str, set[str]]:
    """The readings that each benefit and report hangs on, by its id: those of its statements and
    those of its nodes under each choice."""
    plan = policy.plan
    found: dict[str, set[str]] = defaultdict(set)
    for benefit in policy.program.benefits:
        found[benefit.id] |= set()
        for statement in all_statements(benefit.statements):
            if statement.where is not None:
                found[benefit.id].add(statement.where[0])
    for report in plan.reports:
        found[report.id] |= set()
    plans = [plan]
    for reading in policy.program.readings:
        plans += [policy.with_readings({reading.id: choice}).plan for choice in _others(reading)]
    for other in plans:
        by_parameter = {slot.id: slot.reading for slot in other.parameters if slot.reading}
        for node in all_nodes(other):
            rule = node.origin.rule.partition(".")[0]
            if rule in found:
                found[rule].update(node.origin.readings)
                name = by_parameter.get(getattr(node, "name", ""))
                found[rule].update((name,) if name else ())
    return found


class Settled:
    """The cases of a policy's examples under choices, each settled once."""

    def __init__(self, policy: polc.Policy) -> None:
        self.policy = policy
        self.known: dict[tuple[str, frozenset[Choice]], tuple[Results, frozenset[str]]] = {}

    def under(self, example: Example, *choices: Choice) -> tuple[Results, frozenset[str]]:
        """What the case comes to, and the readings that it consulted."""
        key = (example.title, frozenset(choices))
        if key not in self.known:
            case = {**example.case, "readings": dict(choices)}
            try:
                settled = self.policy.settle(case)
            except polc.CaseError as refused:
                why = ", ".join(sorted({error.code for error in refused.errors}))
                self.known[key] = ({"refused": why}, refused.readings_consulted)
            else:
                plain = settled.to_dict()
                self.known[key] = (dict(_flatten(plain)), settled.readings_consulted)
        return self.known[key]


def _flatten(result: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is paid and told, by its place."""
    for claim in result["claims"]:
        for name, amount in claim["benefits"].items():
            yield f"{claim['id']}.{name}", amount
        for name, entitled in claim["entitlements"].items():
            yield f"{claim['id']}.{name}", entitled
    yield from result["person_year"].items()
    for alert in result["alerts"]:
        yield alert["id"], alert["on"]
    for excess in result["limits"]:
        yield f"{excess['claim']}.{excess['id']}", (excess["excess"], excess["borne_by"])


def interact(neither: Results, first: Results, second: Results, both: Results) -> bool:
    """Whether both together come to something else than each alone would have it; what is refused
    tells nothing of that."""
    if any("refused" in results for results in (neither, first, second, both)):
        return False
    for place in {*neither, *first, *second, *both}:
        before, one, another = neither.get(place), first.get(place), second.get(place)
        expected = another if one == before else one
        if one != before and another != before and one != another:
            # Either may have the last word where both change an amount.
            if both.get(place) not in (one, another):
                return True
            continue
        if both.get(place) != expected:
            return True
    return False


def find_pairs(policy: polc.Policy) -> list[Pair]:
    """Each two choices with the example that shows most: one in which they interact, else the
    first of those tried whose case reaches both, else one that reaches each without the other."""
    settled = Settled(policy)
    found = []
    for first, second in choices_together(policy):
        interacting = reaching = apart = ""
        for tried, beside in _cases_of(policy, settled, first, second):
            both, consulted = settled.under(tried, *beside, first, second)
            if not {first[0], second[0]} <= consulted:
                apart = apart or tried.title
                continue
            reaching = reaching or tried.title
            neither, one, another = (
                settled.under(tried, *beside, *half)[0] for half in ((), (first,), (second,))
            )
            if interact(neither, one, another, both):
                interacting = tried.title
                break
        told = TOLD[0] if interacting else TOLD[2] if apart and not reaching else TOLD[1]
        names = (" ".join(first), " ".join(second))
        found.append(Pair(*names, interacting or reaching or apart, told))
    return found


def _cases_of(
    policy: polc.Policy, settled: Settled, first: Choice, second: Choice
) -> Iterator[tuple[Example, list[Choice]]]:
    """Examples that reach both readings, with the choices that stand beside: those under no other
    choice, those under both first, then those written under both and more."""
    examples = examples_for(policy)
    own = {example.title: set((example.case.get("readings") or {}).items()) for example in examples}
    ordered = sorted(examples, key=lambda example: -len(own[example.title]))
    alone = [example for example in ordered if own[example.title] <= {first, second}]
    with_more = [example for example in ordered if own[example.title] > {first, second}]
    tried = 0
    for example in (*alone, *with_more):
        beside = sorted(own[example.title] - {first, second})
        if tried < MOST_TRIED:
            asked = (
                settled.under(example, *beside, *half)[1] for half in ((), (first,), (second,))
            )
            if {first[0], second[0]} <= frozenset[str]().union(*asked):
                tried += 1
                yield example, beside


def main() -> None:
    """Writes the lists of the policies that are named."""
    FOLDER.mkdir(exist_ok=True)
    for name in sys.argv[1:]:
        lines = [pair.line() for pair in find_pairs(polc.load(name))]
        (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
