"""What a person's rows came to, as rows of the tables of results.

In: a `PersonOutcome`. Out: rows, each with the name of its table.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from polc.batch.find_taken_back import find_taken_back
from polc.batch.person_outcome import PersonOutcome, SettledYearOfPerson
from polc.messages.text import Language, in_language

TableRow = tuple[str, dict[str, Any]]


def tell_outcome(outcome: PersonOutcome, language: Language) -> Iterator[TableRow]:
    """The rows of a person, in the order of the tables' own."""
    for year in outcome.settled:
        yield from _tell_year(year)
    for refused in outcome.refused:
        yield (
            "refused",
            {
                "row": refused.row,
                "person": refused.person,
                "claim": refused.claim or None,
                "place": refused.place or None,
                "code": refused.code,
                "reason": in_language(refused.why, language, language),
            },
        )
    for remark in outcome.remarks:
        yield (
            "remarks",
            {
                "row": remark.row,
                "person": outcome.person,
                "column": remark.column or None,
                "code": remark.code,
                "remark": in_language(remark.why, language, language),
            },
        )


def _tell_year(year: SettledYearOfPerson) -> Iterator[TableRow]:
    made, settlement = year.made, year.settlement
    of_whom: dict[str, Any] = {"person": made.person, "year": made.year}
    if made.household:
        of_whom["household"] = made.household
    for claim in settlement.claims:
        row = made.rows[claim.id]
        yield (
            "claims",
            {
                "row": row.row,
                **of_whom,
                "claim": claim.id,
                "date": row.claim["date"],
                # Of whom the policy does not rank all that the row says is named.
                "identity": claim.identity or "+".join(sorted(row.identities)) or None,
                **claim.benefits,
                "remaining": claim.remaining,
                "patient_pays": claim.patient_pays,
                "payer": claim.payer,
            },
        )
    for gone in find_taken_back(year):
        told = {"row": gone.row, "claim": gone.claim, "what": gone.role, "other": gone.other}
        yield "taken_back", {**of_whom, **told}
    yield "person_years", {**of_whom, **settlement.person_year}
    for alert in settlement.alerts:
        yield "alerts", {**of_whom, "alert": alert["id"], "on": alert["on"]}
    for due in settlement.adjustments:
        amount = due.to_dict()
        yield (
            "adjustments",
            {
                **of_whom,
                "claim": amount["claim"],
                "for": " ".join(amount["for"]),
                "benefit": amount["benefit"],
                "amount": Decimal(amount["amount"]),
            },
        )
    for gap in settlement.undetermined:
        yield "undetermined", {**of_whom, "output": gap["output"], "missing": gap["missing"]}
