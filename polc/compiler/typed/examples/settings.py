"""What an example sets for parameters, in the forms of a case.

In: the syntax of `with NAME VALUE`. Out: the parameter's id and its JSON form, or None
after a diagnostic.
"""

from datetime import date
from typing import Any

from polc.compiler.syntax.nodes.examples import Setting
from polc.compiler.syntax.nodes.values import BandTable, Number, Table, Value
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import BandsValue
from polc.compiler.typed.values.bands import check_bands
from polc.messages.text import say
from polc.runtime.amounts import UNLIMITED, format_money, format_rate
from polc.runtime.vocabulary import CHINESE_CHOICES


def read_setting(node: Setting, context: Context) -> tuple[str, Any] | None:
    symbol = context.names.look_up(node.name, context.findings, "parameter")
    if symbol is None:
        return None
    if isinstance(node.value, BandTable):
        bands = check_bands(node.value, context)
        if isinstance(bands, BandsValue):
            return symbol.id, [_band(*row) for row in bands.rows]
        if bands is not None:
            message = say("bands in an example are figures")
            context.findings.error("wrong_kind", message, node.value.span, subject=symbol.id)
        return None
    form = _form(node.value, context)
    if form is None and not _is_none(node.value):
        return None
    return symbol.id, form


def _is_none(value: Value) -> bool:
    return isinstance(value, Number) and value.kind == "none"


def _band(edge: int, rate: int) -> dict[str, Any]:
    up_to = None if edge == UNLIMITED else format_money(edge)
    return {"up_to": up_to, "rate": format_rate(rate)}


def _form(value: Value, context: Context) -> Any:
    """A parameter's value as JSON writes it."""
    match value:
        case Number("money"):
            return format_money(value.value)
        case Number("rate"):
            return format_rate(value.value)
        case Number("date"):
            return date.fromordinal(value.value).isoformat()
        case Number("count" | "days" | "months"):
            return value.value
        case Table():
            table = {}
            for entry in value.entries:
                for key in entry.keys:
                    word = key.name.text if key.name is not None else str(key.low)
                    people = context.names.find(word)
                    if people is not None and people.kind == "identity":
                        word = people.id
                    table[CHINESE_CHOICES.get(word, word)] = _form(entry.value, context)
            return table
        case Number("none"):
            return None
        case _:
            message = say(
                "the value of a parameter in an example is a figure or a table of figures"
            )
            context.findings.error("wrong_kind", message, value.span)
            return None
