"""A settlement: what a case came to, as objects and as the contract's JSON.

In: the settled claims and the person-year outputs. Out: `Settlement`. Amounts are
`decimal.Decimal` with two places; explanations are computed when asked for.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from polc.runtime.amounts import as_decimal, format_money


@frozen
class ClaimResult:
    """A claim's results, kept in fen. `patient_fen` is None where the total cost is not
    known."""

    id: str
    identity: str | None
    paid_fen: Mapping[str, int] = field(repr=False)
    remaining_fen: int = field(repr=False)
    patient_fen: int | None = field(repr=False)
    payer: str | None = None
    entitlements: Mapping[str, bool | None] = field(factory=dict, repr=False)
    due_fen: Mapping[str, int | None] = field(factory=dict, repr=False)
    not_specified: tuple[str, ...] = ()
    """Benefits whose amount is built on something that the document does not say."""
    earlier_fen: Mapping[str, int] = field(factory=dict, repr=False)
    """What a benefit owes for earlier claims of the year beyond what this one has left."""

    @property
    def benefits(self) -> dict[str, Decimal]:
        """What each benefit per claim pays, in yuan with two places."""
        return {name: as_decimal(fen) for name, fen in self.paid_fen.items()}

    @property
    def remaining(self) -> Decimal:
        """What is left in policy after all benefits."""
        return as_decimal(self.remaining_fen)

    @property
    def patient_pays(self) -> Decimal | None:
        """What the person pays in all; None where the total cost is not known."""
        return None if self.patient_fen is None else as_decimal(self.patient_fen)

    @property
    def due_at_admission(self) -> Decimal | None:
        """What is due when the person is admitted, where a right says so."""
        fen = self.due_fen.get("due_at_admission")
        return None if fen is None else as_decimal(fen)

    @property
    def for_earlier_claims(self) -> dict[str, Decimal]:
        """What is owed for earlier claims beyond this one's remainder; in no total."""
        return {name: as_decimal(fen) for name, fen in self.earlier_fen.items()}

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        pays = self.patient_fen
        due = {"due_at_admission": None, **self.due_fen}
        return {
            "id": self.id,
            "identity": self.identity,
            "benefits": {name: format_money(fen) for name, fen in self.paid_fen.items()},
            "remaining": format_money(self.remaining_fen),
            "patient_pays": None if pays is None else format_money(pays),
            "payer": self.payer,
            "entitlements": dict(self.entitlements),
            **{name: None if fen is None else format_money(fen) for name, fen in due.items()},
            "not_specified": list(self.not_specified),
            "for_earlier_claims": {
                name: format_money(fen) for name, fen in self.earlier_fen.items()
            },
        }


@frozen
class Header:
    """What a settlement was computed with."""

    policy: str
    polc: str
    fingerprint: str
    parameters: Mapping[str, Any]
    readings: Mapping[str, str]


@frozen
class Settlement:
    """A settled case. `claims` stand in the order of settlement; `benefits` are those
    per claim."""

    header: Header
    year: int
    notes: tuple[str, ...]
    benefits: tuple[str, ...]
    claims: tuple[ClaimResult, ...]
    person_year: Mapping[str, Decimal | str | None]
    undetermined: tuple[Mapping[str, str | None], ...]
    entitlements: Mapping[str, bool | None]
    alerts: tuple[Mapping[str, str], ...]
    limits: tuple[Mapping[str, str | None], ...]
    _explain: Callable[[], list[dict[str, Any]]] = field(eq=False, repr=False)
    _consult: Callable[[], frozenset[str]] = field(eq=False, repr=False)

    @property
    def totals(self) -> dict[str, Any]:
        """Sums over the claims, in yuan."""
        return {
            "benefits": {
                name: as_decimal(sum(one.paid_fen[name] for one in self.claims))
                for name in self.benefits
            },
            "remaining": as_decimal(sum(one.remaining_fen for one in self.claims)),
        }

    @property
    def readings_consulted(self) -> frozenset[str]:
        """The readings on the rules that this case reached; no other can change it."""
        return self._consult()

    @property
    def explanation(self) -> list[dict[str, Any]]:
        """Rule by rule how each amount came about; the amounts sum to the payments."""
        return self._explain()

    def explain(self) -> str:
        """The explanation as lines of text."""
        lines = []
        for one in self.explanation:
            amount = f"  {one['amount']}" if one["amount"] is not None else ""
            where = " ".join(filter(None, (one["clause"], one["cite"])))
            inputs = ", ".join(f"{name} {value}" for name, value in one["inputs"].items())
            claim = f"{one['claim']}  " if one["claim"] else ""
            lines.append(
                f"{claim}{one['rule']}{amount}  {one['status']}  {where}  {inputs}".rstrip()
            )
        return "\n".join(lines) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        totals = self.totals
        year = self.person_year
        return {
            "policy": self.header.policy,
            "polc": self.header.polc,
            "fingerprint": self.header.fingerprint,
            "year": self.year,
            "parameters": dict(self.header.parameters),
            "readings": dict(self.header.readings),
            "notes": list(self.notes),
            "claims": [one.to_dict() for one in self.claims],
            "totals": {
                "benefits": {name: str(amount) for name, amount in totals["benefits"].items()},
                "remaining": str(totals["remaining"]),
            },
            "adjustments": [],
            "person_year": {
                name: None if amount is None else str(amount) for name, amount in year.items()
            },
            "entitlements": dict(self.entitlements),
            "alerts": [dict(one) for one in self.alerts],
            "limits": [dict(one) for one in self.limits],
            "undetermined": [dict(one) for one in self.undetermined],
            "explanation": self.explanation,
        }
