"""`year of premium_paid`: the calendar year of a day, which is written like a product.

In: a product of the syntax. Out: the day and the table that is looked up with its year, if it is
one. `{ 2022: 70% } by year of premium` is a rate by the benefit year, of an amount; where a day
stands in place of the amount, the year is that of the day. In Chinese the day comes first:
`缴费日期 的 年度`.
"""

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.syntax.nodes.values import Name, Product, Reference, Table, Value
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import RUNNING, Running
from polc.records.evolve import evolve


@frozen
class YearOfDay:
    """The year of a day; with `table` what it is the key of, of which the rows may be rates
    `of` an amount."""

    day: Reference
    table: Table | None = None
    of: Value | None = None


def find_year_of(product: Product, context: Context) -> YearOfDay | None:
    """What a product means where it asks the year of a day; None where it is a product."""
    rate, amount = product.rate, product.amount
    match rate:
        case Reference(name=name) if _is_year(name) and rate.part is None:
            return _find_swapped(amount, context)
        case Table(by=Name() as name) if _is_year(name):
            pass
        case _:
            return None
    if isinstance(amount, Reference) and _is_day(amount, context):
        return YearOfDay(amount, rate)
    if not isinstance(amount, Product) or not isinstance(amount.rate, Reference):
        return None
    if not _is_day(amount.rate, context):
        return None
    return YearOfDay(amount.rate, rate, amount.amount)


def _find_swapped(amount: Value, context: Context) -> YearOfDay | None:
    """`year of DAY`, and the Chinese table `按 DAY 的 年度`."""
    if isinstance(amount, Reference) and _is_day(amount, context):
        return YearOfDay(amount)
    if isinstance(amount, Table) and amount.by is not None:
        day = Reference(amount.by, span=amount.by.span)
        if _is_day(day, context):
            return YearOfDay(day, evolve(amount, by=None))
    return None


def _is_year(name: Name) -> bool:
    return RUNNING.get(name.text) == RUNNING["year"]


def _is_day(value: Reference, context: Context) -> bool:
    """Whether the name is that of a day, asked without a word."""
    if value.part is not None:
        return False
    running = RUNNING.get(value.name.text)
    if isinstance(running, Running):
        return running.kind == "date"
    symbol = context.names.find(value.name.text)
    if symbol is not None and isinstance(symbol.node, ParameterSyntax):
        return symbol.node.type.kind == "date" and not symbol.node.type.optional
    field = context.find_field(value.name.text)
    return field is not None and field.kind == "date"
