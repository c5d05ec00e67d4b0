"""Examples to cases: the JSON object of the contract, as a service would send it.

In: the syntax of an example. Out: an `Example` whose `case` is a plain dict with money
as decimal strings and dates as ISO 8601, and the figures it expects.
"""

from datetime import date
from typing import Any

from polc.compiler.similar import suggest
from polc.compiler.syntax.examples import CaseField, ExampleClaim, Setting
from polc.compiler.syntax.examples import Example as ExampleNode
from polc.compiler.syntax.values import BandTable, Name, Number, Table, Value
from polc.compiler.typecheck.benefits import check_bands
from polc.compiler.typecheck.context import Context
from polc.compiler.typecheck.typed import Example, Expect
from polc.runtime.amounts import UNLIMITED, format_money, format_rate
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS, find_field

_TEXT_FIELDS = {
    "visit": "visit",
    "continues": "continues",
    "reverses": "reverses",
    "settled": "settled",
    "seq": "seq",
}


def check_example(node: ExampleNode, outputs: set[str], context: Context) -> Example:
    """The example as a case; `outputs` are the names it may expect something of."""
    case: dict[str, Any] = {}
    if node.settings:
        case["parameters"] = dict(
            pair for one in node.settings if (pair := _setting(one, context)) is not None
        )
    readings = _readings(node, context)
    if readings:
        case["readings"] = readings
    case["person"], year = _person(node, context)
    region: dict[str, Any] = {}
    for field in node.region:
        _put(region, field, "region", context)
    if region:
        case["region"] = region
    case["claims"] = [
        _claim(claim, f"c{place}", context) for place, claim in enumerate(node.claims, start=1)
    ]
    if year is None:
        year = min((date.fromordinal(claim.date).year for claim in node.claims), default=None)
    if year is not None:
        case["year"] = year
    expects = _expects(node, case, outputs, context)
    line = context.source.line_of(node.span.start)
    return Example(node.title, case, expects, line, node.refusal.text if node.refusal else "")


def _readings(node: ExampleNode, context: Context) -> dict[str, str]:
    found = {}
    for chosen in node.under:
        symbol = context.scope.look_up(chosen.reading, context.findings, "reading")
        choice = context.choice_of(symbol, chosen.choice) if symbol is not None else None
        if symbol is not None and choice is not None:
            found[symbol.id] = choice
    return found


def _person(node: ExampleNode, context: Context) -> tuple[dict[str, Any], int | None]:
    """The person, and the benefit year where the example says it beside them."""
    person: dict[str, Any] = {"id": "p1", "identities": []}
    year: int | None = None
    for held in node.held:
        symbol = context.scope.look_up(held.name, context.findings, "identity")
        if symbol is not None:
            record: dict[str, Any] = {"id": symbol.id}
            if held.start is not None:
                record["from"] = _iso(held.start)
            if held.end is not None:
                record["to"] = _iso(held.end)
            person["identities"].append(record)
    for field in node.person:
        if field.name.text in ("year", "年度") and isinstance(field.value, Number):
            year = field.value.value
        else:
            _put(person, field, "person", context)
    return person, year


def _claim(node: ExampleClaim, number: str, context: Context) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "id": node.name.text if node.name is not None else number,
        "date": _iso(node.date),
    }
    kind = CHINESE_CHOICES.get(node.kind.text, node.kind.text)
    known = next(one.choices for one in FIELDS if one.name == "kind")
    if kind not in known:
        message = f"`{node.kind.text}` is no kind of care"
        context.findings.error("unknown_value", message, node.kind.span, suggest(kind, known))
    claim["kind"] = kind
    paid: dict[str, str] = {}
    for field in node.fields:
        if not field.given:
            _put(claim, field, "claim", context)
            continue
        symbol = context.scope.look_up(field.name, context.findings, "benefit")
        amount = _money(field.value, field, context)
        if symbol is not None and amount is not None:
            paid[symbol.id] = amount
    if paid:
        claim["paid"] = paid
    return claim


