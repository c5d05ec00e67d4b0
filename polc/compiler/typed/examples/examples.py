"""Examples to cases: the JSON object of the contract, as a service would send it.

In: the syntax of an example. Out: an `Example` whose `case` is a plain dict with money
as decimal strings and dates as ISO 8601, and the figures it expects.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from polc.compiler.report.similar import suggest
from polc.compiler.syntax.nodes.examples import (
    CaseField,
    ExampleClaim,
    ExampleMember,
    ExampleSyntax,
)
from polc.compiler.syntax.nodes.values import Name, Number, Syntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.examples.expects import check_expects
from polc.compiler.typed.examples.line_subjects import YEAR_WORDS, refuse_repeated
from polc.compiler.typed.examples.openings import check_opening
from polc.compiler.typed.examples.outputs import OutputKind
from polc.compiler.typed.examples.settings import read_setting
from polc.compiler.typed.nodes.program import Example
from polc.compiler.typed.nodes.term_names import KIND_NAMES
from polc.compiler.typed.values.named_values import report_choice
from polc.grammar import advice
from polc.messages.text import NOTHING, Text, quoted, say
from polc.runtime.amounts import format_money
from polc.runtime.errors import CODES
from polc.runtime.said_otherwise import LEVEL_WORDS
from polc.runtime.vocabulary import CHINESE_CHOICES, CLAIM_WORDS, FIELDS, SCOPE_NAMES

_TEXT_FIELDS: Final = {word: word for word in CLAIM_WORDS.values()} | CLAIM_WORDS

_AGES: Final = ("age", "年龄", "年纪", "周岁")

_CASE_KINDS: Final[dict[str, Text]] = {
    **KIND_NAMES,
    "flag": say("`yes` or `no`"),
    "text": say("a word"),
}
"""What a field of a case wants."""


def check_example(
    node: ExampleSyntax, outputs: Mapping[str, OutputKind], context: Context
) -> Example:
    """The example as a case; `outputs` are the names it may expect something of."""
    case: dict[str, Any] = {}
    refuse_repeated(node, context)
    if node.settings:
        case["parameters"] = dict(
            pair
            for setting in node.settings
            if (pair := read_setting(setting, context)) is not None
        )
    readings = _readings(node, context)
    if readings:
        case["readings"] = readings
    alone = not node.members
    year: int | None = None
    if alone:
        case["person"], year = _person(node, "p1", context)
    else:
        _refuse_beside_members(node, context)
        case["household"], year = _members(node, context)
    region: dict[str, Any] = {}
    for field in node.region:
        _put(region, field, "region", context)
    if region:
        case["region"] = region
    opening = check_opening(node.opening, context)
    if opening:
        case["opening"] = opening
    if alone:
        case["claims"] = [
            _claim(claim, f"c{place}", context) for place, claim in enumerate(node.claims, start=1)
        ]
    if year is not None:
        case["year"] = year
    expects = check_expects(node, case, outputs, context)
    if node.refusal is not None and node.refusal.text not in CODES:
        word, known = node.refusal.text, ", ".join(f"`{code}`" for code in CODES)
        message = say("no case is refused with `{word}`", word=word)
        hint = suggest(word, CODES, say("the codes are {known}", known=known))
        context.findings.error("unknown_error", message, node.refusal.span, hint, subject=word)
    line = context.source.line_of(node.span.start)
    return Example(node.title, case, expects, line, node.refusal.text if node.refusal else "")


def _readings(node: ExampleSyntax, context: Context) -> dict[str, str]:
    found = {}
    for chosen in node.under:
        symbol = context.names.look_up(chosen.reading, context.findings, "reading")
        choice = context.choice_of(symbol, chosen.choice) if symbol is not None else None
        if symbol is not None and choice is not None:
            found[symbol.id] = choice
    return found


def _refuse_beside_members(node: ExampleSyntax, context: Context) -> None:
    """In a household each member has the person and the claims."""
    beside: tuple[Syntax, ...] = (*node.held, *node.person, *node.claims)
    if beside:
        message = say("an example with members has the person and the claims inside each `member`")
        hint = say("write this inside the `member` whose it is")
        title = node.title
        context.findings.error("beside_members", message, beside[0].span, hint, subject=title)


def _members(node: ExampleSyntax, context: Context) -> tuple[list[dict[str, Any]], int | None]:
    """The members of a household, and the benefit year where one of them says it."""
    members: list[dict[str, Any]] = []
    years = dict[int, ExampleMember]()
    number = 0
    for member in node.members:
        name = member.name.text
        if any(known["person"]["id"] == name for known in members):
            message = say("there are two members `{person}`", person=name)
            context.findings.error("declared_twice", message, member.name.span, subject=name)
        person, year = _person(member, name, context)
        if year is not None:
            years.setdefault(year, member)
        found: dict[str, Any] = {"person": person, "claims": []}
        for claim in member.claims:
            number += 1
            found["claims"].append(_claim(claim, f"c{number}", context))
        opening = check_opening(member.opening, context)
        if opening:
            found["opening"] = opening
        members.append(found)
    if len(years) > 1:
        *_, later = years.values()
        message = say("the members of a household are settled for one year")
        context.findings.error("beside_members", message, later.span, subject=later.name.text)
    return members, next(iter(years), None)


def _person(
    node: ExampleSyntax | ExampleMember, name: str, context: Context
) -> tuple[dict[str, Any], int | None]:
    """The person, and the benefit year where the example says it beside them."""
    person: dict[str, Any] = {"id": name, "identities": []}
    year: int | None = None
    for held in node.held:
        symbol = context.scope.tagged.get(held.name.text) or context.names.look_up(
            held.name, context.findings, "identity"
        )
        if symbol is not None:
            record: dict[str, Any] = {"id": symbol.id}
            if held.grade is not None:
                record["grade"] = held.grade
            if held.start is not None:
                record["from"] = _iso(held.start)
            if held.end is not None:
                record["to"] = _iso(held.end)
            person["identities"].append(record)
    for field in node.person:
        if field.name.text in YEAR_WORDS and isinstance(field.value, Number):
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
    known = next(field.choices for field in FIELDS if field.name == "kind")
    if kind not in known:
        message = say("`{kind}` is no kind of care", kind=node.kind.text)
        context.findings.error(
            "unknown_value", message, node.kind.span, suggest(kind, known), subject=node.kind.text
        )
    claim["kind"] = kind
    paid: dict[str, str] = {}
    for field in node.fields:
        if not field.given:
            _put(claim, field, "claim", context)
            continue
        symbol = context.names.look_up(field.name, context.findings, "benefit")
        amount = _money(field.value, field, context)
        if symbol is not None and amount is not None:
            paid[symbol.id] = amount
    if paid:
        claim["paid"] = paid
    return claim


def _put(target: dict[str, Any], node: CaseField, scope: str, context: Context) -> None:
    """One field of a claim, the person or the region."""
    word = node.name.text
    field = context.find_field(word)
    if field is None and word in _TEXT_FIELDS and scope == "claim":
        value = node.value
        target[_TEXT_FIELDS[word]] = (
            value.text if isinstance(value, Name) else getattr(value, "value", value)
        )
        return
    if field is None or field.scope != scope:
        every = (*FIELDS, *context.fields.values())
        known = [field_.name for field_ in every if field_.scope == scope]
        message = say("a {scope} has no field `{word}`", scope=SCOPE_NAMES[scope], word=word)
        hint = advice.BORN if word in _AGES else suggest(word, known)
        context.findings.error("unknown_field", message, node.name.span, hint, subject=word)
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
        case Name() | str() if field.kind == "text" or field.open:
            target[field.name] = value.text if isinstance(value, Name) else value
        case Name() if field.kind == "choice":
            choice = CHINESE_CHOICES.get(value.text, value.text)
            if choice not in field.choices:
                report_choice(field, value.span, context)
            target[field.name] = choice
        case _:
            message = say("`{word}` wants {kind}", word=word, kind=_CASE_KINDS[field.kind])
            hint = NOTHING
            if field.kind == "money" and isinstance(value, Number) and value.kind == "count":
                hint = say("write `{word} {figure} yuan`", word=word, figure=value.value)
            elif field.kind == "choice":
                hint = say("it is one of {known}", known=quoted(field.choices))
            elif isinstance(value, Name) and field.name == "hospital_level":
                level = LEVEL_WORDS.get(value.text)
                hint = say("write `{word}`", word=level) if level is not None else NOTHING
            context.findings.error("wrong_kind", message, node.span, hint, subject=word)


def _money(value: object, node: CaseField, context: Context) -> str | None:
    if isinstance(value, Number) and value.kind == "money":
        return format_money(value.value)
    context.findings.error(
        "wrong_kind", say("a payment wants an amount of money"), node.span, subject=node.name.text
    )
    return None


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
