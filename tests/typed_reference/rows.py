"""Which row of a table by a field of the claim a claim is of: each row has its own running sum.

In: the amount of a deductible or a cap of the year, an `Ask`. Out: the place of the row.
"""

from polc.compiler.typed.nodes.values import ByReading, FieldValue, Lookup, Typed
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
