"""What a settlement tells of a household beside its claims: the members, and what they share.

In: amounts in fen. Out: `HouseholdResult`, whose amounts are `decimal.Decimal` with two places.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import field

from polc.records.frozen import frozen
from polc.runtime.amounts import as_decimal, format_money
from polc.runtime.tell.read_only import read_only


@frozen(kw_only=True)
class MemberResult:
    """A member's own part, kept in fen: the `claims` by id in the order of settlement; what each
    benefit pays of them and what they leave, with what later claims of anybody make due for them;
    the person's year and its rights."""

    person: str
    claims: tuple[str, ...]
    paid_fen: Mapping[str, int] = field(repr=False, converter=read_only)
    remaining_fen: int = field(repr=False)
    person_year: Mapping[str, Decimal | str | None] = field(converter=read_only)
    entitlements: Mapping[str, bool | None] = field(converter=read_only)

    @property
    def benefits(self) -> Mapping[str, Decimal]:
        """What each benefit per claim pays of the member's claims, in yuan."""
        return read_only({name: as_decimal(fen) for name, fen in self.paid_fen.items()})

    @property
    def remaining(self) -> Decimal:
        """What is left of them in policy, in yuan."""
        return as_decimal(self.remaining_fen)

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        return {
            "person": self.person,
            "claims": list(self.claims),
            "totals": {
                "benefits": {name: format_money(fen) for name, fen in self.paid_fen.items()},
                "remaining": format_money(self.remaining_fen),
            },
            "person_year": {
                name: None if amount is None else str(amount)
                for name, amount in self.person_year.items()
            },
            "entitlements": dict(self.entitlements),
        }


@frozen(kw_only=True)
class SharedSum:
    """A running sum that the members have together, kept in fen, called as an `opening` calls it
    (`assistance.line`, `pools.family`): what it began with, what it came to, and what of that each
    member's claims moved, by person."""

    id: str
    opened_fen: int = field(repr=False)
    fen: int = field(repr=False)
    moved_fen: Mapping[str, int] = field(repr=False, converter=read_only)

    @property
    def amount(self) -> Decimal:
        """What it came to, in yuan."""
        return as_decimal(self.fen)

    @property
    def by_member(self) -> Mapping[str, Decimal]:
        """What each member's claims moved, in yuan."""
        return read_only({person: as_decimal(fen) for person, fen in self.moved_fen.items()})

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        return {
            "id": self.id,
            "opening": format_money(self.opened_fen),
            "amount": format_money(self.fen),
            "by_member": {person: format_money(fen) for person, fen in self.moved_fen.items()},
        }


@frozen
class HouseholdResult:
    """The members in the order of the case, and the sums that they have together."""

    members: tuple[MemberResult, ...]
    shared: tuple[SharedSum, ...]

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        return {
            "members": [member.to_dict() for member in self.members],
            "shared": [sum_.to_dict() for sum_ in self.shared],
        }
