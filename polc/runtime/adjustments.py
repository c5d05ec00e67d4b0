"""What a claim makes due for earlier ones, of its stay or of the year: semantics 9 and 10.

In: the settled claims in the order of settlement. Out: adjustments, each with what of it belongs
to which earlier claim; what each claim was paid with them, in fen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from polc.runtime.amounts import as_decimal, format_money
from polc.runtime.executable import EarlierOutput, Executable
from polc.runtime.settle import SettledClaim

PaidFen = Mapping[str, Mapping[str, int]]
"""What each claim was paid, by its id and by benefit."""


@frozen(kw_only=True)
class Adjustment:
    """What `claim` makes due under a benefit for the earlier claims `parts` (id and fen each);
    below zero where they were paid more than is due. `in_policy`: it lowers what they left."""

    claim: str
    benefit: str
    fen: int
    clause: str | None
    parts: tuple[tuple[str, int], ...]
    in_policy: bool

    @property
    def amount(self) -> Decimal:
        """The amount in yuan, with two places."""
        return as_decimal(self.fen)

    @property
    def belongs_to(self) -> tuple[str, ...]:
        """The claims it belongs to."""
        return tuple(claim for claim, _ in self.parts)

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        return {
            "claim": self.claim,
            "for": list(self.belongs_to),
            "benefit": self.benefit,
            "amount": format_money(self.fen),
            "clause": self.clause,
        }


def find_adjustments(
    executable: Executable, settled: Sequence[SettledClaim]
) -> tuple[Adjustment, ...]:
    """The adjustments of all claims, in the order in which they became due."""
    if not executable.earlier:
        return ()
    return tuple(_walk(executable, settled))


def paid_with_adjustments(
    executable: Executable, settled: Sequence[SettledClaim], adjustments: Iterable[Adjustment]
) -> dict[str, dict[str, int]]:
    """What each claim was paid, with what later ones made due for it."""
    names = (*executable.benefits, *executable.over_year)
    paid = {done.claim.id: {name: done.outputs[name] for name in names} for done in settled}
    for adjustment in adjustments:
        for claim, fen in adjustment.parts:
            paid[claim][adjustment.benefit] += fen
    return paid


def _walk(executable: Executable, settled: Sequence[SettledClaim]) -> Iterator[Adjustment]:
    left: dict[str, int] = {}
    paid: dict[str, dict[str, int]] = {}
    for place, done in enumerate(settled):
        for earlier in executable.earlier:
            fen = done.outputs[earlier.output]
            if not fen or done.claim.window is not None:
                continue
            among = _candidates(earlier, settled[:place], done)
            within = left if fen > 0 else {id_: -paid[id_][earlier.benefit] for id_ in among}
            parts = _divide(fen, among, within)
            for id_, part in parts:
                left[id_] -= part if earlier.in_policy else 0
                paid[id_][earlier.benefit] += part
            yield Adjustment(
                claim=done.claim.id,
                benefit=earlier.benefit,
                fen=fen,
                clause=earlier.clause or None,
                parts=parts,
                in_policy=earlier.in_policy,
            )
        left[done.claim.id] = done.outputs["remaining"]
        paid[done.claim.id] = {name: done.outputs[name] for name in executable.benefits}


def _candidates(
    earlier: EarlierOutput, before: Sequence[SettledClaim], done: SettledClaim
) -> list[str]:
    """The earlier bills of the stay, then the other claims of the year where those count."""
    own = [claim.claim.id for claim in before if claim.claim.visit == done.claim.visit]
    others = [claim.claim.id for claim in before if claim.claim.visit != done.claim.visit]
    return own + others if earlier.of_year else own


def _divide(
    fen: int, among: Sequence[str], within: Mapping[str, int]
) -> tuple[tuple[str, int], ...]:
    """The amount over the claims, of each no more than it has left, or was paid, the latest
    first; what cannot be placed is the first one's."""
    found: dict[str, int] = {}
    rest = fen
    for claim in among if fen > 0 else reversed(among):
        limit = within[claim]
        part = min(rest, max(0, limit)) if fen > 0 else max(rest, min(0, limit))
        if part:
            found[claim] = part
            rest -= part
    if rest and among:
        found[among[0]] = found.get(among[0], 0) + rest
    return tuple((claim, found[claim]) for claim in sorted(found, key=among.index))
