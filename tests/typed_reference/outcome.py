"""What a claim says of a benefit, and how its adjustment is told.

In: what the benefit came to, in fen. Out: amounts in yuan, as the contract writes them.
"""

from typing import Any

from attrs import define, field

from tests.typed_reference.figures import yuan_of
from tests.typed_reference.payers import Payers


@define
class Outcome:
    """What the claim says of a benefit."""

    paid: int = 0
    flagged: bool = False
    for_earlier: int = 0
    of_earlier: Payers = field(factory=Payers)

    @property
    def in_all(self) -> int:
        """What is paid of the claim, with what it makes due for earlier ones."""
        return self.paid + self.for_earlier


def tell_adjusted(found: Outcome) -> dict[str, Any]:
    """What is due for earlier claims, who pays it, and of several payers what each pays of it."""
    payers = found.of_earlier
    if not found.for_earlier and not any(payers.parts.values()):
        return {}
    parts = {payer: yuan_of(fen) for payer, fen in payers.parts.items()}
    told = {"amount": yuan_of(found.for_earlier), "payer": payers.whole}
    return {**told, **({"paid_by": parts} if parts else {})}
