"""Tables: by identity, by year, by a field of the case, by a reading.

In: a `Table` of the syntax. Out: a `Lookup` or a `ByReading`, its rows in the order of
the file. Whether a table by identity covers its benefit's `for` is checked with the
benefit.
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.names.asked_texts import words_of_list
from polc.compiler.report.diagnostics import Safety
from polc.compiler.report.similar import Suggestion, suggest
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.syntax.nodes.values import Key, Name, RowSyntax, Table, Value
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.term_names import KIND_NAMES
from polc.compiler.typed.nodes.values import (
    GOVERNING_DAY,
    RUNNING,
    ByReading,
    CalendarYear,
    FieldValue,
    Figure,
    Lookup,
    Row,
    TallyValue,
    Typed,
    ValueKind,
    field_of,
)
from polc.compiler.typed.values.days_of_table import (
    days_of_key,
    is_governing_day,
    refuse_days,
)
from polc.compiler.typed.values.double_keys import refuse_doubles
from polc.compiler.typed.values.named_values import find_choice, report_choice
from polc.grammar.keywords import KEYWORDS
from polc.grammar.table_words import KEY_SYNONYMS
from polc.messages.text import NOTHING, say
from polc.records.evolve import evolve
from polc.runtime.said_otherwise import LEVEL_WORDS
from polc.runtime.vocabulary import PLACE_FIELDS, Field, in_municipality

MOST_ENTRIES: Final = 200

CheckValue = Callable[[Value, Context], Typed | None]
_NO_VALUE = Figure("none", 0)
"""Stands in a row until that of its line is known."""

_LEVELS: Final = range(1, 5)
"""Keys that hospitals have and no year has."""
_KEYS = ("place", "hospital_level", "kind", "residence", "tier")


def check_table(
    table: Table, context: Context, check_value: CheckValue, year_of: CalendarYear | None = None
) -> Typed | None:
    """The typed table; its rows must all be of one kind (or none). `year_of` is the year by
    which it is looked up where it is not that of the benefit."""
    if len(table.entries) > MOST_ENTRIES:
        message = say("this table has more than {most} lines", most=MOST_ENTRIES)
        context.findings.error("too_many_lines", message, table.span, subject=context.rule)
        return None
    key: Typed | None = None
    if year_of is not None:
        key = year_of
    elif table.on is not None:
        key = check_value(table.on, context)
        if key is None:
            return None
    elif table.by is not None:
        symbol = context.names.find(table.by.text)
        if symbol is not None and symbol.kind == "reading":
            return _check_by_reading(table, table.by, context, check_value)
        key = _find_key(table.by, context)
        if key is None:
            return None
    rows: list[Row] = []
    values: list[tuple[Typed, Span]] = []
    otherwise: Typed | None = None
    rest = NO_ORIGIN
    for entry in table.entries:
        value = check_value(entry.value, context)
        row = _check_keys(entry, key, context)
        if value is None or row is None:
            return None
        values.append((value, entry.value.span))
        origin = NO_ORIGIN
        if entry.own or entry.cites.clauses:
            origin = evolve(context.origin(entry.span, entry.cites), own=entry.own)
        if any(written.otherwise for written in entry.keys):
            otherwise, rest = value, origin
        else:
            rows.append(evolve(row, value=value, origin=origin))
    refuse_doubles(table, rows, key, context)
    kind = _one_kind(values, context)
    if kind is None:
        return None
    field = field_of(key) if key is not None else None
    if field is not None and field.name in PLACE_FIELDS:
        rows = _narrowest_first(rows)
    return Lookup(kind, key, tuple(rows), otherwise, rest)


def _find_key(name: Name, context: Context) -> Typed | None:
    running = context.find_running(name.text)
    if running is not None and running.kind == "count":
        return running
    if is_governing_day(name.text, context):
        return GOVERNING_DAY
    symbol = context.names.find(name.text)
    if symbol is not None and symbol.kind == "tally":
        return context.tallies.get(symbol.id)
    field = context.find_field(name.text)
    if field is not None and field.kind in ("choice", "count", "flag"):
        if field.scope == "claim":
            context.warn_of_claim(name)
        return FieldValue(field.kind, field)
    counted = (word for word, running in RUNNING.items() if running.kind == "count")
    known = [*counted, *_KEYS, *context.scope.known_words("reading", "tally", "field")]
    hint = suggest(name.text, known, say("a table is by year, a field of the case or a reading"))
    called = KEY_SYNONYMS.get(name.text)
    if called is not None:
        hint = Suggestion(say("did you mean `{found}`?", found=called), (called,))
    if field is not None and field.kind == "date":
        hint = Suggestion(say("write `by year of {name}`", name=name.text))
    context.findings.error(
        "unknown_key",
        say("no table can be by `{name}`", name=name.text),
        name.span,
        hint,
        subject=name.text,
    )
    return None


def _check_keys(entry: RowSyntax, key: Typed | None, context: Context) -> Row | None:
    """The row without its value."""
    placeholder = Row(_NO_VALUE)
    if any(written.otherwise for written in entry.keys):
        return placeholder
    if key is None:
        return _identity_row(entry, context)
    ranges: list[tuple[int | None, int | None]] = []
    field = field_of(key)
    for written in entry.keys:
        if field is not None and field.open and written.name is not None:
            ranges += _words_of(written.name, field, context)
            continue
        span = _range_of(written, key, context)
        if span is None:
            return None
        ranges.append(span)
    return evolve(placeholder, ranges=tuple(ranges))


def _words_of(key: Name, field: Field, context: Context) -> list[tuple[int, int]]:
    """A row by a text of the case: a word, or each of a list."""
    context.names.find(key.text)
    words = words_of_list(key.text, context.scope) or (key.text,)
    places = sorted({field.choices.index(word) for word in words})
    return [(place, place) for place in places]


def _identity_row(entry: RowSyntax, context: Context) -> Row | None:
    numbered = next((key for key in entry.keys if key.name is None), None)
    if numbered is not None:
        message = say("this table has numbers as keys and does not say what they are")
        hint = say("write `by year`, or the field they are, after the closing brace")
        if all(key.otherwise or (key.low == key.high and key.low in _LEVELS) for key in entry.keys):
            hint = say(
                "write `by hospital_level`, or another field that they are, after the closing brace"
            )
        if numbered.of_days:
            message = say("this table has days as keys and does not say so")
            hint = say("write `by date` after the closing brace")
        context.findings.error("key_without_by", message, numbered.span, hint, subject=context.rule)
        return None
    names = tuple(key.name for key in entry.keys if key.name is not None)
    known = context.findings.errors
    people = context.members(names)
    if context.findings.errors > known or not people:
        return None
    return Row(_NO_VALUE, people)


def _is_answer(key: Key, *terminals: str) -> bool:
    """Whether a row is for yes or for no; of the `terminals`, where some are named."""
    return key.name is not None and any(
        key.name.text in words
        for terminal in terminals or ("YES", "NO")
        for words in KEYWORDS[terminal]
    )


def _answer_of(key: Key, context: Context) -> tuple[int, int] | None:
    """The row of a table by what is answered by yes or no."""
    for answer, terminal in enumerate(("NO", "YES")):
        if _is_answer(key, terminal):
            return answer, answer
    written = context.source.text[key.span.start : key.span.end]
    message = say("this table is by yes or no, and `{word}` is neither", word=written)
    hint = say("write `{ yes: …; no: … }`")
    context.findings.error("wrong_kind", message, key.span, hint, subject=written)
    return None


def _range_of(key: Key, by: Typed, context: Context) -> tuple[int | None, int | None] | None:
    if by.kind == "date":
        return days_of_key(key, context)
    if key.of_days:
        refuse_days(key, context)
        return None
    field = field_of(by)
    if field is not None and field.choices:
        written = key.name.text if key.name is not None else str(key.low)
        place = find_choice(field, written)
        if place is None:
            report_choice(field, key.span, context)
            return None
        if context.scope.municipality:
            place = in_municipality(field.name, place)
        return (None, place) if field.name in PLACE_FIELDS else (place, place)
    if by.kind == "flag" and (key.name is not None or not isinstance(by, TallyValue)):
        return _answer_of(key, context)
    if key.name is not None:
        message = say("`{name}` is no number, and this table is by one", name=key.name.text)
        hint = NOTHING
        if _is_answer(key) or isinstance(by, TallyValue):
            hint = say("write how often it was: `{ 0: …; from 1: … }`")
        level = LEVEL_WORDS.get(key.name.text)
        if level is not None and field is not None and field.name == "hospital_level":
            hint = say("write `{word}`", word=level)
        context.findings.error("wrong_kind", message, key.span, hint, subject=key.name.text)
        return None
    if key.low is not None and key.high is not None and key.low > key.high:
        message = say("`{low}..{high}` runs backwards", low=key.low, high=key.high)
        right = f"{key.high}..{key.low}"
        hint = say("write `{word}`", word=right)
        context.findings.error(
            "backward_range", message, key.span, hint, fix=right, subject=context.rule
        )
        return None
    return key.low, key.high


def _narrowest_first(rows: list[Row]) -> list[Row]:
    """A place stands for itself and every place inside it that is not listed: sorted from
    the narrowest, each row's open lower end is right."""
    return sorted(rows, key=lambda row: max(high or 0 for _, high in row.ranges))


