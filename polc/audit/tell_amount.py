"""What is told of an amount beside its figures: where it stands, by which clauses, step by step.

In: an amount that was looked at, the settlement of its year. Out: a part of a row of the audit's
tables.
"""

from collections.abc import Mapping
from typing import Any, Final

from polc.audit.compare_amounts import AuditedAmount
from polc.messages.text import Language, say
from polc.runtime.explanation import CLASS, Entry
from polc.runtime.tell.result import Settlement
from polc.wording.labels import fact_label, label, shown_fact

Place = tuple[str, str]
"""A claim and a layer; of the person's year no claim."""

HELD: Final = (
    say("identities"), say("identities of the month"), say("identities of the year"),
)  # fmt: skip
"""The facts of a step that say what the person is."""


def of_which(amount: AuditedAmount) -> dict[str, Any]:
    """Where the amount stands, as a row of a table has it."""
    return {
        "row": amount.row,
        "person": amount.person,
        "year": amount.year,
        "claim": amount.claim or None,
        "date": amount.day or None,
        "hospital": amount.hospital,
        "identity": amount.identity,
        "benefit": amount.benefit,
    }


def is_for(settlement: Settlement, amount: AuditedAmount) -> bool:
    """Whether the amount is due for what the person is."""
    return any(
        entry.find(CLASS) is not None
        or (not entry.claim and entry.step == "payment" and _names_identities(entry))
        for entry in settlement.entries
        if (entry.claim, entry.benefit) == amount.place
    )


def _names_identities(entry: Entry) -> bool:
    """Whether it is a payment of which the step says what the person is."""
    return entry.step == "payment" and any(entry.find(label) is not None for label in HELD)


def clauses_of(settlement: Settlement, *, of_years: bool) -> Mapping[Place, tuple[str, ...]]:
    """By claim and layer, and where amounts of the person's year are looked at by these too, the
    clauses that say what is paid."""
    found = {(paid.claim, paid.benefit): paid.clauses for paid in settlement.payments}
    if of_years:
        for entry in settlement.entries:
            if not entry.claim and entry.amount is not None:
                found["", entry.benefit] = entry.clauses
    return found


def explain_claim(settlement: Settlement, claim: str | None, language: Language) -> list[str]:
    """Step by step what the claim comes to; without a name what the person's year does."""
    lines = []
    for step in settlement.explanation:
        if step["claim"] == claim:
            where = " ".join(filter(None, (", ".join(step["clauses"]), step["cite"])))
            inputs = ", ".join(
                f"{fact_label(name, language)} {shown_fact(name, value, language)}"
                for name, value in step["inputs"].items()
                if value != ""  # as where nothing lies in any band
            )
            told = (step["rule"], step["amount"], label(step["status"], language), where, inputs)
            lines.append("  ".join(part for part in told if part))
    return lines
