"""Running sums of which each row of a table has its own: semantics 9 and 13.

In: a table by a field of the claim, the sum of a whole benefit. Out: what the sum of the claim's
row holds before the claim; the sums of all rows, of which that of the claim's row moves.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.values.lower_tables import lower_row_guard
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Arm, NodeId, Select
from polc.compiler.plan.plan import Accumulator, OpeningPart
from polc.compiler.typed.nodes.claim_rows import ClaimRows, Ranges, has_row_sums, rows_of_claim
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import ByReading, FieldValue, Typed
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.periods import OF_YEAR
from polc.runtime.vocabulary import CHINESE_CHOICES, Field, in_municipality


@frozen
class RowSums:
    """The rows of a statement, where it comes from, and the sum that each has in place of
    `whole`; whether a place in the province is one in the city (`municipality`)."""

    rows: ClaimRows
    origin: Origin
    whole: Accumulator
    municipality: bool

    def sums(self) -> Iterator[Accumulator]:
        """One for each row, the rest last; an opening says of which row it is."""
        rows = self.rows
        all_rows = (*rows.rows, *(() for _ in range(rows.rest)))
        named = name_rows(rows.key, all_rows, municipality=self.municipality)
        for place, words in enumerate(named, start=1):
            title = say("{title} by row {row}", title=self.whole.title, row=place)
            row_sum = evolve(self.whole, id=f"{self.whole.id}.row.{place}", title=title, opens=())
            opening = self.whole.own or next(iter(self.whole.opens), None)
            if row_sum.scope not in OF_YEAR or opening is None:
                yield row_sum
                continue
            yield of_row(row_sum, opening, self.whole.opens, words)


def of_row(
    sum_: Accumulator,
    part: tuple[str, OpeningPart] | tuple[str, str],
    opens: tuple[tuple[str, OpeningPart], ...],
    words: tuple[str, ...],
) -> Accumulator:
    """The sum of one row: what opens the whole must be said of the rows, by their keys."""
    owner, name = part
    own, *also = ((owner, f"{name}.{word}") for word in words)
    return evolve(sum_, own=own, own_also=tuple(also), sometimes=(), unopened=opens)


def name_rows(key: Typed, rows: Iterable[Ranges], *, municipality: bool) -> list[tuple[str, ...]]:
    """What an opening calls each row by: its keys, but for those of the rows before it; without
    ranges it is the rest. A row that no claim reaches has its place."""
    taken: set[str] = set()
    found = []
    for place, ranges in enumerate(rows, start=1):
        words = dict.fromkeys(
            _keys_of(key, ranges, municipality=municipality) if ranges else ("otherwise",)
        )
        found.append(tuple(word for word in words if word not in taken) or (str(place),))
        taken.update(words)
    return found


def _keys_of(key: Typed, ranges: Ranges, *, municipality: bool) -> list[str]:
    if isinstance(key, FieldValue) and key.field.choices:
        named = _choices_of(key.field, ranges, municipality=municipality)
        return [*named, *(word for word, of in CHINESE_CHOICES.items() if of in named)]
    found: list[str] = []
    for first, last in ranges:
        if first == last:
            found.append(str(first))
        elif last is None:
            found.append(f"from {first}")
        else:
            found.append(f"{first or 0}..{last}")
    return found


def _choices_of(field: Field, ranges: Ranges, *, municipality: bool) -> list[str]:
    """Those that stand for a value in the ranges, as it is once the case was read."""
    found = []
    for place, word in enumerate(field.choices):
        value = in_municipality(field.name, place) if municipality else place
        if any((first or 0) <= value and (last is None or value <= last) for first, last in ranges):
            found.append(word)
    return found


def rows_standing(
    statement: DeductibleStatement | CapStatement | None, whole: Accumulator, lowering: Lowering
) -> RowSums | None:
    """The sums of the rows of a statement; None where it has one for all."""
    if statement is None or whole.scope in ("visit", "chain") or not has_row_sums(statement):
        return None
    value = statement.value
    while isinstance(value, ByReading):
        value = dict(value.choices)[lowering.choices[value.reading]]
    rows = rows_of_claim(value)
    if rows is None:
        return None
    in_city = lowering.kept.program.municipality
    return RowSums(rows, statement.origin, whole, municipality=in_city)


def _overlap(ranges: Ranges, others: Ranges) -> bool:
    """Whether a key may be in both."""
    return any(
        (first is None or end is None or first <= end)
        and (begin is None or last is None or begin <= last)
        for first, last in ranges
        for begin, end in others
    )


def load_row(sums: RowSums, name: str, lowering: Lowering, pays: NodeId | None) -> NodeId:
    """What the sum of the claim's row holds."""
    block = lowering.block
    loads = [block.load(lowering.accumulators.take(row_sum)) for row_sum in sums.sums()]
    return choose_row(sums, loads, name, lowering, pays)


