"""How the person's year of a plain case came about, once for all who are alike in what it asks.

In: an executable policy, what is fixed for the person and the year, persons. Out: `YearExplainer`,
which has the readings that a year met and its entries as the contract's JSON says it; who finds
them is asked for those of a person who is like nobody before.
"""

from collections.abc import Callable
from typing import Any, Final

from attrs import field

from polc.records.mutable import define
from polc.runtime.executable import Executable
from polc.runtime.plain.plain_claim import CONSTANTS, Pick, Target, take_at
from polc.runtime.plain.plain_person import PlainPerson, Words
from polc.runtime.remember import remember

_MOST_KNOWN: Final = 1024

Alike = tuple[Words, tuple[int, ...]]
"""The identities of a person, and what its year asks of what is fixed for both."""


@define(eq=False)
class YearExplainer:
    """`fixed` are the inputs behind `CONSTANTS` in what is fixed for a person and a year."""

    executable: Executable
    fixed: tuple[Target, ...]
    _asked: Pick | None = field(init=False)
    """What the year asks of that; None where it hangs on a sum, or on a day that is not there."""
    _consulted: dict[Alike, frozenset[str]] = field(init=False, factory=dict)
    _told: dict[Alike, list[dict[str, Any]]] = field(init=False, factory=dict)

    @_asked.default
    def _find_asked(self) -> Pick | None:
        benefits = self.executable.person_year
        rights = [report for report in self.executable.reports if report.per == "person_year"]
        outputs = [output for benefit in benefits for output in benefit.outputs]
        outputs += [output for right in rights for output in right.outputs]
        asked = {input_ for output in outputs for input_ in output.inputs}
        asked |= {("person", benefit.as_of) for benefit in benefits}
        days = {("person", benefit.figures_day) for benefit in benefits if benefit.figures_readings}
        if any(output.state for output in outputs) or not days <= {*self.fixed}:
            return None
        asked |= days
        at = enumerate(self.fixed, start=len(CONSTANTS))
        return take_at([place for place, target in at if target in asked])

    def find_consulted(
        self, person: PlainPerson, find: Callable[[], frozenset[str]]
    ) -> frozenset[str]:
        """The readings that the person and its year met, which `find` finds."""
        key = self._key_of(person)
        if key is None:
            return find()
        found = self._consulted.get(key)
        if found is None:
            found = find()
            remember(self._consulted, key, found, _MOST_KNOWN)
        return found

    def tell(
        self, person: PlainPerson, tell: Callable[[], list[dict[str, Any]]]
    ) -> list[dict[str, Any]]:
        """The entries of the year, which `tell` tells: a copy for each who asks."""
        key = self._key_of(person)
        if key is None:
            return tell()
        told = self._told.get(key)
        if told is None:
            told = tell()
            remember(self._told, key, told, _MOST_KNOWN)
        return [*map(_copy_entry, told)]

    def _key_of(self, person: PlainPerson) -> Alike | None:
        words, fixed = person.words, person.fixed
        if words is None or callable(fixed) or self._asked is None:
            return None
        return words, self._asked(fixed)


def _copy_entry(told: dict[str, Any]) -> dict[str, Any]:
    """Another object of the same, for who may change it."""
    copied = told.copy()
    copied["clauses"], copied["inputs"] = told["clauses"].copy(), told["inputs"].copy()
    return copied
