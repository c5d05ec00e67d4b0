"""What a refund takes back that does not say it.

In: the rows of a person. Out: the same rows, each refund with the id of its claim, and a mistake
for each of which nobody can tell: a refund is of the one claim that has its amounts above zero.
"""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from polc.batch.read_cells import RowMistake, read_fen
from polc.batch.read_row import BureauRow
from polc.messages.text import say

_AMOUNTS: Final = ("in_policy", "total")
_TELLING: Final = ("visit", "date")
"""What tells which of several claims is meant, the surest first."""


def match_refunds(rows: Sequence[BureauRow]) -> tuple[list[BureauRow], list[RowMistake]]:
    """The rows in their order, and what could not be matched."""
    if not any(row.is_opposite for row in rows):
        return list(rows), []
    taken = {row.reverses for row in rows if row.reverses}
    matched, mistakes = [], []
    for row in rows:
        if not row.is_opposite:
            matched.append(row)
            continue
        claims = _find_opposites(row, rows, taken)
        if len(claims) == 1 or (claims and _are_alike(claims)):
            claim = str(claims[0].claim["id"])
            taken.add(claim)
            matched.append(evolve(row, reverses=claim, is_opposite=False))
            continue
        message = (
            say(
                "this is a refund that says of nothing what it takes back, and these claims have "
                "its amounts: {claims}",
                claims=", ".join(str(claim.claim["id"]) for claim in claims),
            )
            if claims
            else say("this is a refund, and no claim of the person has its amounts above zero")
        )
        matched.append(row)
        mistakes.append(RowMistake(row.row, "in_policy", message))
    return matched, mistakes


def _find_opposites(
    refund: BureauRow, rows: Sequence[BureauRow], taken: set[str]
) -> list[BureauRow]:
    """The claims that it may be of."""
    wanted = [_amount(refund, name) for name in _AMOUNTS]
    found = [
        row
        for row in rows
        if not row.reverses
        and not row.is_opposite
        and row.claim["id"] not in taken
        and row.claim["date"] <= refund.claim["date"]
        and all(
            own is not None and fen is not None and own == -fen
            for own, fen in zip((_amount(row, name) for name in _AMOUNTS), wanted, strict=True)
        )
    ]
    for name in _TELLING:
        same = [row for row in found if row.claim.get(name) == refund.claim.get(name)]
        found = same or found
    return found


def _amount(row: BureauRow, name: str) -> int | None:
    """In fen; what is not given is 0 on both sides, what is no amount nothing matches."""
    text = row.claim.get(name)
    return 0 if text is None else read_fen(str(text))


def _are_alike(claims: Sequence[BureauRow]) -> bool:
    """Whether it is all one which of them is taken back."""
    first, *others = (
        {name: value for name, value in row.claim.items() if name not in ("id", "visit")}
        for row in claims
    )
    return all(claim == first for claim in others)
