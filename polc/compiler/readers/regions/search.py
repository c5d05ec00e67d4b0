"""A case under which something holds, or that there is none.

In: a goal, asked of a block of which some atoms are known. Out: the cells of such a case. Each
step chooses a cell for the atom that the goal hangs on; what contradicts itself is left out.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from attrs import field

from polc.compiler.plan.nodes import NodeId, Read, YearOf
from polc.compiler.readers.regions.atoms import (
    YES,
    Atom,
    Atoms,
    Cell,
    FlagAtom,
    HeldAtom,
    ValueAtom,
)
from polc.compiler.readers.regions.evaluate import OpenError, Partial, RefusedError
from polc.records.mutable import define
from polc.runtime.benefit_year import year_of_day
from polc.runtime.days import year_of

Goal = Callable[[Partial], bool]
Found = Mapping[Atom, Cell]

NOTHING_KNOWN: Final[Found] = {}
MOST_STEPS: Final = 200


class TooManyError(Exception):
    """The search was given up: whether there is such a case is not known."""


@define
class Cases:
    """The cases of one block. People hold one identity or none, which is asked first: what is
    found of each of them is kept for the next search."""

    atoms: Atoms
    _people: list[Partial] = field(init=False)
    _held: dict[NodeId, bool] = field(init=False, factory=dict)
    _anybody: Partial = field(init=False)

    @_anybody.default
    def _find_anybody(self) -> Partial:
        return Partial(atoms=self.atoms, known=NOTHING_KNOWN)

    @_people.default
    def _find_people(self) -> list[Partial]:
        bits = range(len(self.atoms.plan.identities))
        return [
            Partial(
                atoms=self.atoms,
                known={HeldAtom("held", own): YES} if own >= 0 else {},
                person=own,
            )
            for own in (-1, *bits)
        ]

    def find(self, goal: Goal, known: Found = NOTHING_KNOWN) -> Found | None:
        """The cells of a case for which the goal holds, or None: then there is none but of
        people with several identities, or one of which only a comparison of two unknown figures
        says that it exists."""
        if self._is_for_nobody(goal, known):
            return None
        for place, person in enumerate(self._people):
            found = self._of(person, goal, known, certain=True)
            if found is not None:
                self._people.insert(0, self._people.pop(place))
                return found
        return None

    def exist(self, goal: Goal, known: Found = NOTHING_KNOWN) -> bool:
        """Whether there may be a case for which the goal holds."""
        if self._is_for_nobody(goal, known):
            return False
        for place, person in enumerate(self._people):
            if self._of(person, goal, known, certain=False) is not None:
                self._people.insert(0, self._people.pop(place))
                return True
        return self._of(self._anybody, goal, known, certain=False) is not None

    def may_hold(self, flag: NodeId) -> bool:
        """Whether there may be a case in which a flag holds, searched once."""
        if flag not in self._held:
            self._held[flag] = self.exist(lambda partial: partial.flag(flag))
        return self._held[flag]

    def _is_for_nobody(self, goal: Goal, known: Found) -> bool:
        """Whether the goal holds for no case, whosoever it is of."""
        return self._is_out(goal, self._anybody) or (
            bool(known) and self._is_out(goal, self._anybody.extend(known))
        )

    def _of(self, person: Partial, goal: Goal, known: Found, *, certain: bool) -> Found | None:
        if self._is_out(goal, person):
            return None
        search = _Search(goal, self.atoms, certain)
        found = search.find(person.extend(known) if known else person)
        return None if isinstance(found, frozenset) else found

    def _is_out(self, goal: Goal, person: Partial) -> bool:
        """Whether the goal holds for no case of these people, whatever else is known."""
        with suppress(OpenError, RefusedError):
            return not goal(person)
        return False


@define
class _Search:
    """Where no cell of an atom leads to a case, and the reason has nothing to do with it, its
    other cells are not tried: `find` says on what a failure hangs."""

    goal: Goal
    atoms: Atoms
    certain: bool
    steps: int = 0

    def find(self, partial: Partial) -> Found | frozenset[Atom]:
        """A case, or the atoms because of which there is none."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooManyError
        try:
            reached = self.goal(partial)
        except RefusedError:
            return frozenset(partial.known)
        except OpenError as open_:
            return self._try_cells(open_, partial)
        if not reached:
            return frozenset(partial.used)
        if self.certain and not self._is_certain(partial.known):
            return frozenset(partial.known)
        return partial.known

    def _try_cells(self, open_: OpenError, partial: Partial) -> Found | frozenset[Atom]:
        why = set[Atom]()
        for cell in open_.cells:
            against = self._contradicts(open_.atom, cell, partial.known)
            if against is not None:
                why.add(against)
                continue
            found = self.find(partial.extend({open_.atom: cell}))
            if not isinstance(found, frozenset):
                return found
            if open_.atom not in found:
                return found
            why |= found - {open_.atom}
        return frozenset(why)

    def _contradicts(self, atom: Atom, cell: Cell, known: Found) -> Atom | None:
        """A value that this one would pass and never passes, or a day of another year."""
        if not isinstance(atom, ValueAtom):
            return None
        for known_atom, its in known.items():
            if isinstance(known_atom, ValueAtom) and (
                self._passes(atom, cell, known_atom, its)
                or self._passes(known_atom, its, atom, cell)
                or self._is_another_year(atom, cell, known_atom, its)
                or self._is_another_year(known_atom, its, atom, cell)
            ):
                return known_atom
        return None

    def _passes(self, lower: ValueAtom, cell: Cell, upper: ValueAtom, its: Cell) -> bool:
        if self.atoms.is_above(upper.node, lower.node):
            return cell[0] > its[1]
        tied = not self.atoms.free_day
        if tied and self._is(lower.node, "date") and self._is(upper.node, "year"):
            begins = self.atoms.plan.dates.year_begins
            first, last = (year_of_day(end, begins) for end in cell)
            return first > its[1] or its[0] > last
        return False

    def _is_another_year(self, year: ValueAtom, cell: Cell, day: ValueAtom, its: Cell) -> bool:
        """Whether a day lies in none of the years of its own year's cell."""
        node = self.atoms.nodes[year.node]
        if not isinstance(node, YearOf) or self.atoms.root(node.day) != day.node:
            return False
        return year_of(max(1, its[1])) < cell[0] or year_of(max(1, its[0])) > cell[1]

    def _is(self, node_id: NodeId, name: str) -> bool:
        node = self.atoms.nodes[node_id]
        return isinstance(node, Read) and node.scope == "system" and node.field == name

    def _is_certain(self, known: Found) -> bool:
        """Whether no two comparisons of unknown figures, and no such comparison beside a figure
        that is held already, may exclude each other."""
        compared = [atom.of[1:] for atom in known if isinstance(atom, FlagAtom)]
        asked = [node for pair in compared for node in pair]
        held = {atom.node for atom in known if isinstance(atom, ValueAtom)}
        return len(asked) == len(set(asked)) and held.isdisjoint(asked)
