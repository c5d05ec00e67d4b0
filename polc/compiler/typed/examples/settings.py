"""What an example sets for parameters, in the forms of a case.

In: the syntax of `with NAME VALUE`. Out: the parameter's id and its JSON form, or None
after a diagnostic.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from polc.compiler.model.parameters import IDENTITY, IDENTITY_WORDS, LISTED_COUNTS
from polc.compiler.model.record import frozen
from polc.compiler.names.scope import Declaration
from polc.compiler.syntax.nodes.examples import Setting
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.syntax.nodes.values import BandTable, Key, Number, Table, Value
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import BandsValue
from polc.compiler.typed.values.bands import check_bands
from polc.messages.text import NOTHING, quoted, say
from polc.runtime.amounts import UNLIMITED, format_money, format_rate
from polc.runtime.vocabulary import CHINESE_CHOICES

_FIRST_YEAR: Final = 1900
"""A number from here on is a year, below it a level or a tier."""

_MOST_YEARS: Final = 100
"""A range of years is no longer."""


@frozen
class _Words:
    """A field that a parameter is a table by, and the words that it can have."""

    field: str
    known: tuple[str, ...]


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
    form = _form(node.value, _words_of_keys(symbol.node, context), context)
    if form is None and not _is_none(node.value):
        return None
    return symbol.id, form


def _is_none(value: Value) -> bool:
    return isinstance(value, Number) and value.kind == "none"


def _band(edge: int, rate: int) -> dict[str, Any]:
    up_to = None if edge == UNLIMITED else format_money(edge)
    return {"up_to": up_to, "rate": format_rate(rate)}


def _words_of_keys(node: Declaration, context: Context) -> tuple[_Words, ...]:
    """Of each field that the parameter is a table by the words that it can have; none where the
    field is not known, which is told there."""
    found = []
    for name in node.type.keys if isinstance(node, ParameterSyntax) else ():
        field = context.find_field(name.text)
        if name.text in IDENTITY_WORDS:
            found.append(_Words(IDENTITY, context.identities()))
        elif field is not None:
            words = field.choices or LISTED_COUNTS.get(field.name, ())
            found.append(_Words(field.name, words))
    return tuple(found)


def _form(value: Value, keys: tuple[_Words, ...], context: Context) -> Any:
    """A parameter's value as JSON writes it; `keys` what its tables are by."""
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
            return _table(value, keys, context)
        case Number("none"):
            return None
        case _:
            message = say(
                "the value of a parameter in an example is a figure or a table of figures"
            )
            context.findings.error("wrong_kind", message, value.span)
            return None


def _table(value: Table, keys: tuple[_Words, ...], context: Context) -> dict[str, Any]:
    """The figures by the word of each key. Of years it stands before the fields."""
    of_years = all(key.low is not None and key.low >= _FIRST_YEAR for key in _keys(value))
    words, inner = (None, keys) if of_years or not keys else (keys[0], keys[1:])
    table: dict[str, Any] = {}
    for entry in value.entries:
        for key in entry.keys:
            for word in _named(key, words, table, context):
                table[word] = _form(entry.value, inner, context)
    return table


def _keys(value: Table) -> list[Key]:
    return [key for entry in value.entries for key in entry.keys]


def _named(
    key: Key, words: _Words | None, before: Mapping[str, Any], context: Context
) -> list[str]:
    """The words that a key stands for: of a range each, of `otherwise` those that no key `before`
    has."""
    if words is None:
        if key.low is not None and key.high is not None and key.high - key.low < _MOST_YEARS:
            return [str(year) for year in range(key.low, key.high + 1)]
        message = say("years of a figure in an example have a first and a last one")
        hint = say("write each year, or a range with both ends")
        context.findings.error("unknown_key", message, key.span, hint)
        return []
    if key.otherwise:
        twice = {"in_province"} if context.scope.municipality else set[str]()
        return [word for word in words.known if word not in before and word not in twice]
    if key.name is None:
        numbers = [word for word in words.known if word.isdigit() and _is_in(int(word), key)]
        return numbers or _tell_unknown(_text(key), words, key, context)
    word = key.name.text
    people = context.names.find(word)
    if people is not None and people.kind == "identity":
        word = people.id
    word = CHINESE_CHOICES.get(word, word)
    return [word] if word in words.known else _tell_unknown(word, words, key, context)


def _is_in(number: int, key: Key) -> bool:
    return (key.low is None or key.low <= number) and (key.high is None or number <= key.high)


def _text(key: Key) -> str:
    if key.low == key.high:
        return str(key.low)
    return f"{key.low or 0}..{'' if key.high is None else key.high}"


def _tell_unknown(word: str, words: _Words, key: Key, context: Context) -> list[str]:
    message = say("`{field}` is never `{word}`{hint}", field=words.field, word=word, hint=NOTHING)
    known = say("it can be {known}", known=quoted(words.known))
    context.findings.error("unknown_key", message, key.span, known, subject=word)
    return []
