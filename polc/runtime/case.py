"""A case once it is read: what the settlement needs of it, all values integers.

In: nothing; `read_case.py` makes these. Out: the records of a case, and `CaseLayout`, what
a policy knows of its cases.
"""

from collections.abc import Mapping
from typing import Literal

from attrs import field

from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import UNLIMITED
from polc.runtime.case_snapshot import CaseSnapshot
from polc.runtime.days import FOREVER, month_after
from polc.runtime.vocabulary import Field

Inputs = dict[tuple[str, str], int]


@frozen(kw_only=True)
class GivenWindow:
    """Claims of days before the policy, or those of which the field `flag` says yes, are taken as
    they are given where each of their `days` lies from `start` to `end` (ordinals, both included);
    `payer` pays them, if one is named."""

    id: str
    start: int
    end: int
    days: tuple[str, ...]
    flag: str
    payer: str
    clauses: tuple[str, ...]


@frozen
class OwnOpening:
    """An opening of one running sum: its `kind`, the benefits and parts with which it opens where
    the opening does not say, and those of these that may have gone to another instead; `part_of`
    what of a benefit it is one of several rows of, `also` its other names."""

    kind: Literal["money", "count"]
    opens: tuple[tuple[str, str], ...]
    sometimes: tuple[tuple[str, str], ...]
    part_of: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class CaseLayout:
    """What a policy knows of its cases. `bits` maps an identity's id and its title to its
    bit, `grades` a bit to the grades that count (lowest, highest, whether all but these);
    `benefits` are those per claim; `reads` the inputs that the plan asks for; `in_force`
    ordinals, both included; `in_force_clauses` the clauses that say so; `in_force_missing`
    the parameter that should say it and was not given; `rules_day` and `identity_day` the
    dates of a claim that count; `fields` those the policy declares; in a
    `municipality` a place in the province is one in the city."""

    policy: str
    bits: Mapping[str, int]
    benefits: tuple[str, ...]
    reads: frozenset[tuple[str, str]]
    in_force: tuple[int | None, int | None]
    in_force_clauses: tuple[str, ...]
    equivalences: tuple[tuple[int, int], ...] = ()
    """(bits, bits): whoever holds one of the first is treated as holding the second too."""
    grades: Mapping[int, tuple[int, int, bool]] = field(factory=dict)
    in_force_missing: str = ""
    follows: str = ""
    municipality: bool = False
    year_begins: int = 1
    """The month in which the benefit year begins."""
    rules_day: str = "date"
    identity_day: str = "date"
    of_year: bool = False
    windows: tuple[GivenWindow, ...] = ()
    fields: tuple[Field, ...] = ()
    idle_fields: frozenset[tuple[str, str]] = frozenset()
    """Those of `fields` that nothing asks for under the readings chosen."""
    opened: frozenset[tuple[str, str]] = frozenset()
    """Benefits and parts of an opening with which some running sum begins."""
    unopened: frozenset[tuple[str, str]] = frozenset()
    """Benefits and parts of an opening of which nobody could know which row's they are."""
    within_year: frozenset[tuple[str, str]] = frozenset()
    """The same of which nobody could know which month's, quarter's or hospital's they are."""
    own_openings: Mapping[tuple[str, str], OwnOpening] = field(factory=dict)
    """What an opening can say of one running sum alone, by group and name."""
    asked_identities: int = -1
    """The identities that the plan asks for, as bits; of others the policy may know nothing."""
    accumulating: tuple[str, ...] = ()
    """The benefits with an accumulated amount that an opening may give as their `line`."""
    stay_amounts: tuple[str, ...] = ("total",)
    """The amounts of a claim that something adds up over the bills of a stay."""
    over_year: tuple[str, ...] = ()
    """The benefits over the year's claims, which an opening may name beside those per claim."""
    shared: "CaseLayout | None" = None
    """The same for the opening of a household, where some running sum is of all its members."""
    surely: tuple[tuple[tuple[str, str], tuple[tuple[str, str], ...]], ...] = ()
    """In `shared`: of each of its sums what an opening calls it, and the benefits and parts of
    which all that members used surely went to it."""
    of_household: tuple[str, ...] = ()
    """The benefits and the pools that have such a sum."""
    titled: Mapping[str, str] = field(factory=dict)
    """The ids of the benefits and the pools by their titles, for who writes these in a case."""
    left_open: tuple[str, ...] | None = None
    """Of a framework, which settles nothing: what it leaves to others."""
    one_date_only: bool = field(init=False)
    """Whether the day of the claim is the only one that counts."""

    @one_date_only.default
    def _has_one_date(self) -> bool:
        return self.rules_day == self.identity_day == "date"


