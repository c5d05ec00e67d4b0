"""One deductible over places with rates of their own.

In: a benefit's terms, the base, the effective deductible. Out: what is due on the year's
parts together (or on this claim's own, from `each`), the stretch.
"""

from fractions import Fraction

from polc.compiler.typed.nodes.values import FieldValue, Lookup, Row
from tests.typed_reference.amount import raise_rate
from tests.typed_reference.ask import Ask, Key
from tests.typed_reference.figures import RefusedError, half_up
from tests.typed_reference.first_bill import ABOVE
from tests.typed_reference.lines import Terms
from tests.typed_reference.rows import row_opens
from tests.typed_reference.stretch import Moves, Stretch, counted_between
from tests.typed_reference.values import value, within


def _rows(terms: Terms) -> tuple[Row, ...]:
    """The rows of the rate table, `otherwise` as the last of them."""
    table = terms.rate
    assert isinstance(table, Lookup)
    return (
        *table.rows,
        *(Row(otherwise) for otherwise in (table.otherwise,) if otherwise is not None),
    )


def _sums_of_parts(part: str, terms: Terms, ask: Ask, own: int) -> list[tuple[int, int]]:
    """Of each row of the rate table what the year has counted before and after this claim,
    whose base is of the first row that its key is in."""
    assert isinstance(terms.rate, Lookup)
    assert terms.rate.key is not None
    key, rows = value(terms.rate.key, ask), _rows(terms)
    mine = [at for at, row in enumerate(rows) if not row.ranges or within(key, row.ranges)]
    if not mine:
        raise RefusedError("not_covered", "a table")
    ranges = [row.ranges for row in rows]
    sums = [
        ask.sums.of(
            (f"part {at} of {part}", ""), *row_opens(part, "line", terms.rate.key, ranges, at, ask)
        )
        for at in range(len(rows))
    ]
    return [(sum_, sum_ + (own if at == mine[0] else 0)) for at, sum_ in enumerate(sums)]


def moves_of_parts(part: str, terms: Terms, ask: Ask, counted_base: int) -> Moves:
    """Rule 12: the year's parts move with the base of every claim that counts."""
    sums = _sums_of_parts(part, terms, ask, counted_base)
    return {(f"part {at} of {part}", ""): after for at, (_, after) in enumerate(sums)}


def split_due(
    part: str, benefit: str, terms: Terms, ask: Ask, base: int, edge: int
) -> tuple[Fraction, Stretch]:
    """Rule 9: `in proportion` and from some places `first` are computed on the year so far; from
    `each` the deductible is taken from every part on its own line."""
    assert terms.deductible is not None
    sums = _sums_of_parts(part, terms, ask, base)
    rates = [raise_rate(benefit, value(row.value, ask), ask) for row in _rows(terms)]
    if terms.deductible.split == "each":
        keys: list[Key] = [(f"{ABOVE}part {at} of {part}", "") for at in range(len(sums))]
        if ask.whole:
            # Rule 9: a stay begins without what others counted in the part since its first bill.
            between = [counted_between(key, ask) for key in keys]
            sums = [
                (max(0, before - out), max(0, before - out) + after - before)
                for (before, after), out in zip(sums, between, strict=True)
            ]
        own = [max(0, max(0, after - edge) - max(0, before - edge)) for before, after in sums]
        borne = sum(min(after, edge) - min(before, edge) for before, after in sums)
        due = sum((counted * rate for counted, rate in zip(own, rates, strict=True)), Fraction(0))
        counted = max(0, base - borne)
        above = zip(keys, own, strict=True) if ask.whole else ()
        moves = {key: ask.sums.of(key) + more for key, more in above}
        return due, Stretch(counted, counted, edge, moves)
    taken = _taken(terms, edge, [after for _, after in sums])
    due = Fraction(0)
    for (_, after), off, rate in zip(sums, taken, rates, strict=True):
        due += max(0, after - off) * rate
    whole_before, whole_after = sum(before for before, _ in sums), sum(after for _, after in sums)
    borne = max(0, min(edge, whole_after) - min(edge, whole_before))
    counted = max(0, base - borne)
    return due, Stretch(counted, counted, edge)


def _taken(terms: Terms, edge: int, parts: list[int]) -> list[int]:
    """What of the deductible falls on each part. Shares are whole fen; the last part has the
    rest of them."""
    assert terms.deductible is not None
    whole = sum(parts)
    to_take = left = min(edge, whole)
    order = list(range(len(parts)))
    if terms.deductible.split == "first":
        for word in reversed(terms.deductible.first):
            first = _place_of(word, terms)
            order.remove(first)
            order.insert(0, first)
    found = [0] * len(parts)
    for place in order[:-1]:
        wanted = parts[place]
        if terms.deductible.split == "proportion":
            wanted = int(half_up(Fraction(to_take * parts[place], whole))) if whole else 0
        found[place] = min(left, wanted)
        left -= found[place]
    found[order[-1]] = left
    return found


def _place_of(word: str, terms: Terms) -> int:
    """The first row that is of the part named."""
    assert isinstance(terms.rate, Lookup)
    assert isinstance(terms.rate.key, FieldValue)
    key = terms.rate.key.field.choices.index(word)
    rows = enumerate(_rows(terms))
    return next((at for at, row in rows if not row.ranges or within(key, row.ranges)), 0)
