"""Names used as values: parameters, fields, tallies, figures of the settlement and of
earlier layers.

In: a name of a value. Out: a typed value, or None after a diagnostic.
"""

import re
from typing import Final, Literal, get_args

from polc.compiler.model.parameters import IDENTITY_WORDS
from polc.compiler.model.running_figures import PART_WORDS
from polc.compiler.names.suggest_people import suggest_people
from polc.compiler.report.similar import Suggestion, find_same, suggest
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.syntax.nodes.statements import BenefitSyntax, LeavingSyntax
from polc.compiler.syntax.nodes.values import Name, Since
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import (
    RUNNING,
    FieldValue,
    Held,
    HeldSince,
    LayerValue,
    Lookup,
    ParameterValue,
    Row,
    Typed,
)
from polc.grammar.table_words import NONE_WORDS
from polc.messages.text import NOTHING, quoted, say
from polc.runtime.said_otherwise import KIND_WORDS, LEVEL_WORDS
from polc.runtime.vocabulary import FIELDS
from polc.stdlib_policies.other_people import OTHER_PEOPLE

_CHINESE_FIGURE: Final = re.compile(
    "百分之|[一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟](?:成|折|元|万元)$"
)

LayerPart = Literal[
    "base", "deductible", "deducted", "before_cap", "cut_off", "above_cap", "paid", "left"
]
_PARTS: Final[tuple[LayerPart, ...]] = get_args(LayerPart)
LAYER_PARTS: Final[dict[str, LayerPart]] = {part: part for part in _PARTS} | {
    word: part for part in _PARTS for word, english in PART_WORDS.items() if english == part
}
"""What can be asked of an earlier benefit, in either language."""


def parameter_value(node: ParameterSyntax, name: str, context: Context) -> Typed:
    """A parameter; one by identity as the table by identity that it is."""
    kind = node.type.kind
    if all(key.text not in IDENTITY_WORDS for key in node.type.keys):
        return ParameterValue(kind, name)
    rows = tuple(
        Row(ParameterValue(kind, name, identity), members=((identity, ()),))
        for identity in context.identities()
    )
    return Lookup(kind, None, rows, None)


def check_name(name: Name, context: Context) -> Typed | None:
    running = context.find_running(name.text)
    if running is not None:
        if running.name in ("remaining", "own_cost"):
            context.warn_of_claim(name)
        return running
    symbol = context.names.find(name.text)
    if symbol is not None and symbol.kind == "parameter":
        assert isinstance(symbol.node, ParameterSyntax)
        keys = (context.find_field(key.text) for key in symbol.node.type.keys)
        if any(key is not None and key.scope == "claim" for key in keys):
            context.warn_of_claim(name)
        return parameter_value(symbol.node, symbol.id, context)
    if symbol is not None and symbol.kind in ("identity", "group"):
        return Held(context.members((name,)))
    if symbol is not None and symbol.kind == "tally":
        return context.tallies.get(symbol.id)
    field = context.find_field(name.text)
    if field is not None and field.kind != "text":
        if field.scope == "claim":
            context.warn_of_claim(name)
        return FieldValue(field.kind, field)
    if symbol is not None:
        context.names.look_up(name, context.findings, "parameter", "tally", "identity", "group")
        return None
    if name.text not in context.names.unknown:
        _report_unknown(name, context)
    return None


