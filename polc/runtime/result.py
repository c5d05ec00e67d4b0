"""A settlement: what a case came to, as objects and as the contract's JSON.

In: the settled claims and the person-year outputs. Out: `Settlement`. Amounts are
`decimal.Decimal` with two places; explanations are computed when asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from polc.runtime.adjustments import Adjustment
from polc.runtime.amounts import as_decimal, format_money
from polc.runtime.case_snapshot import CaseSnapshot, as_plain
from polc.runtime.explanation import Entry, as_plain_entry
from polc.runtime.lazy import lazy
from polc.runtime.read_only import NOTHING, ReadOnly, all_read_only, read_only


@frozen(kw_only=True)
class ClaimResult:
    """A claim's results, kept in fen. `patient_fen` is None where the total cost is not
    known."""

    id: str
    identity: str | None
    paid_fen: Mapping[str, int] = field(repr=False, converter=read_only)
    remaining_fen: int = field(repr=False)
    patient_fen: int | None = field(repr=False)
    payer: str | None = None
    """Who pays all that the benefits of the claim pay; None where no one does."""
    payers: Mapping[str, str] = field(default=NOTHING, repr=False)
    """Who pays each benefit, where the document says."""
    entitlements: Mapping[str, bool | None] = field(default=NOTHING, repr=False)
    due_fen: Mapping[str, int | None] = field(default=NOTHING, repr=False)
    not_specified: tuple[str, ...] = ()
    """Benefits whose amount is built on something that the document does not say."""
    window: str | None = None
    """The window that takes the claim, which is then no part of totals, rights and alerts."""

    @property
    def benefits(self) -> Mapping[str, Decimal]:
        """What each benefit per claim pays, in yuan with two places."""
        return ReadOnly({name: as_decimal(fen) for name, fen in self.paid_fen.items()})

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
            "payers": dict(self.payers),
            **({} if self.window is None else {"window": self.window}),
            "entitlements": dict(self.entitlements),
            **{name: None if fen is None else format_money(fen) for name, fen in due.items()},
            "not_specified": list(self.not_specified),
        }


def _each_read_only(values: Iterable[Mapping[Any, Any]]) -> tuple[Mapping[Any, Any], ...]:
    return tuple(map(read_only, values))


@frozen
class Header:
    """What a settlement was computed with."""

    policy: str
    polc: str
    fingerprint: str
    parameters: Mapping[str, Any] = field(converter=all_read_only)
    readings: Mapping[str, str] = field(converter=read_only)


@frozen(kw_only=True)
class Settlement:
    """A settled case. `claims` stand in the order of settlement; `benefits` are those
    per claim; `adjustments` what claims make due for earlier ones, which stands in `totals`
    and in no claim. What it gives out cannot be changed, or is a copy."""

    header: Header
    year: int
    notes: tuple[str, ...]
    benefits: tuple[str, ...]
    claims: tuple[ClaimResult, ...]
    adjustments: tuple[Adjustment, ...]
    person_year: Mapping[str, Decimal | str | None] = field(converter=read_only)
    undetermined: tuple[Mapping[str, str | None], ...] = field(converter=_each_read_only)
    entitlements: Mapping[str, bool | None] = field(converter=read_only)
    alerts: tuple[Mapping[str, str], ...] = field(converter=_each_read_only)
    limits: tuple[Mapping[str, str | None], ...] = field(converter=_each_read_only)
    _explain: Callable[[], tuple[Entry, ...]] = field(eq=False, repr=False, converter=lazy)
    _ask: Callable[[], list[dict[str, Any]]] = field(eq=False, repr=False, converter=lazy)
    _snapshot: CaseSnapshot = field(eq=False, repr=False)

    @property
    def case(self) -> dict[str, Any]:
        """The case as it was handed in, with the policy, the year, the parameters and the
        readings under which it was settled: settled again it comes to the same. What it
        left out, and how that was taken, is said in `notes`."""
        return {
            **self._snapshot.as_plain(),
            "policy": self.header.policy,
            "year": self.year,
            "parameters": as_plain(self.header.parameters),
            "readings": dict(self.header.readings),
        }

    @property
    def totals(self) -> Mapping[str, Any]:
        """Sums over the claims and adjustments, in yuan; what a window takes is no part of them."""
        own = [claim for claim in self.claims if claim.window is None]
        benefits = {name: sum(claim.paid_fen[name] for claim in own) for name in self.benefits}
        for adjustment in self.adjustments:
            benefits[adjustment.benefit] += adjustment.fen
        remaining = sum(claim.remaining_fen for claim in own)
        remaining -= sum(adjustment.fen for adjustment in self.adjustments if adjustment.in_policy)
        return all_read_only(
            {
                "benefits": {name: as_decimal(fen) for name, fen in benefits.items()},
                "remaining": as_decimal(remaining),
            }
        )

    @property
    def readings_consulted(self) -> frozenset[str]:
        """The readings on the rules that this case reached; no other can change it."""
        return frozenset(reading["reading"] for reading in self.consulted)

    @property
    def consulted(self) -> list[dict[str, Any]]:
        """The same, each with its title, the choice it was settled with, the alternatives."""
        return self._ask()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Rule by rule how each amount came about, typed; the amounts sum to the payments."""
        return self._explain()

    @property
    def explanation(self) -> list[dict[str, Any]]:
        """The same as the contract's JSON says it."""
        return [as_plain_entry(entry) for entry in self.entries]

    def explain(self) -> str:
        """The explanation as lines of text."""
        lines = []
        for step in self.explanation:
            amount = f"  {step['amount']}" if step["amount"] is not None else ""
            where = " ".join(filter(None, (step["clause"], step["cite"])))
            inputs = ", ".join(f"{name} {value}" for name, value in step["inputs"].items())
            claim = f"{step['claim']}  " if step["claim"] else ""
            lines.append(
                f"{claim}{step['rule']}{amount}  {step['status']}  {where}  {inputs}".rstrip()
            )
        return "\n".join(lines) + "\n"

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """As the contract's JSON says it; with `explain` also how it came about and which readings
        it met, which takes longer than all else."""
        if not explain:
            return self.results()
        return {**self.results(), "consulted": self.consulted, "explanation": self.explanation}

    def results(self) -> dict[str, Any]:
        """What came out, without how it came about."""
        totals = self.totals
        year = self.person_year
        return {
            "policy": self.header.policy,
            "polc": self.header.polc,
            "fingerprint": self.header.fingerprint,
            "year": self.year,
            "parameters": as_plain(self.header.parameters),
            "readings": dict(self.header.readings),
            "notes": list(self.notes),
            "claims": [claim.to_dict() for claim in self.claims],
            "totals": {
                "benefits": {name: str(amount) for name, amount in totals["benefits"].items()},
                "remaining": str(totals["remaining"]),
            },
            "adjustments": [adjustment.to_dict() for adjustment in self.adjustments],
            "person_year": {
                name: None if amount is None else str(amount) for name, amount in year.items()
            },
            "entitlements": dict(self.entitlements),
            "alerts": [dict(alert) for alert in self.alerts],
            "limits": [dict(limit) for limit in self.limits],
            "undetermined": [dict(gap) for gap in self.undetermined],
        }
