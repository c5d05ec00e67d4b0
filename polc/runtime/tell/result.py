"""A settlement: what a case came to, as objects and as the contract's JSON.

In: what a case tells, worked out when it is read. Out: `Settlement`. Amounts are
`decimal.Decimal` with two places.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final

from polc.records.mutable import define
from polc.runtime.amounts import as_decimal
from polc.runtime.case_snapshot import as_plain
from polc.runtime.explanation import BenefitPayment, Entry
from polc.runtime.settle.adjustments import Adjustment
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.header import Header
from polc.runtime.tell.household import HouseholdResult
from polc.runtime.tell.outcome import sum_totals
from polc.runtime.tell.read_only import all_read_only
from polc.runtime.tell.results import Results
from polc.runtime.tell.told import tell_all

_TOLD: Final = (
    "header",
    "year",
    "notes",
    "benefits",
    "claims",
    "adjustments",
    "person_year",
    "undetermined",
    "entitlements",
    "alerts",
    "limits",
    "household",
)
_ALL_TOLD: Final = attrgetter(*_TOLD)


@define(eq=False, repr=False)
class Settlement:
    """A settled case. All that it tells is worked out when it is read, once; what is given out
    cannot be changed, or is a copy. Two are equal that tell the same, however they came to it."""

    _results: Results

    @property
    def header(self) -> Header:
        """What it was made with."""
        return self._results.header

    @property
    def year(self) -> int:
        """The benefit year."""
        return self._results.year

    @property
    def benefits(self) -> tuple[str, ...]:
        """The names of the benefits per claim, in their order of paying."""
        return self._results.benefits

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken for granted, in sentences."""
        return self._results.notes

    @property
    def claims(self) -> tuple[ClaimResult, ...]:
        """What each claim came to, in the order of settlement."""
        return self._results.claims

    @property
    def adjustments(self) -> tuple[Adjustment, ...]:
        """What claims make due for earlier ones, which stands in `totals` and in no claim."""
        return self._results.adjustments

    @property
    def person_year(self) -> Mapping[str, Decimal | str | None]:
        """What is of the person and the year: amounts in yuan, payers by name; None where it
        stays undetermined."""
        return self._results.person_year

    @property
    def undetermined(self) -> tuple[Mapping[str, Any], ...]:
        """What stays open, with what is missing for it."""
        return self._results.undetermined

    @property
    def entitlements(self) -> Mapping[str, bool | None]:
        """The rights of the year; None where it cannot be told."""
        return self._results.entitlements

    @property
    def alerts(self) -> tuple[Mapping[str, str], ...]:
        """What is to be reported, with the day."""
        return self._results.alerts

    @property
    def limits(self) -> tuple[Mapping[str, str | None], ...]:
        """Shares of a claim that lie over a limit."""
        return self._results.limits

    def paid_of(self, claim: str, benefit: str) -> int | None:
        """What a claim is paid of a benefit, with what it makes due for earlier ones, in fen; None
        where there is no such claim. It costs less than `claims`."""
        return self._results.paid_of(claim, benefit)

    def tell_alone(self, name: str, claim: str = "") -> str | None:
        """An amount of a claim (without its id: of the only one), or of the person's year, as
        `to_dict()` tells it; None where all that is told must be looked through for it. It costs
        less than all."""
        return self._results.tell_alone(name, claim)

    @property
    def household(self) -> HouseholdResult | None:
        """Of a household its members and what they have together, beside the claims of all of them;
        None of a case of one person."""
        return self._results.household

    @property
    def by_member(self) -> "Mapping[str, Settlement]":
        """Of a household what is of each member, by person, as a settlement of its own: claims,
        what later claims of anybody make due for them, the person's year. Its `case` is that of the
        whole household. Empty of a case of one person."""
        return {person: Settlement(own) for person, own in self._results.by_member.items()}

    def __eq__(self, compared: object) -> bool:
        if not isinstance(compared, Settlement):
            return NotImplemented
        return bool(_ALL_TOLD(self) == _ALL_TOLD(compared))

    __hash__ = None  # type: ignore[assignment]  # its mappings have none

    def __repr__(self) -> str:
        parts = zip(_TOLD, _ALL_TOLD(self), strict=True)
        return f"Settlement({', '.join(f'{name}={value!r}' for name, value in parts)})"

    def __reduce__(self) -> tuple[Callable[..., "Settlement"], tuple[object, ...]]:
        return (Settlement, (tell_all(self._results),))

    @property
    def case(self) -> dict[str, Any]:
        """The case as it was handed in, with the policy, the year, the parameters and the
        readings under which it was settled: settled again it comes to the same. What it
        left out, and how that was taken, is said in `notes`."""
        return {
            **self._results.snapshot.as_plain(),
            "policy": self.header.policy,
            "year": self.year,
            "parameters": as_plain(self.header.parameters),
            "readings": dict(self.header.readings),
        }

    @property
    def totals(self) -> Mapping[str, Any]:
        """Sums over the claims and adjustments, in yuan; what a window takes is no part of them."""
        benefits, remaining = sum_totals(self._results)
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
        return self._results.consulted

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Rule by rule how each amount came about, typed; the amounts sum to the payments."""
        return self._results.entries

    @property
    def payments(self) -> tuple[BenefitPayment, ...]:
        """What each benefit of each claim came to: of the entries those that have its amount,
        without what they took, in a third of the time."""
        return self._results.payments

    @property
    def explanation(self) -> list[dict[str, Any]]:
        """The same as the contract's JSON says it, in half the time."""
        return self._results.tell_why()[0]

    def explain(self) -> str:
        """The explanation as lines of text."""
        lines = []
        for step in self.explanation:
            amount = f"  {step['amount']}" if step["amount"] is not None else ""
            where = " ".join(filter(None, (", ".join(step["clauses"]), step["cite"])))
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
        explanation, consulted = self._results.tell_why()
        return {**self.results(), "consulted": consulted, "explanation": explanation}

    def results(self) -> dict[str, Any]:
        """What came out, without how it came about."""
        return {
            **self.header.as_plain(self.year),
            "notes": list(self.notes),
            **self._results.outcome(),
        }

    def outcome(self) -> dict[str, Any]:
        """The same without what it was computed with."""
        return self._results.outcome()
