"""What one claim came to, as an object and as the contract's JSON.

In: amounts in fen by name. Out: `ClaimResult`, whose amounts are `decimal.Decimal` with two
places.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import field

from polc.records.frozen import frozen
from polc.runtime.amounts import as_decimal, format_money
from polc.runtime.tell.read_only import NOTHING, ReadOnly, read_only


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
    paid_by_fen: Mapping[str, Mapping[str, int]] = field(default=NOTHING, repr=False)
    """Of each benefit that several pay one after the other what each payer pays."""
    entitlements: Mapping[str, bool | None] = field(default=NOTHING, repr=False)
    due_fen: Mapping[str, int | None] = field(default=NOTHING, repr=False)
    not_specified: tuple[str, ...] = ()
    """Benefits whose amount is built on something that the document does not say."""
    person: str = ""
    """The member of a household whose claim it is; empty of a case of one person."""
    shared_fen: Mapping[str, tuple[int, int]] = field(default=NOTHING, repr=False)
    """By the name of a sum that the household has together what it held before the claim, and what
    of that other members moved."""
    others_fen: Mapping[str, Mapping[str, int]] = field(default=NOTHING, repr=False)
    """By the same names what of it each other member moved, by person."""
    window: str | None = None
    """The window that takes the claim, which is then no part of totals, rights and alerts."""

    @property
    def benefits(self) -> Mapping[str, Decimal]:
        """What each benefit per claim pays, in yuan with two places."""
        return ReadOnly({name: as_decimal(fen) for name, fen in self.paid_fen.items()})

    @property
    def paid_by(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Of each benefit that several pay one after the other what each payer pays, in yuan."""
        return ReadOnly(
            {
                name: ReadOnly({payer: as_decimal(fen) for payer, fen in parts.items()})
                for name, parts in self.paid_by_fen.items()
            }
        )

    @property
    def remaining(self) -> Decimal:
        """What is left in policy after all benefits."""
        return as_decimal(self.remaining_fen)

    @property
    def patient_pays(self) -> Decimal | None:
        """What the person pays in all; None where the total cost is not
        known, or what an institution bears of it."""
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
            **({"paid_by": format_parts(self.paid_by_fen)} if self.paid_by_fen else {}),
            **({} if self.window is None else {"window": self.window}),
            **({"person": self.person} if self.person else {}),
            **({"shared": self._shared()} if self.shared_fen else {}),
            "entitlements": dict(self.entitlements),
            **{name: None if fen is None else format_money(fen) for name, fen in due.items()},
            "not_specified": list(self.not_specified),
        }

    def _shared(self) -> dict[str, dict[str, Any]]:
        """What the household had counted before the claim."""
        return {
            name: {
                "before": format_money(before),
                "by_others": format_money(by_others),
                "others": {
                    person: format_money(fen) for person, fen in self.others_fen[name].items()
                },
            }
            for name, (before, by_others) in self.shared_fen.items()
        }


def format_parts(parts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, str]]:
    """What each payer pays of each benefit, as the contract's JSON says it."""
    return {
        name: {payer: format_money(fen) for payer, fen in by_payer.items()}
        for name, by_payer in parts.items()
    }
