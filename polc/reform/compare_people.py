"""What a reform comes to for the people of a table: totals, who gains and who loses, the largest.

In: two sides, settled years of persons. Out: `PeopleCompared`. The claims are those of the table;
each year is settled under both sides, moved to a side's year where it has one. What a side does not
settle, or leaves open, is in no sum and is counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import field

from polc.api.comparison import compare
from polc.batch.keep_largest import Largest
from polc.batch.person_outcome import PersonOutcome, SettledYearOfPerson
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.reform.move_year import move_to_year
from polc.reform.side import Side
from polc.runtime.errors import CaseError
from polc.runtime.tell.result import Settlement

MOST_CASES: Final = 10
"""So many of the largest changes are told as cases."""

EDGES: Final = (100, 1_000, 10_000)
"""Edges of the bands of gains and losses, in yuan."""

NOBODY: Final = "none"


@frozen(kw_only=True)
class PersonChange:
    """By how much more a person gets in a year under the new, in yuan, and the case under each
    side, which settles."""

    person: str
    year: int
    change: Decimal
    old: Mapping[str, Decimal]
    new: Mapping[str, Decimal]
    old_case: Mapping[str, Any]
    new_case: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "person": self.person,
            "year": self.year,
            "change": str(self.change),
            "old": {name: str(amount) for name, amount in self.old.items()},
            "new": {name: str(amount) for name, amount in self.new.items()},
        }


@define(kw_only=True)
class PeopleCompared:
    """Sums in yuan by identity and benefit; `bands` persons by what they gain or lose, and how much
    in all; `largest` the changes of a year."""

    old: Side
    new: Side
    persons: int = 0
    years: int = 0
    claims: int = 0
    refused_rows: int = 0
    refused_new: Counter[str] = field(factory=Counter)
    undetermined: Counter[str] = field(factory=Counter)
    sums: dict[tuple[str, str], list[Decimal]] = field(factory=dict)
    bands: Counter[int] = field(factory=Counter)
    band_sums: dict[int, Decimal] = field(factory=dict)
    _largest: Largest[PersonChange] = field(factory=lambda: Largest(MOST_CASES))

    def add(self, outcome: PersonOutcome) -> None:
        """What a person's rows came to under the old."""
        self.refused_rows += len({refused.row for refused in outcome.refused})
        changes = [
            change for year in outcome.settled if (change := self._compare(year)) is not None
        ]
        if not changes:
            return
        self.persons += 1
        by = sum((change.change for change in changes), Decimal(0))
        band = band_of(by)
        self.bands[band] += 1
        self.band_sums[band] = self.band_sums.get(band, Decimal(0)) + by
        for change in changes:
            if change.change:
                self._largest.add(int(abs(change.change) * 100), change)

    def _compare(self, year: SettledYearOfPerson) -> PersonChange | None:
        settled = []
        for side in (self.old, self.new):
            try:
                settled.append(self._settle(side, year))
            except CaseError as refused:
                self.refused_new.update({error.code for error in refused.errors})
                return None
        before, after = settled
        self.years += 1
        self.claims += len(year.settlement.claims)
        paid = [
            _paid(side, found) for side, found in zip((self.old, self.new), settled, strict=True)
        ]
        open_ = {name for amounts in paid for name, amount in amounts.items() if amount is None}
        self.undetermined.update(open_)
        old, new = ({n: a for n, a in amounts.items() if a is not None and n not in open_}
                    for amounts in paid)  # fmt: skip
        identity = _identity_of(year)
        for name in dict.fromkeys((*old, *new)):
            sums = self.sums.setdefault((identity, name), [Decimal(0), Decimal(0)])
            sums[0] += old.get(name, Decimal(0))
            sums[1] += new.get(name, Decimal(0))
        return PersonChange(
            person=year.made.person,
            year=year.made.year,
            change=sum(new.values(), Decimal(0)) - sum(old.values(), Decimal(0)),
            old=old,
            new=new,
            old_case=before.case,
            new_case=after.case,
        )

    def _settle(self, side: Side, year: SettledYearOfPerson) -> Settlement:
        """The year under a side. Raises `CaseError`."""
        if side is self.old and side.year is None:
            return year.settlement
        case = year.made.case
        moved = case if side.year is None else move_to_year(case, side.year)
        try:
            settled = side.policy.settle({**moved, "policy": side.policy.name})
        except CaseError:
            # What only the other policy asks for is no mistake of the case.
            pair = [self.old.policy, self.new.policy]
            at = 0 if side is self.old else 1
            outcome = compare(pair, moved, names=["old", "new"]).compared[at].outcome
            if isinstance(outcome, CaseError):
                raise outcome from None
            settled = outcome
        # Of a household what is the member's.
        return settled.by_member.get(year.made.person, settled)

    @property
    def largest(self) -> list[PersonChange]:
        """The largest changes of a year."""
        return self._largest.in_order()

    def totals(self) -> dict[str, list[Decimal]]:
        """By benefit the sum under each side."""
        return self._summed(lambda _identity, benefit: benefit)

    def by_identity(self) -> dict[str, list[Decimal]]:
        """By identity the sum of all benefits under each side."""
        return self._summed(lambda identity, _benefit: identity)

    def _summed(self, key_of: Any) -> dict[str, list[Decimal]]:
        found: dict[str, list[Decimal]] = {}
        for (identity, benefit), (old, new) in self.sums.items():
            sums = found.setdefault(key_of(identity, benefit), [Decimal(0), Decimal(0)])
            sums[0] += old
            sums[1] += new
        return found

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; amounts are decimal strings in yuan."""
        by_both: dict[str, dict[str, Any]] = {}
        for (identity, benefit), sums in sorted(self.sums.items()):
            by_both.setdefault(identity, {})[benefit] = _plain(sums)
        return {
            "persons": self.persons,
            "years": self.years,
            "claims": self.claims,
            "refused_rows": self.refused_rows,
            "refused_by_a_side": dict(sorted(self.refused_new.items())),
            "undetermined": dict(sorted(self.undetermined.items())),
            "benefits": {name: _plain(sums) for name, sums in self.totals().items()},
            "by_identity": by_both,
            "bands": [
                {
                    "change": str(in_words),
                    "persons": self.bands[band],
                    "sum": str(self.band_sums.get(band, Decimal(0))),
                }
                for band, in_words in band_words()
            ],
            "largest": [change.to_dict() for change in self.largest],
        }


def band_of(change: Decimal) -> int:
    """The band of a change: 0 for none, below zero for a loss, the further from 0 the larger."""
    if not change:
        return 0
    at = 1 + sum(abs(change) >= edge for edge in EDGES)
    return at if change > 0 else -at


def band_words() -> Iterable[tuple[int, Text]]:
    """Every band from the largest loss to the largest gain, in words."""
    top = len(EDGES) + 1
    for band in range(-top, top + 1):
        low = str(EDGES[abs(band) - 2]) if abs(band) > 1 else ""
        high = str(EDGES[abs(band) - 1]) if 0 < abs(band) < top else ""
        if not band:
            yield band, say("nothing changes")
        elif not high:
            words = say("loses {low} yuan or more", low=low)
            yield band, words if band < 0 else say("gains {low} yuan or more", low=low)
        elif not low:
            words = say("loses less than {high} yuan", high=high)
            yield band, words if band < 0 else say("gains less than {high} yuan", high=high)
        else:
            words = say("loses {low} to {high} yuan", low=low, high=high)
            yield band, words if band < 0 else say("gains {low} to {high} yuan", low=low, high=high)


def _plain(sums: list[Decimal]) -> dict[str, str]:
    old, new = sums
    return {"old": str(old), "new": str(new), "difference": str(new - old)}


def _paid(side: Side, settled: Settlement) -> dict[str, Decimal | None]:
    """What each benefit pays in the year; None where it stays open."""
    found: dict[str, Decimal | None] = dict(settled.totals["benefits"])
    silent = {name for claim in settled.claims for name in claim.not_specified}
    found |= dict.fromkeys(sorted(silent), None)
    for benefit in side.policy.plan.benefits:
        if benefit.per != "claim":
            amount = settled.person_year.get(benefit.id)
            found[benefit.id] = amount if isinstance(amount, Decimal) else None
    return found


def _identity_of(year: SettledYearOfPerson) -> str:
    """The highest ranked of the year's first claim that has one, else all that a row says."""
    named = next((claim.identity for claim in year.settlement.claims if claim.identity), None)
    rows = year.made.rows.values()
    return named or "+".join(sorted({name for row in rows for name in row.identities})) or NOBODY