@frozen
class HeldIdentity:
    """An identity over its days, both included; None: open. `idle_grade`: a grade is given, and
    the policy asks for none."""

    bit: int
    start: int | None
    end: int | None
    idle_grade: bool = False

    def holds_between(self, first: int, last: int) -> bool:
        """Whether it is held on any of these days."""
        return (self.start is None or self.start <= last) and (
            self.end is None or first <= self.end
        )


@define(eq=False, kw_only=True)
class ClaimRead:
    """A claim: `inputs` by (scope, field), the amounts given under (paid, benefit); `day`
    and `identity_day` those that look up rules and identities. `reverses` is the id of a
    claim that this one takes back, `continues` the stay it was referred from, `hospital` the
    id of the hospital, or empty;
    `window` the one by which it is taken although it is of a day before the policy. Nobody
    changes it; it is not frozen because one is made for every claim, and that costs three
    times as much frozen."""

    id: str
    position: int
    date: int
    seq: int
    visit: str
    inputs: Inputs
    reverses: str = ""
    continues: str = ""
    day: int = 0
    identity_day: int = 0
    window: GivenWindow | None = None
    hospital: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        """The order of settlement: date, then seq, then position."""
        return (self.date, self.seq, self.position)


@frozen
class PersonRead:
    """A person with everything that does not change from claim to claim; `unnamed` where the case
    has no list of identities, not even an empty one."""

    id: str
    held: tuple[HeldIdentity, ...]
    inputs: Inputs
    equivalences: tuple[tuple[int, int], ...] = ()
    unnamed: bool = False

    def held_on(self, day: int) -> int:
        """The identities held on a day, as bits."""
        return self.held_between(day, day)

    def held_in_month(self, day: int) -> int:
        """The identities held on any day of the month of a day, as bits."""
        first = month_after(day, 0)
        return self.held_between(first, month_after(day, 1) - 1)

    def is_same_between(self, first: int, last: int) -> bool:
        """Whether no identity begins or ends among these days."""
        return all(
            identity.holds_between(first, first) and identity.holds_between(last, last)
            for identity in self.held
            if identity.holds_between(first, last)
        )

    def held_ever(self) -> int:
        """The identities held on any day at all, as bits; not what they are treated as."""
        mask = 0
        for identity in self.held:
            mask |= 1 << identity.bit
        return mask

    def since(self, among: int, day: int) -> int:
        """The first day of the spell in which one of these identities is held on a day, else of
        the next one that begins: 0 where it always was, no day (`UNLIMITED`) where none is and
        none follows. What follows without a day between is one spell."""
        for held, treated_as in self.equivalences:
            if among & treated_as:
                among |= held
        spells: list[tuple[int, int]] = []
        for start, end in sorted(
            (identity.start or 0, FOREVER if identity.end is None else identity.end)
            for identity in self.held
            if among >> identity.bit & 1
        ):
            if spells and start <= spells[-1][1] + 1:
                spells[-1] = (spells[-1][0], max(end, spells[-1][1]))
            else:
                spells.append((start, end))
        return next((start for start, end in spells if day <= end), UNLIMITED)

    def held_between(self, first: int, last: int) -> int:
        """The identities held on any of these days, as bits."""
        mask = 0
        for identity in self.held:
            if identity.holds_between(first, last):
                mask |= 1 << identity.bit
        for held, treated_as in self.equivalences:
            if mask & held:
                mask |= treated_as
        return mask


@frozen(kw_only=True)
class CaseRead:
    """A whole case. `opening` is benefit → part → fen; `notes` the defaults used; `kept`
    the case as it was handed in."""

    year: int
    person: PersonRead
    claims: tuple[ClaimRead, ...]
    opening: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...]
    snapshot: CaseSnapshot


@frozen(kw_only=True)
class HouseholdRead:
    """A household in a year: each member as a case, `opening` what the household has together,
    `notes` and `snapshot` as those of a case."""

    year: int
    members: tuple[CaseRead, ...]
    opening: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...]
    snapshot: CaseSnapshot