def _put(target: dict[str, Any], node: CaseField, scope: str, context: Context) -> None:
    """One field of a claim, the person or the region."""
    word = node.name.text
    field = find_field(word)
    if field is None and word in _TEXT_FIELDS and scope == "claim":
        value = node.value
        target[word] = value.text if isinstance(value, Name) else getattr(value, "value", value)
        return
    if field is None or field.scope != scope:
        known = [one.name for one in FIELDS if one.scope == scope]
        message = f"a {scope} has no field `{word}`"
        context.findings.error("unknown_field", message, node.name.span, suggest(word, known))
        return
    value = node.value
    match value:
        case bool() if field.kind == "flag":
            target[field.name] = value
        case Number() if field.kind == value.kind == "money":
            target[field.name] = format_money(value.value)
        case Number() if field.kind == value.kind == "date":
            target[field.name] = _iso(value.value)
        case Number() if field.kind == value.kind == "count":
            target[field.name] = value.value
        case Name() if field.kind == "choice":
            choice = CHINESE_CHOICES.get(value.text, value.text)
            if choice not in field.choices:
                message = f"`{field.name}` is never `{value.text}`"
                hint = suggest(choice, field.choices)
                context.findings.error("unknown_value", message, value.span, hint)
            target[field.name] = choice
        case Name() | str() if field.kind == "text":
            target[field.name] = value.text if isinstance(value, Name) else value
        case _:
            message = f"`{word}` wants a {field.kind}"
            context.findings.error("wrong_kind", message, node.span)


def _money(value: object, node: CaseField, context: Context) -> str | None:
    if isinstance(value, Number) and value.kind == "money":
        return format_money(value.value)
    context.findings.error("wrong_kind", "a payment wants an amount of money", node.span)
    return None


def _setting(node: Setting, context: Context) -> tuple[str, Any] | None:
    symbol = context.scope.look_up(node.name, context.findings, "parameter")
    if symbol is None:
        return None
    if isinstance(node.value, BandTable):
        bands = check_bands(node.value, context)
        return None if bands is None else (symbol.id, [_band(*row) for row in bands.rows])
    form = _form(node.value, context)
    return None if form is None else (symbol.id, form)


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
            return _iso(value.value)
        case Number("count"):
            return value.value
        case Table():
            table = {}
            for entry in value.entries:
                for key in entry.keys:
                    word = key.name.text if key.name is not None else str(key.low)
                    table[CHINESE_CHOICES.get(word, word)] = _form(entry.value, context)
            return table
        case Number("none"):
            return None
        case _:
            message = "the value of a parameter in an example is a figure or a table of figures"
            context.findings.error("wrong_kind", message, value.span)
            return None


def _expects(
    node: ExampleNode, case: dict[str, Any], outputs: set[str], context: Context
) -> tuple[Expect, ...]:
    found = []
    claims = [claim["id"] for claim in case["claims"]]
    for outcome in node.outcomes:
        symbol = context.scope.find(outcome.name.text)
        name = symbol.id if symbol is not None else outcome.name.text
        name = {"剩余政策范围内费用": "remaining"}.get(name, name)
        if name not in outputs:
            message = f"nothing is called `{outcome.name.text}` in the result"
            hint = suggest(name, outputs)
            context.findings.error("unknown_output", message, outcome.name.span, hint)
            continue
        if outcome.claim is not None and outcome.claim.text not in claims:
            message = f"this example has no claim `{outcome.claim.text}`"
            hint = suggest(outcome.claim.text, claims, "its claims are " + ", ".join(claims))
            context.findings.error("unknown_name", message, outcome.claim.span, hint)
            continue
        if not isinstance(outcome.value, Number) or outcome.value.kind != "money":
            context.findings.error("wrong_kind", "an amount of money is expected", outcome.span)
            continue
        line = context.source.line_of(outcome.span.start)
        claim = outcome.claim.text if outcome.claim is not None else ""
        found.append(Expect(name, claim, outcome.value.value, line))
    return tuple(found)


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
