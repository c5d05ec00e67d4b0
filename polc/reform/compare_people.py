"""What a reform comes to for the people of a table: totals, who gains and who loses, the largest.

In: two sides, settled years of persons. Out: `PeopleCompared`. The claims are those of the table;
each year is settled under both sides, moved to a side's year where it has one. What a side does not
settle, or leaves open, is in no sum and is counted.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import field

from polc.api.comparison import compare
from polc.batch.count_reasons import ReasonCounts, count_reasons, reasons_to_report
from polc.batch.keep_largest import Largest
from polc.batch.person_outcome import PersonOutcome, SettledYearOfPerson
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.reform.compare_columns import ColumnChanges
from polc.reform.move_year import move_to_year
from polc.reform.side import Side
from polc.runtime.amounts import as_decimal
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
    in all; `largest` the changes of a year. `by_row` of so many persons were settled row after row,
    the others by machine code; `why_by_row` where all were. `reasons` why rows were refused."""

    old: Side
    new: Side
    why_by_row: Text | None = None
    by_row: int = 0
    persons: int = 0
    years: int = 0
    claims: int = 0
    refused_rows: int = 0
    reasons: ReasonCounts = field(factory=dict)
    refused_new: Counter[str] = field(factory=Counter)
    undetermined: Counter[str] = field(factory=Counter)
    sums: dict[tuple[str, str], list[Decimal]] = field(factory=dict)
    bands: Counter[int] = field(factory=Counter)
    band_sums: dict[int, Decimal] = field(factory=dict)
    _largest: Largest[PersonChange] = field(factory=lambda: Largest(MOST_CASES))

    def add(self, outcome: PersonOutcome) -> None:
        """What a person's rows came to under the old."""
        self.by_row += 1
        self.refused_rows += len({refused.row for refused in outcome.refused})
        count_reasons(self.reasons, outcome.refused)
        changes = [
            change for year in outcome.settled if (change := self._compare(year)) is not None
        ]
        if not changes:
            return
        self.persons += 1
        by = sum((change.change for change in changes), Decimal(0))
        self._add_to_band(by, 1)
        for change in changes:
            self._keep(change)

    def add_columns(self, found: ColumnChanges) -> None:
        """What persons come to whose rows were settled as columns."""
        by_person = found.changes.group_by("person").aggregate([("change", "sum")])
        self.persons += by_person.num_rows
        self.years += found.changes.num_rows
        self.claims += found.claims
        self.undetermined.update(+found.undetermined)
        for key, amounts in found.sums.items():
            self._add_sums(key, *map(as_decimal, amounts))
        for row in by_person.column("change_sum").value_counts().to_pylist():
            self._add_to_band(as_decimal(row["values"]), row["counts"])

    def look_at(self, outcome: PersonOutcome, years: Container[int]) -> None:
        """The years of a person whose rows `add_columns` has counted, as cases."""
        for year in outcome.settled:
            if year.made.year in years:
                before, after = (self._settle(side, year) for side in (self.old, self.new))
                change, _ = self._make_change(year, before, after)
                self._keep(change)

    def _keep(self, change: PersonChange) -> None:
        if change.change:
            self._largest.add(int(abs(change.change) * 100), change)

    def _add_to_band(self, by: Decimal, persons: int) -> None:
        band = band_of(by)
        self.bands[band] += persons
        self.band_sums[band] = self.band_sums.get(band, Decimal(0)) + by * persons

    def _add_sums(self, key: tuple[str, str], old: Decimal, new: Decimal) -> None:
        sums = self.sums.setdefault(key, [Decimal(0), Decimal(0)])
        sums[0] += old
        sums[1] += new

    def _compare(self, year: SettledYearOfPerson) -> PersonChange | None:
        settled = []
        for side in (self.old, self.new):
            try:
                settled.append(self._settle(side, year))
            except CaseError as refused:
                self.refused_new.update({error.code for error in refused.errors})
                return None
        self.years += 1
        self.claims += len(year.settlement.claims)
        change, is_open = self._make_change(year, *settled)
        self.undetermined.update(is_open)
        identity = _identity_of(year)
        for name in dict.fromkeys((*change.old, *change.new)):
            old, new = (paid.get(name, Decimal(0)) for paid in (change.old, change.new))
            self._add_sums((identity, name), old, new)
        return change

    def _make_change(
        self, year: SettledYearOfPerson, before: Settlement, after: Settlement
    ) -> tuple[PersonChange, set[str]]:
        """The change, and the benefits of which something stays open."""
        paid = [_paid(self.old, before), _paid(self.new, after)]
        is_open = {name for amounts in paid for name, amount in amounts.items() if amount is None}
        old, new = ({n: a for n, a in amounts.items() if a is not None and n not in is_open}
                    for amounts in paid)  # fmt: skip
        change = PersonChange(
            person=year.made.person,
            year=year.made.year,
            change=sum(new.values(), Decimal(0)) - sum(old.values(), Decimal(0)),
            old=old,
            new=new,
            old_case=before.case,
            new_case=after.case,
        )
        return change, is_open

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
            "persons_by_row": self.by_row,
            "why_by_row": self.why_by_row,
            "years": self.years,
            "claims": self.claims,
            "refused_rows": self.refused_rows,
            "refused_for": reasons_to_report(self.reasons),
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
    """The highest ranked of the year's first claim that has one, else all that the rows of its
    claims say, or without any claim all rows."""
    named = next((claim.identity for claim in year.settlement.claims if claim.identity), None)
    made, claims = year.made.rows, year.settlement.claims
    rows = [made[claim.id] for claim in claims] or [*made.values()]
    return named or "+".join(sorted({name for row in rows for name in row.identities})) or NOBODY
