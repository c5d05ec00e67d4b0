"""What persons of a policy may be and what may happen to them.

In: a policy, a year. Out: `World`: the fields that its rules read with their values, the identities
that it has a place for, and the amounts at which something begins or ends: deductibles, caps, edges
of bands, the figures of its parameters.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from polc.api.policy import Policy
from polc.compiler.plan.nodes import Const
from polc.compiler.plan.visit import all_nodes
from polc.inspect.input_rules import find_input_rules
from polc.inspect.placed_identities import placed_identities
from polc.records.frozen import frozen
from polc.runtime.amounts import UNLIMITED, parse_money
from polc.runtime.benefit_year import days_of_year
from polc.runtime.vocabulary import FIELDS, Field
from polc.sample.margins import NOBODY

LEVELS: Final = ("1", "2", "3")

CLAIMS: Final = "claims"
"""The margin of how many claims a person has in the year."""

NUMBERS: Final = ("1", "2", "3", "4")

SECOND: Final = "second_identities"
"""The margin of what a person is beside the first identity."""

REFUNDS: Final = "refunds"
"""The margin of what of a claim is taken back."""

TAKEN_BACK: Final = ("none", "part", "whole")

_ALWAYS: Final = ("kind", "place")
"""What a claim says, whether a rule reads it or not."""

_OWN: Final = ("date", "admitted", "settled", "total", "in_policy", "hospital", "disease")
"""Fields that are made in a way of their own."""


@frozen
class World:
    """A policy in a year."""

    policy: Policy
    year: int

    @cached_property
    def days(self) -> tuple[int, int]:
        """The days of the year on which the policy holds, as ordinals."""
        first, last = days_of_year(self.year, self.policy.plan.dates.year_begins)
        dates = self.policy.plan.dates
        return max(first, dates.start or first), min(last, dates.end or last)

    @cached_property
    def identities(self) -> tuple[str, ...]:
        """Those that a rule names, and `none`."""
        placed = placed_identities(self.policy.program)
        names = (identity.id for identity in self.policy.plan.identities)
        return (*(name for name in names if name in placed), NOBODY)

    @cached_property
    def grades(self) -> dict[str, int]:
        """Of identities that count in some grades the number of grades to draw from: one more than
        those that rules name."""
        return {
            identity.id: identity.grades[1] + 1
            for identity in self.policy.plan.identities
            if identity.grades is not None
        }

    def fields(self, scope: str) -> tuple[Field, ...]:
        """The fields of a claim, a person or a region that a rule reads."""
        plan = self.policy.plan
        own = {field.name for field in plan.fields}
        known = [field for field in FIELDS if field.name not in own] + list(plan.fields)
        return tuple(
            field
            for field in known
            if field.scope == scope
            and field.name not in _OWN
            and ((scope, field.name) in self._read or (scope == "claim" and field.name in _ALWAYS))
        )

    @cached_property
    def _read(self) -> frozenset[tuple[str, str]]:
        return frozenset(find_input_rules((self.policy.plan,)))

    @cached_property
    def reads_hospital(self) -> bool:
        """Whether anything is counted by hospital."""
        scopes = {found.scope for found in self.policy.plan.running_sums}
        return "hospital" in scopes or ("claim", "hospital") in self._read

    @cached_property
    def by_household(self) -> bool:
        """Whether anything is counted for a household together."""
        return any(found.scope == "household" for found in self.policy.plan.running_sums)

    @cached_property
    def margins(self) -> dict[str, Sequence[str]]:
        """What margins may be given for, with the values of each."""
        found: dict[str, Sequence[str]] = {
            "identities": self.identities,
            SECOND: self.identities,
            CLAIMS: NUMBERS,
            REFUNDS: TAKEN_BACK,
        }
        for scope in ("person", "claim"):
            for field in self.fields(scope):
                values = values_of(field)
                if values:
                    found[field.name] = values
        return found

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """Amounts in fen at which something begins or ends, the smallest first."""
        found = set[int]()
        for node in all_nodes(self.policy.plan):
            if isinstance(node, Const) and node.kind in ("money", "bands"):
                found.update(_amounts_in(node.value))
        for parameter in self.policy.plan.parameters:
            if parameter.kind in ("money", "bands"):
                for value in parameter.values:
                    found.update(_amounts_in(value.value))
        found.update(_supplied(list(self.policy.parameters.values())))
        return tuple(sorted(amount for amount in found if 0 < amount < UNLIMITED))


def values_of(field: Field) -> tuple[str, ...]:
    """The few values that a field has, as a table writes them; none where it has many."""
    match field.kind:
        case "choice":
            return field.choices
        case "flag":
            return ("yes", "no")
        case "count" if field.name in ("hospital_level", "tier"):
            return LEVELS
        case _:
            return ()


def _amounts_in(value: int | tuple[tuple[int, int], ...]) -> Iterator[int]:
    if isinstance(value, tuple):
        yield from (edge for edge, _ in value)
    else:
        yield value


def _supplied(value: object) -> Iterator[int]:
    """Every amount of money in the figures that are supplied."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _supplied(part)
    if isinstance(value, str) and value.count(".") == 1 and value.replace(".", "").isdecimal():
        yield parse_money(value)
