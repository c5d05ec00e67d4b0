"""What a claim says of a benefit, and how its adjustment is told.

In: what the benefit came to, in fen. Out: amounts in yuan, as the contract writes them.
"""

from typing import Any

from attrs import define, field

from tests.typed_reference.figures import yuan_of


@define
class Outcome:
    """What the claim says of a benefit."""

    paid: int = 0
    flagged: bool = False
    for_earlier: int = 0
    parts_for_earlier: dict[str, int] = field(factory=dict)

    @property
    def in_all(self) -> int:
        """What is paid of the claim, with what it makes due for earlier ones."""
        return self.paid + self.for_earlier


def tell_adjusted(found: Outcome) -> dict[str, Any]:
    """What is due for earlier claims, and of several payers what each pays of it."""
    parts = {payer: yuan_of(fen) for payer, fen in found.parts_for_earlier.items()}
    if not found.for_earlier and not any(found.parts_for_earlier.values()):
        return {}
    return {"amount": yuan_of(found.for_earlier), **({"paid_by": parts} if parts else {})}
