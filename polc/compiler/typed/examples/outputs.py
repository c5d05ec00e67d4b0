"""The names that an example may expect something of, and what each holds.

In: the benefits and reports. Out: name to kind.
"""

from collections.abc import Mapping
from typing import Final, Literal

from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.statements import (
    DueStatement,
    LeavingStatement,
    PayerStatement,
    payers_of_parts,
)

OutputKind = Literal["paid", "over_claims", "left", "money", "flag", "date", "payer", "identity"]
"""`paid` is money that claims are paid, and `left` what they leave: both have a total; of what is
paid over the year's claims a claim may make less due, as of what it is paid itself."""

_PAID: Final[Mapping[str, OutputKind]] = {
    "claim": "paid",
    "claims_of_year": "over_claims",
    "person_year": "money",
}


def outputs_of(
    benefits: tuple[TypedBenefit, ...], reports: tuple[TypedReport, ...]
) -> Mapping[str, OutputKind]:
    """Every result of a settlement by its name."""
    found: dict[str, OutputKind] = {
        "remaining": "left",
        "patient_pays": "left",
        "identity": "identity",
        "payer": "payer",
    }
    for benefit in benefits:
        found[benefit.id] = _PAID[benefit.per]
        for statement in benefit.statements:
            if isinstance(statement, LeavingStatement):
                found[statement.name] = "money"
            elif isinstance(statement, PayerStatement):
                found[statement.name] = "payer"
                parts = payers_of_parts(benefit.statements)
                found |= dict.fromkeys((f"{statement.name}.{payer}" for payer in parts), "money")
    for report in reports:
        found[report.id] = {"entitlement": "flag", "alert": "date", "limit": "money"}[report.what]  # type: ignore[assignment]  # each a kind
        for statement in report.statements:
            if isinstance(statement, DueStatement):
                found[statement.output] = "money"
    return found
