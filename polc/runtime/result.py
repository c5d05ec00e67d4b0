"""A settlement: what a case came to, as objects and as the contract's JSON.

In: the settled claims and the person-year outputs. Out: `Settlement`. Amounts are
`decimal.Decimal` with two places; explanations are computed when asked for.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from polc.runtime.amounts import as_decimal, format_money
from polc.runtime.case import CaseRead
from polc.runtime.errors import Problem
from polc.runtime.machine import Machine
from polc.runtime.settle import SettledClaim, year_inputs


@frozen
class ClaimResult:
    """A claim's results, kept in fen. `patient_fen` is None where the total cost is not
    known."""

    id: str
    identity: str | None
    paid_fen: Mapping[str, int] = field(repr=False)
    remaining_fen: int = field(repr=False)
    patient_fen: int | None = field(repr=False)

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

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        pays = self.patient_fen
        return {
            "id": self.id,
            "identity": self.identity,
            "benefits": {name: format_money(fen) for name, fen in self.paid_fen.items()},
            "remaining": format_money(self.remaining_fen),
            "patient_pays": None if pays is None else format_money(pays),
            "payer": None,
            "entitlements": {},
            "due_at_admission": None,
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
    person_year: Mapping[str, Decimal | None]
    undetermined: tuple[Mapping[str, str | None], ...]
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
            "entitlements": {},
            "alerts": [],
            "limits": [],
            "undetermined": [dict(one) for one in self.undetermined],
            "explanation": self.explanation,
        }


def claim_result(machine: Machine, settled: SettledClaim) -> ClaimResult:
    """A settled claim's results as decimals."""
    outputs, inputs = settled.outputs, settled.inputs
    identity = outputs["identity"]
    total = inputs.get(("claim", "total"))
    pays = None
    if total is not None:
        pays = outputs["remaining"] + total - inputs["claim", "in_policy"]
        pays -= outputs.get("outside", 0)
    return ClaimResult(
        settled.claim.id,
        machine.identity_names[identity.bit_length() - 1] if identity else None,
        {name: outputs[name] for name in machine.benefits},
        outputs["remaining"],
        pays,
    )


def make_settlement(
    machine: Machine,
    header: Header,
    case: CaseRead,
    settled: tuple[SettledClaim, ...],
    year: tuple[dict[str, int | None], list[tuple[str, Problem]]],
) -> Settlement:
    """The settlement of a whole case."""
    outputs, missing = year
    undetermined = [
        {
            "output": f"person_year.{output}",
            "missing": problem.message,
            "clause": problem.clause or None,
        }
        for output, problem in missing
    ]
    for place, one in enumerate(settled):
        if ("claim", "total") not in one.inputs:
            undetermined.append(
                {
                    "output": f"claims[{place}].patient_pays",
                    "missing": "field claim.total",
                    "clause": None,
                }
            )

    def explain() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for one in settled:
            found += machine.explain(one.inputs, one.before, one.claim.id)
        for benefit in machine.person_year:
            inputs = year_inputs(case.person, case.year, benefit)
            if inputs is not None and outputs[benefit.output] is not None:
                found += machine.explain_year(benefit.output, inputs)
        return found

    def consult() -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for one in settled:
            found |= machine.consulted(one.inputs, one.before)
        for benefit in machine.person_year:
            inputs = year_inputs(case.person, case.year, benefit)
            if inputs is not None:
                found |= machine.consulted_year(benefit.output, inputs)
        return found

    return Settlement(
        header,
        case.year,
        case.notes,
        machine.benefits,
        tuple(claim_result(machine, one) for one in settled),
        {name: None if fen is None else as_decimal(fen) for name, fen in outputs.items()},
        tuple(undetermined),
        explain,
        consult,
    )