def _report_unknown(name: Name, context: Context) -> None:
    """Says once of a name that nothing is called so, and what may be meant."""
    context.names.unknown.add(name.text)
    known = [
        *RUNNING,
        *context.scope.known_words("parameter", "tally", "field"),
        *(word for field in FIELDS for word in (field.name, *field.chinese)),
    ]
    # Expressions for what somebody may have meant are made where something is wrong.
    from polc.compiler.typed.values.suggest_values import suggest_declaration, suggest_value

    hint = suggest_value(name.text)
    if not hint.text:
        declared = suggest_declaration(name.text, context.source.text, name.span)
        hint = suggest(name.text, known, declared)
    people_known = context.scope.known_words("identity", "group")
    people = suggest_people(name.text, people_known, NOTHING)
    is_of_case = name.text in KIND_WORDS or name.text in LEVEL_WORDS
    if (people.words and not is_of_case) or name.text in OTHER_PEOPLE:
        hint = people
    if _CHINESE_FIGURE.search(name.text):
        figures = say("write figures in digits: `60%`, `500元`, `3万元`")
        hint = Suggestion(figures, ("60%", "500元", "3万元"))
    if name.text in NONE_WORDS and context.part in ("cap", "deductible"):
        none = say("no cap") if context.part == "cap" else say("no deductible")
        hint = Suggestion(say("write `{words}` alone", words=none), (none,))
    message = say("unknown name `{name}`", name=name.text)
    fix = find_same(name.text, [*known, *people_known])
    context.findings.error(
        "unknown_name", message, name.span, hint, fix=fix, subject=name.text, safety="safe"
    )


def check_layer_value(name: Name, part: Name, context: Context) -> Typed | None:
    """`assistance.cut_off`: the benefit must pay before the one that asks."""
    symbol = context.names.look_up(name, context.findings, "benefit")
    word = LAYER_PARTS.get(part.text)
    if word is None:
        hint = suggest(part.text, LAYER_PARTS, say("it has {parts}", parts=quoted(_PARTS)))
        message = say("a benefit has no figure `{part}`", part=part.text)
        context.findings.error("unknown_name", message, part.span, hint, subject=part.text)
    if symbol is None or word is None:
        return None
    asking = context.item
    place, own = context.layers.get(symbol.id), context.layers.get(asking)
    assert isinstance(symbol.node, BenefitSyntax)
    if context.of_year or symbol.node.per == "person_year":
        return _of_year(name, word, symbol.id, symbol.node, context)
    if place is None or (own is not None and place >= own):
        message = say(
            "`{symbol}` does not pay before `{asking}`, so it has no figures yet",
            symbol=symbol.id,
            asking=asking,
        )
        context.findings.error("not_an_earlier_layer", message, name.span, subject=symbol.id)
        return None
    return LayerValue(symbol.id, word)


def _of_year(
    name: Name, word: LayerPart, benefit: str, node: BenefitSyntax, context: Context
) -> Typed | None:
    """`subsidy.paid`: what another benefit of the person's year pays, or leaves of the amount that
    its `leaving` line names; whether it is of the same day is asked of all benefits together."""
    asking, findings = context.names.find(context.item), context.findings
    both = asking is not None and isinstance(asking.node, BenefitSyntax) and context.of_year
    if not both or node.per != "person_year":
        year, claims = (context.item, benefit) if context.of_year else (benefit, context.item)
        message = say(
            "`{asking}` is of the person's year, and `{symbol}` pays for claims",
            asking=year,
            symbol=claims,
        )
        hint = say(
            "of the claims of a year together a benefit `over the year's claims` asks: "
            "`base {benefit}.left`",
            benefit=benefit,
        )
        if not context.of_year:
            hint = say(
                "what is paid once a year is no figure of a claim; a person's amount that a case "
                "gives is declared: `field person NAME : money`"
            )
        elif not both:
            hint = NOTHING
        findings.error("not_an_earlier_layer", message, name.span, hint, subject=benefit)
        return None
    leaving = [line for line in node.statements if isinstance(line, LeavingSyntax)]
    always = len(leaving) == 1 and leaving[0].where is None
    if word == "paid" or (word == "left" and always):
        return LayerValue(benefit, word, of_year=True)
    hint = say("it has `paid`, and `left` where one line says `leaving … of …`")
    if word == "left" and len(leaving) == 1:
        hint = say(
            "its `leaving` line stands under some choices of a reading alone: take its `where` "
            "out, or say the amount of each choice in a table by the reading"
        )
    message = say(
        "`{symbol}` is of the person's year and has no `{part}`", symbol=benefit, part=word
    )
    findings.error("unknown_name", message, name.span, hint, subject=benefit)
    return None


def check_since(value: Since, context: Context) -> Typed | None:
    """`recognised as (tekun, dibao)`."""
    members = context.members(value.people)
    return HeldSince(members) if members else None
