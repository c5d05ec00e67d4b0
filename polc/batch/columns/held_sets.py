"""What persons are, as numbers: sets of identities that rows say, and of spells with days.

In: what rows and second tables say. Out: `HeldSets`, which numbers each set once.
"""

from datetime import date
from threading import Lock
from typing import Any

from attrs import field

from polc.batch.read_cells import Spell
from polc.records.frozen import frozen
from polc.records.mutable import define


@frozen
class HeldSet:
    """`names` hold on all days, `spells` from day to day."""

    names: frozenset[str]
    spells: frozenset[Spell] = frozenset()

    def on(self, day: int) -> frozenset[str]:
        """What the person is on a day, an ordinal."""
        text = date.fromordinal(day).isoformat()
        return self.names | {spell.identity for spell in self.spells if spell.holds_on(text)}

    def as_identities(self) -> list[Any]:
        """As a case has them."""
        spells = sorted(
            self.spells,
            key=lambda spell: (spell.identity, spell.start or "", spell.end or "", spell.grade),
        )
        return [*sorted(self.names), *(spell.as_identity() for spell in spells)]


@define(eq=False)
class HeldSets:
    """The sets that were met so far; several batches may ask at a time."""

    _sets: list[HeldSet] = field(factory=list)
    _numbers: dict[HeldSet, int] = field(factory=dict)
    _lock: Any = field(factory=Lock, repr=False)

    def __getitem__(self, number: int) -> HeldSet:
        return self._sets[number]

    def number_of(self, held: HeldSet) -> int:
        """The number of a set, the same for the same set."""
        found = self._numbers.get(held)
        if found is None:
            with self._lock:
                found = self._numbers.get(held)
                if found is None:
                    found = len(self._sets)
                    self._sets.append(held)
                    self._numbers[held] = found
        return found
