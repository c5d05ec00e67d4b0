"""Limits and pools: what a payment may not pass, and what it is charged to.

In: a benefit's (or a case's) terms, an `Ask`. Out: limits in fen; sums that move.
"""

from collections.abc import Iterable
from fractions import Fraction

from polc.compiler.typed.nodes.changes import CapRaisedBy, CapTakenAway
from tests.typed_reference.ask import OF_YEAR, Ask, Key, begins_with_opening, pool_key
from tests.typed_reference.deductible import changes_for
from tests.typed_reference.figures import (
    NO_LIMIT,
    RefusedError,
    Rounding,
    half_up,
    round_to,
)
from tests.typed_reference.lines import Cap, OnlyWhen, PoolLine, Terms
from tests.typed_reference.periods import WITHIN_YEAR, carry_over
from tests.typed_reference.rows import opens_of_row, row_of_claim, table_of_claims
from tests.typed_reference.values import value

_PERIODS = (*OF_YEAR, "stay", "chain", *WITHIN_YEAR)


def stands(line: OnlyWhen, ask: Ask) -> bool:
    """Whether the line's `only when` holds, or it has none."""
    return line.condition is None or bool(value(line.condition, ask))


def round_want(said: Rounding | None, amount: Fraction, ask: Ask) -> int:
    """Rule 2: rounded once, as the alternative or the benefit says, else the policy."""
    return int(round_to(amount, said or _unstepped(ask)))


def _unstepped(ask: Ask) -> Rounding:
    return Rounding(ask.policy.rounding.unit, ask.policy.rounding.down)


def lift(terms: Terms, want: int, ask: Ask) -> int:
    """Rule 13: the want, lifted by every `at least` that stands."""
    for line in terms.at_least:
        if stands(line, ask):
            want = max(want, value(line.value, ask))
    return want


def limits_of(part: str, benefit: str, terms: Terms, ask: Ask) -> list[int]:
    """Rule 13: `at most`, what is left of each own cap, what is left of each pool."""
    found = [value(line.value, ask) for line in terms.at_most if stands(line, ask)]
    for cap in terms.caps:
        if cap.condition is None or value(cap.condition, ask):
            lifted = benefit and changes_for(benefit, ask, CapTakenAway)
            size = NO_LIMIT if lifted else _raised(benefit, cap, ask)
            size = carry_over(size, cap.period, cap.carried, ask)
            key = cap_key(part, cap, ask)
            used = 0 if key is None else ask.sums.of(key[0], *key[1])
            found.append(max(0, size - used))
    for pool, lines in pools_of(terms.pools, ask, limiting=True).items():
        if any_stands(lines, ask):
            check_known(pool, ask)
            size = size_of(pool, ask)
            found.append(max(0, size - used_of(pool, ask)))
    return found


def _raised(benefit: str, cap: Cap, ask: Ask) -> int:
    """Rule 7: the cap after the adjustments that raise it, each to the fen."""
    size: int = value(cap.size, ask)
    for change in changes_for(benefit, ask, CapRaisedBy) if benefit else ():
        if change.period not in (None, cap.period):
            continue
        by = value(change.value, ask)
        if change.value.kind == "rate":
            by = half_up(size * (1 + by)) - size
        size = NO_LIMIT if size >= NO_LIMIT else int(size + by)
    return size


def cap_key(part: str, cap: Cap, ask: Ask) -> tuple[Key, tuple[tuple[str, str], ...]] | None:
    """The sum of what was paid under an own cap; None per claim."""
    if cap.period not in _PERIODS:
        return None
    period = "year" if is_of_year(cap) else cap.period
    by_row = period in (*OF_YEAR, *WITHIN_YEAR)
    table = table_of_claims(cap.size, ask) if by_row else None
    if table is not None:
        row = row_of_claim(table, ask)
        of_row = opens_of_row(part, "paid", table, row, ask) if period in OF_YEAR else ()
        return (f"{cap.sum_of(part)} {row}", ask.scope(period)), of_row
    opens = ((part.partition(" ")[0], "paid"),) if period in OF_YEAR else ()
    return (cap.sum_of(part), ask.scope(period)), opens


def is_of_year(cap: Cap) -> bool:
    """Whether it holds what the year was paid: its own, or what is carried over within it."""
    return cap.period == "year" or cap.carried is not None


