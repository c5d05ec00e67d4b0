"""What a claim makes due for earlier ones, of its stay or of the year: semantics 9 and 10.

In: the settled claims in the order of settlement. Out: adjustments, each with what of it belongs
to which earlier claim; what each claim was paid with them, in fen.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from polc.records.evolve import evolve
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
    in policy and of its `cost`, and was `paid` by benefit, by its id; the claims of each of the
    `stays`, and by claim the member of a household whose it is, both of each member."""

    left: GrowingMap[str, int] = EMPTY
    cost: GrowingMap[str, int] = EMPTY
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
    due = [
        _Due(
            earlier,
            done.outputs[earlier.output],
            tuple((payer, done.outputs[output]) for payer, output in earlier.parts),
        )
        for earlier in executable.earlier
    ]
    due = [owed for owed in due if owed.fen or owed.paying] if done.claim.window is None else []
    divided, after = dict[str, tuple[tuple[str, int], ...]](), before
    # What is taken back first leaves room for the rest; what must be in policy has less of it.
    for owed in sorted(due, key=_order_of):
        parts, after = _place(executable, owed, after, done)
        divided[owed.earlier.benefit] = parts
    found = tuple(
        Adjustment(
            claim=done.claim.id,
            benefit=owed.earlier.benefit,
            fen=owed.fen,
            clauses=_find_clauses(executable, owed.earlier, done),
            payer=_find_payer(executable, owed.earlier, done, owed.paying),
            paid_by_fen=owed.by_payer,
            parts=divided[owed.earlier.benefit],
            in_policy=owed.earlier.in_policy,
        )
        for owed in due
    )
    return found, _with_claim(executable, done, after)


@frozen
class _Due:
    """What a claim makes due under a benefit for those before it, and by whom it is paid."""

    earlier: EarlierOutput
    fen: int
    by_payer: tuple[tuple[str, int], ...]

    @property
    def paying(self) -> list[str]:
        return [payer for payer, part in self.by_payer if part]


def _order_of(owed: _Due) -> tuple[bool, bool]:
    return owed.fen > 0, not owed.earlier.in_policy


def _place(
    executable: Executable, owed: _Due, before: PaidSoFar, done: SettledClaim
) -> tuple[tuple[tuple[str, int], ...], PaidSoFar]:
    """What of it is each claim's, and what they have left then. A benefit over the year's claims
    takes nothing from what they have left."""
    left, cost, paid, benefit = before.left, before.cost, before.paid, owed.earlier.benefit
    among = _candidates(owed.earlier, before, done)
    over_claims = benefit in executable.over_year
    if not owed.fen:
        # What changes only who pays is of all that they were paid.
        parts = tuple((name, 0) for name in among)
    elif owed.fen < 0:
        # Of one on the whole bill first where it left nothing for what is in policy.
        was = [paid[name][benefit] for name in among]
        short = [0 if owed.earlier.in_policy else left[name] - cost[name] for name in among]
        over = [min(own, lacks) for own, lacks in zip(was, short, strict=True)]
        parts = _take_back(owed.fen, among, [over, was])
    elif over_claims:
        parts = _divide(owed.fen, among, [[left[name] for name in among]])
    elif owed.earlier.in_policy:
        within = [min(left[name], cost[name]) for name in among]
        parts = _divide(owed.fen, among, [within, [left[name] for name in among]])
    else:
        beyond = [cost[name] - left[name] for name in among]
        parts = _divide(owed.fen, among, [beyond, [cost[name] for name in among]])
    for name, part in parts:
        if owed.earlier.in_policy:
            left = left.with_entry(name, left[name] - part)
        if not over_claims:
            cost = cost.with_entry(name, cost[name] - part)
        own = paid[name]
        paid = paid.with_entry(name, {**own, benefit: own[benefit] + part})
    return parts, evolve(before, left=left, cost=cost, paid=paid)


def _with_claim(executable: Executable, done: SettledClaim, before: PaidSoFar) -> PaidSoFar:
    """With the claim itself, of which later ones may make something due."""
    claim = done.claim
    own = {name: done.outputs[name] for name in (*executable.benefits, *executable.over_year)}
    in_policy = done.inputs["claim", "in_policy"]
    cost = max(in_policy, done.inputs.get(("claim", "total"), in_policy))
    cost -= sum(done.outputs[name] for name in executable.benefits)
    stay = (done.member, claim.visit)
    return PaidSoFar(
        left=before.left.with_entry(claim.id, done.outputs["remaining"]),
        cost=before.cost.with_entry(claim.id, cost),
        paid=before.paid.with_entry(claim.id, own),
        stays=before.stays.with_entry(stay, (*before.stays.get(stay, ()), claim.id)),
        members=before.members.with_entry(claim.id, done.member) if done.member else before.members,
    )


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


def _divide(
    fen: int, among: Sequence[str], limits: Iterable[Sequence[int]]
) -> tuple[tuple[str, int], ...]:
    """The amount over the claims, from the first on, of each no more than it has left: by the first
    of the limits, and what that leaves by the next. What cannot be placed is the first one's."""
    found: dict[str, int] = dict.fromkeys(among, 0)
    rest = fen
    for most in limits:
        for claim, limit in zip(among, most, strict=True):
            part = min(rest, max(0, limit - found[claim]))
            found[claim] += part
            rest -= part
    if rest and among:
        found[among[0]] += rest
    return tuple((claim, part) for claim, part in found.items() if part)


def _take_back(
    fen: int, among: Sequence[str], limits: Iterable[Sequence[int]]
) -> tuple[tuple[str, int], ...]:
    """Less than nothing over the claims, from the last on, of each no more than the limits."""
    parts = _divide(-fen, among[::-1], [most[::-1] for most in limits])
    return tuple((claim, -part) for claim, part in reversed(parts))
