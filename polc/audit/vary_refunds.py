"""The case of a claim as it stood before something was taken back.

In: a person's year, one of its claims, what was recorded before it. Out: cases in which refunds are
left out: those of the claim itself, or those that came later of claims before it.
"""

from collections.abc import Collection, Mapping, Sequence

from polc.audit.compare_amounts import read_recorded, refunds_of
from polc.audit.household_claims import list_claims
from polc.audit.vary_case import Case, Variation, cut_case
from polc.batch.person_outcome import SettledYearOfPerson
from polc.batch.read_row import BureauRow
from polc.messages.text import say

Given = Mapping[str, Mapping[str, int]]
"""By claim and layer what was recorded, in fen."""


def put_back_own(
    year: SettledYearOfPerson, claim: str, before: Sequence[str], given: Given
) -> Case | None:
    """The case of a claim before anything of it was taken back; None where nothing was."""
    row, refunds = year.made.rows[claim], refunds_of(year.made.rows.values()).get(claim)
    if not refunds:
        return None
    below = _recorded([row], given.get(claim, {}))
    out = {str(refund.claim["id"]) for refund in refunds}
    return cut_case(list_claims(year), before, claim, {**given, claim: below}, left_out=out)


def put_back_later(
    year: SettledYearOfPerson, claim: str, before: Sequence[str], given: Given
) -> Variation | None:
    """The case of a claim in which those before it count as they then did: what was taken back
    after it still stood. None where nothing was taken back later."""
    rows = year.made.rows
    own = rows[claim]
    later = [
        row
        for row in rows.values()
        if row.reverses in rows and _is_later(row, own) and not _is_later(rows[row.reverses], own)
        and row.reverses != claim
    ]  # fmt: skip
    if not later:
        return None
    out = {str(row.claim["id"]) for row in later}
    stood = {**given}
    refunds = refunds_of(rows.values())
    names = dict.fromkeys(row.reverses for row in later)
    for name in names:
        until = [row for row in refunds[name] if row.claim["id"] not in out]
        stood[name] = _recorded([rows[name], *until], rows[name].recorded)
    told = ", ".join(f"`{name}`" for name in sorted(names))
    return Variation(
        "taken back later",
        say("as if {claims} had not been taken back, which was later", claims=told),
        cut_case(list_claims(year), [*before, *names], claim, stood, left_out=out),
    )


def _recorded(rows: Sequence[BureauRow], benefits: Collection[str]) -> dict[str, int]:
    """What the rows say was paid in each layer, less what they take back; what is not an amount,
    or less than nothing, in none."""
    found = {benefit: read_recorded(rows, benefit)[0] for benefit in benefits}
    return {benefit: fen for benefit, fen in found.items() if fen is not None and fen >= 0}


def _is_later(row: BureauRow, before: BureauRow) -> bool:
    """Whether a row was booked after another: by the time of settlement where both say it, since a
    refund may have the days of the stay that it takes back; else by the day, and of one day by the
    place in the table."""
    settled, than = (str(known.claim.get("settled") or "") for known in (row, before))
    if settled and than and settled != than:
        return settled > than
    return (row.claim["date"], row.row) > (before.claim["date"], before.row)