def pools_of(lines: Iterable[PoolLine], ask: Ask, *, limiting: bool) -> dict[str, list[PoolLine]]:
    """Rule 13: the pools that limit (or are charged), with those they stand inside, and the
    lines that lead to each."""
    found: dict[str, list[PoolLine]] = {}
    for line in lines:
        if not (line.limits if limiting else line.charges):
            continue
        seen: list[str] = []
        waiting = list(line.pools)
        while waiting:
            pool = ask.policy.pools[waiting.pop()]
            if pool.id not in seen:
                seen.append(pool.id)
                if ask.policy.stands(pool.inside_where):
                    waiting += pool.inside
        for name in seen:
            found.setdefault(name, []).append(line)
    return found


def any_stands(lines: list[PoolLine], ask: Ask) -> bool:
    """Whether one of the lines that lead to a pool stands."""
    if any(line.condition is None for line in lines):
        return True
    asked = [value(line.condition, ask) for line in lines if line.condition is not None]
    return any(asked)


def check_known(pool: str, ask: Ask) -> None:
    """Rule 21: a claim that is limited by a pool whose use is not known is refused."""
    if pool in ask.unknown:
        raise RefusedError(ask.unknown[pool].code, f"what {pool} has used")


def size_of(pool: str, ask: Ask) -> int:
    """Rule 13: how large a pool is, with what is carried over."""
    known = ask.policy.pools[pool]
    return carry_over(value(known.size, ask), known.period, known.carried, ask)


def used_of(pool: str, ask: Ask) -> int:
    """Rule 13: what a pool has used, an opening of those it is charged by included."""
    key = pool_key(pool, ask)
    return ask.sums.of(key, *(opens_of(pool, ask) if begins_with_opening(key[1]) else ()))


def opens_of(pool: str, ask: Ask) -> list[tuple[str, str]]:
    """The benefits that charge the pool under some condition."""
    found = []
    for benefit in ask.policy.program.benefits:
        terms = ask.policy.terms[benefit.id]
        terms_of_all = (terms, *(kind.terms for kind in terms.kinds or ()))
        if any(pool in pools_of(part.pools, ask, limiting=False) for part in terms_of_all):
            found.append((benefit.id, "paid"))
    return found


def _give_back_to_rows(part: str, cap: Cap, ask: Ask, back: int) -> bool:
    """Rule 13: what is taken back is there again under the claim's row as far as it was paid
    there, then under the others in their order. Out: whether the cap has rows with sums."""
    own, table = cap_key(part, cap, ask), table_of_claims(cap.size, ask)
    if own is None or table is None or cap.period in ("stay", "chain"):
        return False
    (name, scope), opens = own
    places = [str(at) for at in range(len(table.rows))] + ["rest"]
    others = [
        ((f"{cap.sum_of(part)} {place}", scope), opens_of_row(part, "paid", table, place, ask))
        for place in places
    ]
    for key, opened in [((name, scope), opens), *others]:
        held = ask.sums.of(key, *(opened if begins_with_opening(scope) else ()))
        taken = min(back, max(0, held))
        ask.sums.kept[key] = held - taken
        back -= taken
    return True


def charge(
    part: str,
    terms: Terms,
    ask: Ask,
    paid: int,
    *,
    of_kind: Iterable[PoolLine] = (),
    elsewhere: Iterable[PoolLine] = (),
) -> None:
    """Rule 13: the own caps and every pool that is charged, also while it does not limit; below
    zero, what is taken back is there again. A pool is charged once: where a line of the benefit or
    one `of_kind`, the kind of care that held, says so; of a kind none that lines `elsewhere`
    charge."""
    for cap in terms.caps if paid else ():
        if paid < 0 and _give_back_to_rows(part, cap, ask, -paid):
            continue
        key = cap_key(part, cap, ask)
        if key is not None:
            ask.sums.kept[key[0]] = ask.sums.of(key[0], *key[1]) + paid
    beside = pools_of(of_kind, ask, limiting=False)
    charged = pools_of(elsewhere, ask, limiting=False)
    for pool, lines in pools_of(terms.pools, ask, limiting=False).items():
        if pool in charged:
            continue
        leading = [*lines, *beside.get(pool, [])]
        moved, key = paid, pool_key(pool, ask)
        if terms.may_fall and all(line.condition is not None for line in lines):
            # What is taken back is there again as far as it was charged, whatever holds now.
            own = (f"charged by {part} to {pool}", key[1])
            had = ask.sums.of(own)
            if paid < 0 or not (paid and any_stands(leading, ask)):
                moved = max(min(paid, 0), -had)
            ask.sums.kept[own] = had + moved
        elif paid and not any_stands(leading, ask):
            moved = 0
        if moved:
            ask.sums.kept[key] = used_of(pool, ask) + moved