def _check_by_reading(
    table: Table, by: Name, context: Context, check_value: CheckValue
) -> Typed | None:
    symbol = context.names.look_up(by, context.findings, "reading")
    assert symbol is not None
    assert isinstance(symbol.node, Reading)
    found: dict[str, Typed] = {}
    cited: dict[str, Origin] = {}
    values: list[tuple[Typed, Span]] = []
    seen: set[str | None] = set()
    complete = True
    for entry in table.entries:
        value = check_value(entry.value, context)
        names = [key.name for key in entry.keys if key.name is not None]
        choices = [context.choice_of(symbol, name) for name in names]
        for name, choice in zip(names, choices, strict=True):
            if choice is not None and choice in seen:
                message = say("`{word}` stands in this table twice", word=name.text)
                context.findings.error("key_twice", message, name.span, subject=name.text)
            seen.add(choice)
        complete = complete and value is not None and all(choices)
        if value is not None:
            found.update((choice, value) for choice in choices if choice is not None)
            values.append((value, entry.value.span))
        if entry.cites.clauses:
            origin = context.origin(entry.span, entry.cites)
            cited.update((choice, origin) for choice in choices if choice is not None)
    missing = [choice for choice in symbol.node.settled if choice not in found]
    if complete and missing:
        message = say(
            "the choice `{choice}` of `{symbol}` has no value here",
            choice=missing[0],
            symbol=symbol.id,
        )
        context.findings.error("choice_without_value", message, table.span, subject=context.rule)
    if missing or not complete:
        return None
    kind = _one_kind(values, context)
    if kind is None:
        return None
    return ByReading(kind, symbol.id, tuple(found.items()), tuple(cited.items()))


