"""What a claim makes due for earlier ones, of its stay or of the year: semantics 9 and 10.

In: the settled claims in the order of settlement. Out: adjustments, each with what of it belongs
to which earlier claim (`divide_earlier.py`); what each claim was paid with them, in fen.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from polc.records.frozen import frozen
from polc.runtime.amounts import as_decimal, format_money
from polc.runtime.executable import EarlierOutput, Executable, find_payer
from polc.runtime.settle.divide_earlier import Owed, PaidSoFar, divide_earlier
from polc.runtime.settle.settle import SettledClaim


@frozen(kw_only=True)
class Adjustment:
    """What `claim` makes due under a benefit for the earlier claims `parts` (id and fen each);
    below zero where they were paid more than is due, zero where another payer pays it, or it is
    paid of another of them since what a benefit pays now has no other place. Who pays it, where
    one does, and of several payers what each pays (`paid_by_fen`). `in_policy`: it lowers what
    they left."""

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
    owed = [_owe(earlier, done) for earlier in executable.earlier]
    owed = owed if done.claim.window is None else []
    divided, after = divide_earlier(executable, owed, before, (done.member, done.claim.visit))
    found = tuple(
        Adjustment(
            claim=done.claim.id,
            benefit=debt.earlier.benefit,
            fen=debt.fen,
            clauses=_find_clauses(executable, debt.earlier, done),
            payer=_find_payer(executable, debt.earlier, done, debt.paying),
            paid_by_fen=debt.by_payer,
            parts=divided[debt.earlier.benefit],
            in_policy=debt.earlier.in_policy,
        )
        for debt in owed
        if debt.earlier.benefit in divided
    )
    return found, _with_claim(executable, done, after)


def _owe(earlier: EarlierOutput, done: SettledClaim) -> Owed:
    outputs = done.outputs
    return Owed(
        earlier=earlier,
        fen=outputs[earlier.output],
        of_stay=outputs[earlier.of_stay] if earlier.of_stay else None,
        by_payer=tuple((payer, outputs[output]) for payer, output in earlier.parts),
    )


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
