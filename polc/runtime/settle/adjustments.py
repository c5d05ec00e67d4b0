"""What a claim makes due for earlier ones, of its stay or of the year: semantics 9 and 10.

In: the settled claims in the order of settlement. Out: adjustments, each with what of it belongs
to which earlier claim; what each claim was paid with them, in fen.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from polc.records.frozen import frozen
from polc.runtime.amounts import as_decimal, format_money
from polc.runtime.executable import EarlierOutput, Executable, find_payer
from polc.runtime.settle.growing_map import EMPTY, GrowingMap
from polc.runtime.settle.settle import SettledClaim


@frozen(kw_only=True)
class Adjustment:
    """What `claim` makes due under a benefit for the earlier claims `parts` (id and fen each);
    below zero where they were paid more than is due; who pays it, where one does, and of several
    payers what each pays (`paid_by_fen`). `in_policy`: it lowers what they left."""

    claim: str
    benefit: str
    fen: int
    clauses: tuple[str, ...]
    payer: str | None
    paid_by_fen: tuple[tuple[str, int], ...] = ()
    parts: tuple[tuple[str, int], ...]
    in_policy: bool

    @property
    def clause(self) -> str | None:
        """The first of the clauses that make it due."""
        return self.clauses[0] if self.clauses else None

    @property
    def amount(self) -> Decimal:
        """The amount in yuan, with two places."""
        return as_decimal(self.fen)

    @property
    def paid_by(self) -> Mapping[str, Decimal]:
        """Of an amount that several may pay one after the other what each payer pays, in yuan."""
        return {payer: as_decimal(fen) for payer, fen in self.paid_by_fen}

    @property
    def belongs_to(self) -> tuple[str, ...]:
        """The claims it belongs to."""
        return tuple(claim for claim, _ in self.parts)

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON says it."""
        by_payer = {payer: format_money(fen) for payer, fen in self.paid_by_fen}
        return {
            "claim": self.claim,
            "for": list(self.belongs_to),
            "benefit": self.benefit,
            "amount": format_money(self.fen),
            "clause": self.clause,
            "clauses": list(self.clauses),
            "payer": self.payer,
            **({"paid_by": by_payer} if by_payer else {}),
        }


@frozen(kw_only=True, eq=False)
class PaidSoFar:
    """What later claims may still divide, in the order of settlement: what each claim has `left`
    in policy and was `paid` by benefit, by its id; the claims of each of the `stays`, and by claim
    the member of a household whose it is, both of each member."""

    left: GrowingMap[str, int] = EMPTY
    paid: GrowingMap[str, Mapping[str, int]] = EMPTY
    stays: GrowingMap[tuple[str, str], tuple[str, ...]] = EMPTY
    members: GrowingMap[str, str] = EMPTY


def find_adjustments(
    executable: Executable, settled: Sequence[SettledClaim]
) -> tuple[Adjustment, ...]:
    """The adjustments of all claims, in the order in which they became due."""
    if not executable.earlier:
        return ()
    found: list[Adjustment] = []
    paid = PaidSoFar()
    for done in settled:
        due, paid = adjust_earlier(executable, done, paid)
        found += due
    return tuple(found)


def adjust_earlier(
    executable: Executable, done: SettledClaim, before: PaidSoFar
) -> tuple[tuple[Adjustment, ...], PaidSoFar]:
    """What a claim makes due for those before it, and what stands to be divided after it."""
    if not executable.earlier:
        return (), before
    claim, found = done.claim, []
    left, paid = before.left, before.paid
    for earlier in executable.earlier:
        fen = done.outputs[earlier.output]
        by_payer = tuple((payer, done.outputs[output]) for payer, output in earlier.parts)
        paying = [payer for payer, part in by_payer if part]
        if not (fen or paying) or claim.window is not None:
            continue
        among = _candidates(earlier, before, done)
        limits = (
            (left[name] for name in among)
            if fen > 0
            else (-paid[name][earlier.benefit] for name in reversed(among))
        )
        # What changes only who pays is of all that they were paid.
        parts = _divide(fen, among, limits) if fen else tuple((name, 0) for name in among)
        for name, part in parts:
            left = left.with_entry(name, left[name] - part) if earlier.in_policy else left
            own = paid[name]
            paid = paid.with_entry(name, {**own, earlier.benefit: own[earlier.benefit] + part})
        due = Adjustment(
            claim=claim.id,
            benefit=earlier.benefit,
            fen=fen,
            clauses=_find_clauses(executable, earlier, done),
            payer=_find_payer(executable, earlier, done, paying),
            paid_by_fen=by_payer,
            parts=parts,
            in_policy=earlier.in_policy,
        )
        found.append(due)
    own = {name: done.outputs[name] for name in (*executable.benefits, *executable.over_year)}
    stay = (done.member, claim.visit)
    after = PaidSoFar(
        left=left.with_entry(claim.id, done.outputs["remaining"]),
        paid=paid.with_entry(claim.id, own),
        stays=before.stays.with_entry(stay, (*before.stays.get(stay, ()), claim.id)),
        members=before.members.with_entry(claim.id, done.member) if done.member else before.members,
    )
    return tuple(found), after


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


def _find_clauses(
    executable: Executable, earlier: EarlierOutput, done: SettledClaim
) -> tuple[str, ...]:
    """The clauses that make it due: of a deductible by class those of the row which was
    reached."""
    if not earlier.rule:
        return earlier.clauses
    entries = executable.trace(done.inputs, done.before).explain(done.claim.id)
    told = (entry.clauses for entry in entries if entry.rule == earlier.rule and entry.clauses)
    return next(told, earlier.clauses)


def _find_payer(
    executable: Executable, earlier: EarlierOutput, done: SettledClaim, paying: Sequence[str]
) -> str | None:
    """Who pays all of it: of several payers the one that is `paying`."""
    if not earlier.parts:
        return find_payer(executable, earlier.benefit, done.outputs)
    return paying[0] if len(paying) == 1 else None


def _candidates(earlier: EarlierOutput, before: PaidSoFar, done: SettledClaim) -> list[str]:
    """The earlier bills of the stay, then the other claims of the year where those count: of the
    person, or of the whole household."""
    own = before.stays.get((done.member, done.claim.visit), ())
    if not earlier.of_year:
        return list(own)
    known = frozenset(own)
    others = [name for name in before.left.as_dict() if name not in known]
    if done.member and not earlier.of_household:
        others = [name for name in others if before.members.get(name) == done.member]
    return [*own, *others]


def _divide(fen: int, among: Sequence[str], limits: Iterable[int]) -> tuple[tuple[str, int], ...]:
    """The amount over the claims, of each no more than it has left, from the first on, or than it
    was paid, from the last on; what cannot be placed is the first one's."""
    found: dict[str, int] = {}
    rest = fen
    for claim, limit in zip(among if fen > 0 else reversed(among), limits, strict=False):
        if not rest:
            break
        part = min(rest, max(0, limit)) if fen > 0 else max(rest, min(0, limit))
        if part:
            found[claim] = part
            rest -= part
    if rest and among:
        found[among[0]] = found.get(among[0], 0) + rest
    return tuple((claim, found[claim]) for claim in among if claim in found)