def choose_row(
    sums: RowSums, values: Sequence[NodeId], name: str, lowering: Lowering, pays: NodeId | None
) -> NodeId:
    """Of an amount for each row that of the claim's row."""
    block = lowering.block
    key = lowering.value(sums.rows.key, f"{name}.row", pays, sums.origin)
    arms = tuple(
        Arm(value, ranges=ranges) for value, ranges in zip(values, sums.rows.rows, strict=False)
    )
    rest = values[-1] if sums.rows.rest else block.constant(0, "money")
    return block.add(
        Select(
            id=block.fresh(f"{name}.of_row"),
            kind="money",
            guard=pays,
            origin=sums.origin,
            key=key,
            arms=arms,
            otherwise=rest,
        )
    )


def keep_row(
    sums: RowSums,
    name: str,
    lowering: Lowering,
    moves: NodeId,
    move: Callable[[str, NodeId], NodeId],
) -> None:
    """The sum of the claim's row moves, where anything of the claim `moves` one (a flag);
    `move` makes of a name and of what a sum holds what it holds after the claim."""
    block, origin = lowering.block, sums.origin
    for step, row_sum, flag in flag_rows(sums, name, lowering, moves):
        acc = lowering.accumulators.take(row_sum)
        load = block.load(acc)
        after = move(step, load)
        block.keep(acc, lowering.choose(f"{step}.kept", flag, after, load, None, origin))


def flag_rows(
    sums: RowSums, name: str, lowering: Lowering, moves: NodeId
) -> Iterator[tuple[str, Accumulator, NodeId]]:
    """Of each row a name, its sum and whether the claim, where anything of it `moves` one, is of
    the row: of no other than the first that it is in."""
    block, origin = lowering.block, sums.origin
    key = lowering.value(sums.rows.key, f"{name}.row", moves, origin)
    before: list[NodeId] = []
    for place, row_sum in enumerate(sums.sums(), start=1):
        step = f"{name}.row.{place}"
        if place <= len(sums.rows.rows):
            ranges = sums.rows.rows[place - 1]
            earlier = sums.rows.rows[: place - 1]
            flag = lower_row_guard(lowering, step, key, 0, ranges, moves, origin)
            if any(_overlap(ranges, of) for of in earlier):
                # A place within the county is within the city too: the first row has it.
                met = block.test(f"{step}.before", "or", tuple(before), moves, origin)
                no_other = block.test(f"{step}.first", "not", (met,), moves, origin)
                flag = block.test(f"{step}.own", "and", (flag, no_other), moves, origin)
            before.append(flag)
        else:
            met = block.test(f"{step}.met", "or", tuple(before), moves, origin)
            flag = block.test(f"{step}.rest", "not", (met,), moves, origin)
        yield step, row_sum, flag


def take_back_of_rows(sums: RowSums, name: str, lowering: Lowering, paid: NodeId) -> None:
    """Of less than nothing that is `paid`, the sum of the claim's row has it again as far as it
    holds so much, then those of the other rows in their order."""
    block, origin = lowering.block, sums.origin
    zero = block.constant(0, "money")
    back = lowering.arith(f"{name}.back", "left", (zero, paid), None, origin)
    some = block.test(f"{name}.falls", "gt", (back, zero), None, origin)
    own = load_row(sums, f"{name}.back", lowering, some)
    rest = lowering.arith(f"{name}.back.rest", "left", (back, own), some, origin)

    def take(step: str, held: NodeId) -> NodeId:
        return lowering.arith(f"{step}.given_back", "left", (held, back), None, origin)

    keep_row(sums, f"{name}.back", lowering, some, take)
    for place, row_sum in enumerate(sums.sums(), start=1):
        step, acc = f"{name}.back.{place}", lowering.accumulators.take(row_sum)
        held = block.load(acc)
        part = lowering.arith(f"{step}.part", "min", (held, rest), some, origin)
        block.keep(acc, lowering.arith(f"{step}.left", "sub", (held, part), None, origin))
        rest = lowering.arith(f"{step}.rest", "sub", (rest, part), some, origin)
