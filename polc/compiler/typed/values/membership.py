"""Whether a value is one of several: named values of a field, figures of a count.

In: the words `is` and `within` with what follows them. Out: a comparison or a table of yes and no,
or None after a diagnostic.
"""

from polc.compiler.names.asked_texts import words_of_list
from polc.compiler.syntax.nodes.values import Membership, Name
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.term_names import KIND_NAMES
from polc.compiler.typed.nodes.values import (
    ComparisonOf,
    Figure,
    Lookup,
    Row,
    Typed,
    ValueKind,
    field_of,
)
from polc.compiler.typed.values.named_values import find_choice, report_choice
from polc.compiler.typed.values.tables import CheckValue
from polc.grammar.keywords import language_of, spelling
from polc.messages.text import Text, say
from polc.runtime.said_otherwise import LEVEL_WORDS
from polc.runtime.vocabulary import PLACE_FIELDS, Field, find_field, in_municipality


def check_membership(value: Membership, context: Context, check_value: CheckValue) -> Typed | None:
    """Whether a value is one of those that are named, or a place inside another."""
    subject = check_value(value.subject, context)
    if subject is None:
        return None
    field = field_of(subject)
    if value.listed or (field is not None and field.open):
        return _check_words(subject, field, value, context)
    if field is not None and field.choices:
        found = [_check_member(field, member, value, context) for member in value.members]
        places = tuple(place for place in found if place is not None)
        if len(places) < len(found):
            return None
        if value.within:
            return ComparisonOf("le", subject, Figure("choice", max(places)))
        return _one_of(subject, "choice", places)
    if subject.kind == "count" and all(isinstance(member, int) for member in value.members):
        return _one_of(subject, "count", tuple(int(str(member)) for member in value.members))
    from polc.compiler.typed.values.suggest_values import suggest_comparison

    message = say(
        "`is` wants a field with named values, and this is {found}",
        found=KIND_NAMES[subject.kind],
    )
    span = value.subject.span
    members = tuple(
        str(member) if isinstance(member, int) else member.text for member in value.members
    )
    hint = suggest_comparison(subject, context.source.text[span.start : span.end], members)
    context.findings.error("wrong_kind", message, span, hint, subject=context.rule)
    return None


def _check_words(
    subject: Typed, field: Field | None, value: Membership, context: Context
) -> Typed | None:
    """Whether a text of the case is one of several words, or one of those of lists."""
    if field is None or not field.open:
        message = say("`in` asks for a disease or a hospital in a list; elsewhere write `is`")
        span = value.subject.span
        hint = _suggest_member(context.source.text[span.start : span.end], field, value)
        context.findings.error("wrong_kind", message, span, hint, subject=context.rule)
        return None
    places: dict[int, None] = {}
    for member in value.members:
        word = str(member) if isinstance(member, int) else member.text
        words: tuple[str, ...] = (word,)
        if value.listed:
            assert isinstance(member, Name)
            if context.names.look_up(member, context.findings, "list") is None:
                return None
            words = words_of_list(word, context.scope)
        elif field.name == "hospital" and word in LEVEL_WORDS:
            message = say("`{word}` is a level of hospitals, and no hospital", word=word)
            level = find_field("hospital_level")
            assert level is not None
            called = level.chinese[0] if language_of(word) == "zh" else level.name
            written = f"{called} {spelling('IS', language_of(word))} {LEVEL_WORDS[word]}"
            hint = say("write `{word}`", word=written)
            context.findings.error("wrong_kind", message, value.span, hint, subject=word)
            return None
        elif value.within:
            message = say("`within` is asked of a place; elsewhere write `is`")
            context.findings.error("wrong_kind", message, value.span, subject=word)
            return None
        elif words_of_list(word, context.scope):
            message = say("`{word}` is a list of words", word=word)
            hint = say("write `{field} in {word}`", field=field.name, word=word)
            context.findings.error("wrong_kind", message, value.span, hint, subject=word)
            return None
        places.update((field.choices.index(listed), None) for listed in words)
    return _one_of(subject, "choice", tuple(places))


def _suggest_member(written: str, field: Field | None, value: Membership) -> Text:
    """`kind is inpatient` for `kind in inpatient`, `place within in_city` of a place."""
    place = field is not None and field.name in PLACE_FIELDS
    asked = spelling("WITHIN" if place else "IS", language_of(written))
    members = ", ".join(
        str(member) if isinstance(member, int) else member.text for member in value.members
    )
    return say("write `{word}`", word=f"{written} {asked} {members}")


def _one_of(subject: Typed, kind: ValueKind, values: tuple[int, ...]) -> Typed:
    """Whether a value is one of several."""
    if len(values) == 1:
        return ComparisonOf("eq", subject, Figure(kind, values[0]))
    row = Row(Figure("flag", 1), ranges=tuple((value, value) for value in values))
    return Lookup("flag", subject, (row,), Figure("flag", 0))


def _check_member(
    subject: Field, member: Name | int, value: Membership, context: Context
) -> int | None:
    """The index of a named value, or None after saying that there is none."""
    span = member.span if isinstance(member, Name) else value.span
    word = str(member) if isinstance(member, int) else member.text
    if value.within and subject.name not in PLACE_FIELDS:
        message = say("`within` is asked of a place; elsewhere write `is`")
        context.findings.error("wrong_kind", message, value.span, subject=word)
        return None
    place = find_choice(subject, word)
    if place is None:
        report_choice(subject, span, context)
    elif context.scope.municipality:
        place = in_municipality(subject.name, place)
    return place
