"""The parts of what a settlement tells, which may be worked out when they are read.

In: nothing. Out: `Results`, which `make_settlement.py` works out, and `ToldResults` has.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from polc.runtime.case_snapshot import CaseSnapshot
from polc.runtime.explanation import BenefitPayment, Entry
from polc.runtime.settle.adjustments import Adjustment
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.header import Header
from polc.runtime.tell.household import HouseholdResult


class Results(Protocol):
    """`benefits` are those per claim; `claims` stand in the order of settlement; `adjustments` are
    what claims make due for earlier ones, and in no claim; `entries`, `payments` and `consulted`
    are made anew for each who asks."""

    @property
    def header(self) -> Header: ...
    @property
    def year(self) -> int: ...
    @property
    def benefits(self) -> tuple[str, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def claims(self) -> tuple[ClaimResult, ...]: ...
    @property
    def adjustments(self) -> tuple[Adjustment, ...]: ...
    @property
    def person_year(self) -> Mapping[str, Decimal | str | None]: ...
    @property
    def undetermined(self) -> tuple[Mapping[str, Any], ...]: ...
    @property
    def entitlements(self) -> Mapping[str, bool | None]: ...
    @property
    def alerts(self) -> tuple[Mapping[str, str], ...]: ...
    @property
    def limits(self) -> tuple[Mapping[str, str | None], ...]: ...
    def paid_of(self, claim: str, benefit: str) -> int | None:
        """What a claim is paid of a benefit, with what it makes due for earlier ones, in fen; None
        where there is no such claim. It costs less than `claims`."""
        ...

    def tell_alone(self, name: str, claim: str) -> str | None:
        """An amount of a claim (empty: of the only one), or of the person's year, as `outcome`
        tells it, where it is known without all that is told beside it; else None."""
        ...

    @property
    def household(self) -> HouseholdResult | None:
        """The members and what they have together; None of a case of one person."""
        ...

    @property
    def by_member(self) -> "Mapping[str, Results]":
        """The same of each member alone, by person; nothing of a case of one person."""
        ...

    @property
    def entries(self) -> tuple[Entry, ...]: ...
    @property
    def consulted(self) -> list[dict[str, Any]]: ...
    @property
    def payments(self) -> tuple[BenefitPayment, ...]:
        """Of the explanation what each benefit of each claim came to."""
        ...

    def tell_why(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The entries as the contract's JSON says it, and the consulted readings: what is behind
        both is worked out once."""
        ...

    @property
    def snapshot(self) -> CaseSnapshot: ...
    def outcome(self) -> dict[str, Any]:
        """All but header, notes, entries and consulted readings, as the contract's JSON says it."""
        ...