def _one_kind(values: list[tuple[Typed, Span]], context: Context) -> ValueKind | None:
    """The kind of all values; a row of another kind than most is told."""
    kinds = [(value.kind, span) for value, span in values if value.kind != "none"]
    if not kinds:
        return "none"
    counted = [kind for kind, _ in kinds]
    first = max(counted, key=lambda kind: (counted.count(kind), kind != "count"))
    differing = next(((kind, span) for kind, span in kinds if kind != first), None)
    if differing is None:
        return first
    before, here = KIND_NAMES[first], KIND_NAMES[differing[0]]
    message = say("this row has {here}, and the others have {before}", here=here, before=before)
    written = context.source.text[differing[1].start : differing[1].end]
    hint, fix = NOTHING, None
    safety: Safety = "unsafe"
    if (first, differing[0]) == ("rate", "count") and len(written) > 1:
        # Below 10 it may be tenths, 成; from 10 on the sign is all that can be missing.
        hint, fix, safety = say("write `{figure}%`", figure=written), f"{written}%", "safe"
    elif (first, differing[0]) == ("rate", "count"):
        hint = say(
            "write `{figure}%` if the document says that; seven of ten are `70%`", figure=written
        )
        fix = f"{written}%"
    elif (first, differing[0]) == ("money", "count"):
        hint = say("write `{figure} yuan`", figure=written)
    context.findings.error(
        "kinds_disagree",
        message,
        differing[1],
        hint,
        fix=fix,
        subject=context.rule,
        safety=safety,
    )
    return None
