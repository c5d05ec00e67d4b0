"""Benefits: their lines typed, and what a benefit must and may not say.

In: the syntax of a benefit. Out: a `TypedBenefit` without its changes.
"""

from attrs import evolve

from polc.compiler.syntax.lines import Benefit, Reading, TermLine
from polc.compiler.typed.context import Context
from polc.compiler.typed.lines import check_day, check_line
from polc.compiler.typed.program import TypedBenefit, TypedLine, TypedSplit
from polc.compiler.typed.term_names import term_name
from polc.compiler.typed.typed import Lookup, field_of
from polc.compiler.typed.values import find_choice, report_choice
from polc.messages.text import say
from polc.runtime.vocabulary import CHINESE_CHOICES

_PAYS = {"rate", "bands", "cases", "pay", "silent"}
_YEARLY = {"highest", "pay"}
_OF_CLAIMS = {"base", "deductible", "rate", "bands", "cap", "mode", "cases", "once", "class"}
_OF_YEAR = {"highest", "leaving", "as_of", "payer"}


def check_benefit(node: Benefit, layer: int, context: Context) -> TypedBenefit:
    """The benefit with its lines; changes are added by the caller."""
    context = evolve(context, rule=node.name.text, of_year=node.per == "person_year")
    written = [line for line in node.lines if not isinstance(line, Reading)]
    lines = []
    for line in written:
        typed = check_line(line, context)
        if typed is None:
            continue
        if typed.split is not None and isinstance(line, TermLine):
            typed = _place_split(typed, line, node, context)
        lines.append(typed)
    _check_pays(node, lines, len(written), context)
    _check_terms(node, lines, context)
    return TypedBenefit(
        node.name.text,
        node.title,
        node.per,
        "" if node.per != "person_year" else check_day(node.as_of, context),
        layer,
        tuple(lines),
        (),
        context.origin(node.span),
    )


def _check_pays(node: Benefit, lines: list[TypedLine], written: int, context: Context) -> None:
    """A benefit says what it pays (asked only where all its lines are sound)."""
    says = {line.term for line in lines}
    wanted = _YEARLY if node.per == "person_year" else _PAYS
    if not says & wanted and len(lines) == written:
        message = say("`{name}` does not say what it pays", name=node.name.text)
        hint = say("write `rate 70%`, or `rate 100%` where it pays all that is left")
        if node.per == "person_year":
            hint = say("write `pay 500 yuan`, or `pay the highest of { … }`")
        context.findings.error("no_rate", message, node.name.span, hint)


def _check_terms(node: Benefit, lines: list[TypedLine], context: Context) -> None:
    """Terms of claims in a benefit of the year, and the other way round."""
    wrong = _OF_CLAIMS if node.per == "person_year" else _OF_YEAR
    per = say("a person's year") if node.per == "person_year" else say("claims")
    written = (line for line in node.lines if not isinstance(line, Reading))
    by_start = {context.source.line_of(line.span.start): line.span for line in written}
    for line in lines:
        if line.term in wrong:
            span = by_start.get(line.origin.line, node.name.span)
            term = term_name(line.term)
            message = say(
                "`{name}` pays for {per}, and a {term} has no meaning there",
                name=node.name.text,
                per=per,
                term=term,
            )
            context.findings.error("line_outside_benefit", message, span)


def _place_split(typed: TypedLine, line: TermLine, node: Benefit, context: Context) -> TypedLine:
    """Which row of the rate table a deductible is taken from first."""
    assert typed.split is not None
    assert line.split is not None
    rows = _rate_table(node, context)
    if rows is None:
        hint = say("write the rate as a table, `rate { in_city: 80%; in_province: 70% } by place`")
        message = say("a deductible that is divided needs a rate table whose lines are the parts")
        context.findings.error("split_without_table", message, line.split.span, hint)
        return typed
    if line.split.part is None:
        return typed
    field = field_of(rows.key) if rows.key is not None else None
    word = CHINESE_CHOICES.get(line.split.part.text, line.split.part.text)
    place = find_choice(field, word) if field is not None else None
    if place is None:
        if field is not None:
            report_choice(field, word, line.split.part.span, context)
        return typed
    for at, row in enumerate(rows.rows):
        if any(
            (low is None or low <= place) and (high is None or place <= high)
            for low, high in row.ranges
        ):
            return evolve(typed, split=TypedSplit("first", at))
    message = say("the rate table has no line for `{part}`", part=line.split.part.text)
    context.findings.error("split_without_table", message, line.split.part.span)
    return typed


def _rate_table(node: Benefit, context: Context) -> Lookup | None:
    """The benefit's rate, where it is a table by a field of the case."""
    for line in node.lines:
        if isinstance(line, TermLine) and line.term == "rate":
            known = len(context.findings.found)
            typed = check_line(line, context)
            del context.findings.found[known:]
            value = typed.value if typed is not None else None
            if isinstance(value, Lookup) and value.key is not None:
                return value
    return None
