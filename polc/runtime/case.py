"""A case once it is read: what the settlement needs of it, all values integers.

In: nothing; `read_case.py` makes these. Out: the records of a case, and `CaseLayout`, what
a policy knows of its cases.
"""

from collections.abc import Mapping

from attrs import frozen

from polc.runtime.kept_case import KeptCase

Inputs = dict[tuple[str, str], int]


@frozen
class CaseLayout:
    """What a policy knows of its cases. `bits` maps an identity's id and its title to its
    bit; `benefits` are those per claim; `reads` the inputs that the plan asks for;
    `in_force` ordinals, both included; `in_force_clause` the clause that says so."""

    policy: str
    bits: Mapping[str, int]
    benefits: tuple[str, ...]
    reads: frozenset[tuple[str, str]]
    in_force: tuple[int | None, int | None]
    in_force_clause: str
    equivalences: tuple[tuple[int, int], ...] = ()
    """(bits, bits): whoever holds one of the first is treated as holding the second too."""


@frozen
class HeldIdentity:
    """An identity over its days, both included; None: open."""

    bit: int
    start: int | None
    end: int | None


@frozen
class ClaimRead:
    """A claim: `inputs` by (scope, field), the amounts given under (paid, benefit).
    `reverses` is the id of a claim that this one takes back, or empty."""

    id: str
    position: int
    date: int
    seq: int
    visit: str
    inputs: Inputs
    reverses: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        """The order of settlement: date, then seq, then position."""
        return (self.date, self.seq, self.position)


@frozen
class PersonRead:
    """A person with everything that does not change from claim to claim."""

    id: str
    held: tuple[HeldIdentity, ...]
    inputs: Inputs
    equivalences: tuple[tuple[int, int], ...] = ()

    def held_on(self, day: int) -> int:
        """The identities held on a day, as bits."""
        mask = 0
        for one in self.held:
            if (one.start is None or one.start <= day) and (one.end is None or day <= one.end):
                mask |= 1 << one.bit
        for held, treated_as in self.equivalences:
            if mask & held:
                mask |= treated_as
        return mask


@frozen
class CaseRead:
    """A whole case. `opening` is benefit → part → fen; `notes` the defaults used; `kept`
    the case as it was handed in."""

    year: int
    person: PersonRead
    claims: tuple[ClaimRead, ...]
    opening: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...]
    kept: KeptCase
