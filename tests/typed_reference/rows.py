"""Which row of a table by a field of the claim a claim is of: each row has its own running sum.

In: the amount of a deductible or a cap of the year, an `Ask`. Out: the place of the row.
"""

from collections.abc import Sequence

from polc.compiler.typed.nodes.values import ByReading, FieldValue, Lookup, Typed
from polc.runtime.vocabulary import PLACES
from tests.typed_reference.ask import Ask
from tests.typed_reference.values import value, within


def table_of_claims(amount: Typed, ask: Ask) -> Lookup | None:
    """Rule 9: the table, where its rows differ and hang on the claim; that of the choice made."""
    if isinstance(amount, ByReading):
        chosen = ask.policy.choices[amount.reading]
        return table_of_claims(next(of for name, of in amount.choices if name == chosen), ask)
    if not isinstance(amount, Lookup) or not isinstance(amount.key, FieldValue):
        return None
    figures = {row.value for row in amount.rows} | ({amount.otherwise} - {None})
    return amount if amount.key.field.scope == "claim" and len(figures) > 1 else None


def row_of_claim(table: Lookup, ask: Ask) -> str:
    """The place of the first row that the claim's key is in; `rest` where there is none."""
    assert table.key is not None
    key = value(table.key, ask)
    places = (str(at) for at, row in enumerate(table.rows) if within(key, row.ranges))
    return next(places, "rest")


Ranges = tuple[tuple[int | None, int | None], ...]


def row_opens(
    part: str, what: str, key: Typed | None, rows: Sequence[Ranges], at: int, ask: Ask
) -> tuple[tuple[str, str], ...]:
    """Rule 13: what of an opening is of a row, by each of its keys that no row before has; one
    without ranges is the rest."""
    choices = key.field.choices if isinstance(key, FieldValue) else ()
    ranges = rows[at]
    words = [] if ranges else ["otherwise"]
    for first, last in ranges if not choices else ():
        if last is None:
            words.append(f"from {first}")
        else:
            words.append(str(first) if first == last else f"{first or 0}..{last}")
    in_city = ask.policy.program.municipality and choices == PLACES
    for place, word in enumerate(choices):
        # Rule 16: in a municipality the province is the city.
        if in_city and word == "in_province":
            place = PLACES.index("in_city")
        mine = next((row for row, of in enumerate(rows) if of and within(place, of)), None)
        words += [word] if mine == at else []
    return tuple((part.replace(" ", "."), f"{what}.{word}") for word in words)


def opens_of_row(
    part: str, what: str, table: Lookup, place: str, ask: Ask
) -> tuple[tuple[str, str], ...]:
    """The same of the row at a place of a table."""
    rows = [*(row.ranges for row in table.rows), ()]
    return row_opens(part, what, table.key, rows, -1 if place == "rest" else int(place), ask)
