"""Everything that a settlement tells, worked out.

In: what may be worked out when it is read. Out: `ToldResults`, which travels.
"""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from attrs import fields

from polc.records.frozen import frozen
from polc.runtime.case_snapshot import CaseSnapshot
from polc.runtime.explanation import BenefitPayment, Entry, as_plain_entry
from polc.runtime.settle.adjustments import Adjustment
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.header import Header
from polc.runtime.tell.household import HouseholdResult
from polc.runtime.tell.outcome import outcome_of, paid_of
from polc.runtime.tell.results import Results


@frozen(kw_only=True)
class ToldResults:
    """Every result, without what it was worked out from."""

    header: Header
    year: int
    benefits: tuple[str, ...]
    notes: tuple[str, ...]
    claims: tuple[ClaimResult, ...]
    adjustments: tuple[Adjustment, ...]
    person_year: Mapping[str, Decimal | str | None]
    undetermined: tuple[Mapping[str, Any], ...]
    entitlements: Mapping[str, bool | None]
    alerts: tuple[Mapping[str, str], ...]
    limits: tuple[Mapping[str, str | None], ...]
    entries: tuple[Entry, ...]
    payments: tuple[BenefitPayment, ...]
    readings: list[dict[str, Any]]
    snapshot: CaseSnapshot
    household: HouseholdResult | None
    by_member: "Mapping[str, ToldResults]"

    def paid_of(self, claim: str, benefit: str) -> int | None:
        """See `Results`."""
        return paid_of(self, claim, benefit)

    def tell_alone(self, name: str, claim: str) -> str | None:
        """Nothing is told alone, see `Results`."""
        return None

    def outcome(self) -> dict[str, Any]:
        """All results as the contract's JSON says it."""
        return outcome_of(self)

    @property
    def consulted(self) -> list[dict[str, Any]]:
        """The readings, a copy for each who asks."""
        return deepcopy(self.readings)

    def tell_why(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The entries as the contract's JSON says it, and the consulted readings."""
        return [as_plain_entry(entry) for entry in self.entries], self.consulted


def tell_all(results: Results) -> ToldResults:
    """Everything worked out."""
    worked_out = ("readings", "by_member")
    names = (part.name for part in fields(ToldResults) if part.name not in worked_out)
    return ToldResults(
        **{name: getattr(results, name) for name in names},
        readings=results.consulted,
        by_member={person: tell_all(own) for person, own in results.by_member.items()},
    )
