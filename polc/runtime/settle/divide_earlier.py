"""What of that which a claim makes due for earlier ones belongs to which of them: semantics 9
and 10.

In: what it makes due, what the earlier claims have left and were paid. Out: the parts by claim, of
each no more than it has left, as far as that can be; what they have left then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from polc.records.evolve import evolve
from polc.records.frozen import frozen
from polc.runtime.executable import EarlierOutput, Executable
from polc.runtime.settle.growing_map import EMPTY, GrowingMap

Parts = tuple[tuple[str, int], ...]
"""Claims and what is for each, in fen."""


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


@frozen(kw_only=True)
class Owed:
    """What a claim makes due under a benefit for those before it, what of that is of its own stay
    (None: it is of those first that have something left), and by whom it is paid."""

    earlier: EarlierOutput
    fen: int
    of_stay: int | None
    by_payer: Parts

    @property
    def paying(self) -> list[str]:
        """The payers that pay something of it, or less than before."""
        return [payer for payer, part in self.by_payer if part]


@frozen
class _Piece:
    """So much of what is owed is of some of these claims."""

    owed: Owed
    fen: int
    among: list[str]

    @property
    def place(self) -> tuple[bool, bool]:
        """What is taken back first leaves room for the rest; what must be in policy has less."""
        return self.fen > 0, not self.owed.earlier.in_policy


def divide_earlier(
    executable: Executable, owed: Sequence[Owed], before: PaidSoFar, stay: tuple[str, str]
) -> tuple[dict[str, Parts], PaidSoFar]:
    """By benefit what of it is each claim's, of those of which there is something to tell, and what
    they have left then; `stay` is that of the claim, of its member."""
    due = [debt for debt in owed if debt.fen or debt.paying]
    pieces = [piece for debt in due for piece in _cut(debt, before, stay)]
    found: dict[str, dict[str, int]] = {debt.earlier.benefit: {} for debt in due}
    after = before
    for piece in sorted(pieces, key=lambda piece: piece.place):
        parts, after = _place(executable, piece, after)
        of_benefit = found[piece.owed.earlier.benefit]
        for name, part in parts:
            of_benefit[name] = of_benefit.get(name, 0) + part
    if due:
        first = sorted(owed, key=lambda debt: debt.fen == 0)
        layers = [
            debt.earlier for debt in first if debt.earlier.benefit not in executable.over_year
        ]
        for move in _level(layers, after, before.stays.get(stay, ())):
            after = _move(executable, after, move)
            of_benefit = found.setdefault(move.layer.benefit, {})
            of_benefit[move.source] = of_benefit.get(move.source, 0) - move.fen
            of_benefit[move.target] = of_benefit.get(move.target, 0) + move.fen
    paying = {debt.earlier.benefit for debt in due if not debt.fen}
    return {
        benefit: tuple((name, fen) for name, fen in parts.items() if fen or benefit in paying)
        for benefit, parts in found.items()
    }, after


def _cut(owed: Owed, before: PaidSoFar, stay: tuple[str, str]) -> Iterator[_Piece]:
    """The earlier bills of the stay, then the other claims of the year where those count: of the
    person, or of the whole household."""
    own, member = before.stays.get(stay, ()), stay[0]
    if not owed.earlier.of_year:
        yield _Piece(owed, owed.fen, [*own])
        return
    known = frozenset(own)
    others = [name for name in before.left.as_dict() if name not in known]
    if member and not owed.earlier.of_household:
        others = [name for name in others if before.members.get(name) == member]
    if owed.of_stay is None or not owed.fen:
        yield _Piece(owed, owed.fen, [*own, *others])
        return
    # What is taken back is taken from the last on: of the stay's own bills first.
    of_stay = [*others, *own] if owed.of_stay < 0 else [*own, *others]
    for fen, among in ((owed.of_stay, of_stay), (owed.fen - owed.of_stay, others or [*own])):
        if fen:
            yield _Piece(owed, fen, among)


def _place(executable: Executable, piece: _Piece, before: PaidSoFar) -> tuple[Parts, PaidSoFar]:
    """What of it is each claim's, and what they have left then. A benefit over the year's claims
    takes nothing from what they have left."""
    left, cost, paid = before.left, before.cost, before.paid
    among, fen, earlier = piece.among, piece.fen, piece.owed.earlier
    over_claims = earlier.benefit in executable.over_year
    if not fen:
        # What changes only who pays is of all that they were paid.
        parts: Parts = tuple((name, 0) for name in among)
    elif fen < 0:
        # Of one on the whole bill first where it left nothing for what is in policy.
        was = [paid[name][earlier.benefit] for name in among]
        short = [0 if earlier.in_policy else left[name] - cost[name] for name in among]
        over = [min(own, lacks) for own, lacks in zip(was, short, strict=True)]
        parts = _take_back(fen, among, [over, was])
    elif over_claims:
        parts = _divide(fen, among, [[left[name] for name in among]])
    elif earlier.in_policy:
        within = [min(left[name], cost[name]) for name in among]
        parts = _divide(fen, among, [within, [left[name] for name in among]])
    else:
        beyond = [cost[name] - left[name] for name in among]
        parts = _divide(fen, among, [beyond, [cost[name] for name in among]])
    after = before
    for name, part in parts:
        after = _pay(executable, earlier, after, name, part)
    return parts, after


def _pay(
    executable: Executable, earlier: EarlierOutput, before: PaidSoFar, name: str, part: int
) -> PaidSoFar:
    """After so much of a benefit is paid of a claim."""
    left, cost, own = before.left, before.cost, before.paid[name]
    if earlier.in_policy:
        left = left.with_entry(name, left[name] - part)
    if earlier.benefit not in executable.over_year:
        cost = cost.with_entry(name, cost[name] - part)
    paid = {**own, earlier.benefit: own[earlier.benefit] + part}
    return evolve(before, left=left, cost=cost, paid=before.paid.with_entry(name, paid))


@frozen
class _Move:
    """So much of a benefit is paid of the target instead of the source."""

    layer: EarlierOutput
    source: str
    target: str
    fen: int


def _move(executable: Executable, before: PaidSoFar, move: _Move) -> PaidSoFar:
    after = _pay(executable, move.layer, before, move.source, -move.fen)
    return _pay(executable, move.layer, after, move.target, move.fen)


def _level(layers: Sequence[EarlierOutput], paid: PaidSoFar, own: Sequence[str]) -> Iterator[_Move]:
    """Where several benefits change what they pay of the bills of a stay, one may have been placed
    where another has no other place: a bill that is paid more than it has gives so much to one that
    has something left, first of those `layers` that stand first. In policy no bill has more than
    that, and than what those on the whole bill could leave of its cost; once that is so, these have
    room for all that is paid beyond the cost of a bill."""
    cost = {name: paid.cost[name] for name in own}
    if all(paid.left[name] >= 0 <= cost[name] for name in own):
        return
    on_bill = [layer for layer in layers if not layer.in_policy]
    free = {name: sum(paid.paid[name][layer.benefit] for layer in on_bill) for name in own}
    within = {name: min(paid.left[name], cost[name] + free[name]) for name in own}
    in_policy = [layer for layer in layers if layer.in_policy]
    for move in _even_out(in_policy, paid, within):
        cost[move.source] += move.fen
        cost[move.target] -= move.fen
        yield move
    yield from _even_out(on_bill, paid, cost)


def _even_out(
    layers: Sequence[EarlierOutput], paid: PaidSoFar, left: dict[str, int]
) -> Iterator[_Move]:
    """Moves from the bills that have less than nothing left to those that have something."""
    for layer in layers:
        for source in left:
            had = paid.paid[source][layer.benefit]
            for target in left:
                fen = min(-left[source], left[target], had)
                if fen > 0:
                    had -= fen
                    left[source] += fen
                    left[target] -= fen
                    yield _Move(layer, source, target, fen)


def _divide(fen: int, among: Sequence[str], limits: Iterable[Sequence[int]]) -> Parts:
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


def _take_back(fen: int, among: Sequence[str], limits: Iterable[Sequence[int]]) -> Parts:
    """Less than nothing over the claims, from the last on, of each no more than the limits."""
    parts = _divide(-fen, among[::-1], [most[::-1] for most in limits])
    return tuple((claim, -part) for claim, part in reversed(parts))
