"""What was paid beside what the policy says, claim by claim and layer by layer.

In: a settled year of a person with its rows. Out: `AuditedAmount`s, one for each claim and layer
of which the mapping has what was recorded, and one for each amount of the person's year. What a
claim makes due for earlier ones is paid with it and counts with it; what a refund takes back counts
with the claim that it takes back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from polc.batch.person_outcome import SettledYearOfPerson
from polc.batch.read_row import BureauRow
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.read.read_value import ValueRefusedError, read_money

Group = Literal["all", "hospital", "identity", "month"]
"""What amounts are added up by."""

NOBODY = "none"
"""The identity or the hospital of a claim that has none."""


@frozen(kw_only=True)
class AuditedAmount:
    """A layer of a claim, or an amount of the person's year: of the latter `row` is None and
    `claim`, `day` and `hospital` are empty. `recorded` and `computed` in fen (None: cannot be told,
    and `why`)."""

    row: int | None
    person: str
    year: int
    claim: str
    day: str
    hospital: str
    identity: str
    benefit: str
    recorded: int | None
    computed: int | None
    why: Text | None = None

    @property
    def difference(self) -> int:
        """By how much more was paid than the policy says, in fen; 0 where it cannot be told."""
        if self.recorded is None or self.computed is None:
            return 0
        return self.recorded - self.computed

    @property
    def place(self) -> tuple[str, str]:
        """The claim and the layer."""
        return self.claim, self.benefit


def compare_year(year: SettledYearOfPerson, benefits: Iterable[str]) -> Iterator[AuditedAmount]:
    """The amounts of a year, in the order of settlement; of a claim that was taken back whole, with
    nothing that the policy says."""
    rows, settlement = year.made.rows, year.settlement
    claims = {claim.id: claim for claim in settlement.claims}
    due: Counter[tuple[str, str]] = Counter()
    # What a claim makes due for another member's is paid with it too.
    whole = settlement if year.household is None else year.household.settlement
    for adjustment in whole.adjustments:
        due[adjustment.claim, adjustment.benefit] += adjustment.fen
    refunds = refunds_of(rows.values())
    order = [*claims, *(name for name in refunds if name not in claims)]
    for name in order:
        row = rows[name]
        claim = claims.get(name)
        for benefit in benefits:
            recorded, why = read_recorded([row, *refunds.get(name, ())], benefit)
            computed: int | None = 0
            if claim is not None:
                computed = claim.paid_fen[benefit] + due[name, benefit]
                if benefit in claim.not_specified:
                    computed, why = None, why or say("the document does not say what is paid")
            yield AuditedAmount(
                row=row.row,
                person=year.made.person,
                year=year.made.year,
                claim=name,
                day=row.claim["date"],
                hospital=str(row.claim.get("hospital") or NOBODY),
                identity=(claim.identity if claim else None)
                or "+".join(sorted(row.identities))
                or NOBODY,
                benefit=benefit,
                recorded=recorded,
                computed=computed,
                why=why,
            )


def compare_person_year(year: SettledYearOfPerson, names: Iterable[str]) -> Iterator[AuditedAmount]:
    """The amounts of the person's year of these names."""
    made, settled = year.made, year.settlement.person_year
    for name in names:
        amount = settled[name]
        recorded, why = made.paid.get(name), None
        if recorded is None:
            why = say("nothing is recorded")
        elif amount is None:
            why = say("what is due stays open")
        yield AuditedAmount(
            row=None,
            person=made.person,
            year=made.year,
            claim="",
            day="",
            hospital="",
            identity="+".join(sorted(made.held)) or NOBODY,
            benefit=name,
            recorded=recorded,
            computed=None if amount is None else int(Decimal(amount) * 100),
            why=why,
        )


def refunds_of(rows: Iterable[BureauRow]) -> Mapping[str, list[BureauRow]]:
    """By claim the rows that take it back."""
    found: dict[str, list[BureauRow]] = {}
    for row in rows:
        if row.reverses:
            found.setdefault(row.reverses, []).append(row)
    return found


def read_recorded(rows: Iterable[BureauRow], benefit: str) -> tuple[int | None, Text | None]:
    """What the rows of a claim say that was paid, in fen; None where one says nothing that is an
    amount, with the reason."""
    paid = 0
    for row in rows:
        text = str(row.recorded.get(benefit) or "").strip()
        if not text:
            return None, say("nothing is recorded")
        try:
            fen = read_money(text.removeprefix("-"))
        except ValueRefusedError as mistake:
            return None, mistake.why
        # A refund takes back what it says, with a minus or without.
        paid += -fen if text.startswith("-") or row.reverses else fen
    return paid, None
