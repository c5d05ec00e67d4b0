"""Exactly one statement for a term, whatever the readings.

In: a typed benefit and the readings. Out: diagnostics with the assignment under which
a term has two lines, or none although another assignment has one.
"""

import re
from itertools import islice, product
from typing import Final

from polc.compiler.model.readings import ReadingSpec
from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import stands
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.said_once import AT_MOST_ONE, SINGLE, standing_at_odds
from polc.compiler.typed.nodes.statements import (
    BorneByStatement,
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    NotSpecifiedStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.nodes.term_statements import (
    AtMostStatement,
    BandsStatement,
    CapStatement,
    PayStatement,
    RateStatement,
    Statement,
)
from polc.messages.text import NOTHING, Text, listed, say

_SPELLINGS: Final = (
    RateStatement,
    BandsStatement,
    PayStatement,
    FirstOfStatement,
    HighestStatement,
)
"""Statements that say one thing, what is paid."""

_NEEDED: Final[dict[str, tuple[type[Statement], ...]]] = {
    "alert": (WhenStatement,),
    "limit": (AtMostStatement, BorneByStatement),
}
"""Of which a report has at least one under every choice, by what it is."""

_RATE_FOR: Final = re.compile(r"^\s*\S+ +\S+.*\s(?:for|对象)\s")
_MOST_ASSIGNMENTS: Final = 4096


def check_assignments(
    benefit: TypedBenefit | TypedReport,
    readings: dict[str, ReadingSpec],
    span: Span,
    context: Context,
) -> None:
    """Every combination of the choices that a term's statements name, of the benefit and of
    each of its kinds of care."""
    _check_statements(benefit.statements, benefit.id, readings, span, context)
    if isinstance(benefit, TypedReport):
        for kind in _NEEDED.get(benefit.what, ()):
            _check_needed(kind, benefit, readings, span, context)
    for statement in benefit.statements:
        if isinstance(statement, FirstOfStatement):
            for care in statement.kinds:
                name = f"{benefit.id}.{care.name}"
                _check_statements(care.statements, name, readings, span, context)


def _check_statements(
    statements: tuple[TypedStatement, ...],
    name: str,
    readings: dict[str, ReadingSpec],
    span: Span,
    context: Context,
) -> None:
    for kind in (*SINGLE, *AT_MOST_ONE):
        if kind is not RateStatement and kind in _SPELLINGS:
            continue
        spellings = _SPELLINGS if kind is RateStatement else (kind,)
        found = [statement for statement in statements if isinstance(statement, spellings)]
        not_specified = [
            statement for statement in statements if isinstance(statement, NotSpecifiedStatement)
        ]
        if kind is not RateStatement:
            not_specified = []
        elif any(
            statement.condition is None and statement.where is None for statement in not_specified
        ):
            found += not_specified
        if len(found) > 1 or any(statement.where for statement in found):
            _check_term(kind, found, not_specified, name, readings, span, context)


def _check_term(
    kind: type[Statement],
    statements: list[TypedStatement],
    not_specified: list[NotSpecifiedStatement],
    benefit: str,
    readings: dict[str, ReadingSpec],
    span: Span,
    context: Context,
) -> None:
    """`not_specified` are the lines that say of this term that nothing is said of it."""
    called = term_name(kind.term)
    hanging = (statement.where for statement in (*statements, *not_specified))
    names = sorted({where[0] for where in hanging if where is not None})
    choices = [readings[name].settled for name in names if name in readings]
    count = 1
    for options in choices:
        count *= len(options)
    if count > _MOST_ASSIGNMENTS:
        message = say(
            "the {term} of `{benefit}` hangs on too many readings at once",
            term=called,
            benefit=benefit,
        )
        context.findings.error("too_many_readings", message, span, subject=benefit)
        return
    for assignment in product(*choices):
        chosen = dict(zip(names, assignment, strict=True))
        standing = [statement for statement in statements if stands(statement.where, chosen)]
        left = standing_at_odds(standing)
        under = _say_chosen(chosen)
        if len(left) > 1:
            message = say(
                "`{benefit}` has {count} lines for its {term}",
                benefit=benefit,
                count=len(left),
                term=called,
            )
            if kind is ForStatement:
                message = say(
                    "`{benefit}` says {count} times whom it is for",
                    benefit=benefit,
                    count=len(left),
                )
            if kind is RateStatement and len({type(statement) for statement in left}) > 1:
                message = say(
                    "`{benefit}` says in {count} ways what it pays",
                    benefit=benefit,
                    count=len(left),
                )
            if under:
                message = say("{message} when {under}", message=message, under=under)
            first, second = (_place_of(statement, context) or span for statement in left[:2])
            hint = say(
                "keep one of them, or give each a choice of its own: `where READING is CHOICE`"
            )
            if not under:
                hint = _say_instead(kind, second, context) or hint
            if any(isinstance(statement, FirstOfStatement) for statement in left):
                hint = say(
                    "`first of { … }` says all that is paid: write the other into one of its "
                    "kinds of care, or after `otherwise`"
                )
            related = (context.findings.place(first, say("the other line")),)
            context.findings.error(
                "two_lines_for_a_term", message, second, hint, related, subject=benefit
            )
            return
        said = standing or [
            statement for statement in not_specified if stands(statement.where, chosen)
        ]
        if not said and kind not in AT_MOST_ONE:
            _report_none(kind, benefit, chosen, span, context)
            return


def _check_needed(
    kind: type[Statement],
    report: TypedReport,
    readings: dict[str, ReadingSpec],
    span: Span,
    context: Context,
) -> None:
    """That lines of which there may be several are not all of choices that may fall away."""
    lines = [statement for statement in report.statements if isinstance(statement, kind)]
    hanging = [line.where for line in lines if line.where is not None]
    names = sorted({name for name, _ in hanging})
    if len(hanging) < len(lines) or any(name not in readings for name in names):
        return
    for assignment in islice(
        product(*(readings[name].settled for name in names)), _MOST_ASSIGNMENTS
    ):
        chosen = dict(zip(names, assignment, strict=True))
        if hanging and not any(stands(where, chosen) for where in hanging):
            _report_none(kind, report.id, chosen, span, context)
            return


def _report_none(
    kind: type[Statement], name: str, chosen: dict[str, str], span: Span, context: Context
) -> None:
    message = say(
        "`{benefit}` has no {term} when {under}",
        benefit=name,
        term=term_name(kind.term),
        under=_say_chosen(chosen),
    )
    only = next(iter(chosen.items())) if len(chosen) == 1 else None
    hint = NOTHING
    if only is not None:
        hint = say(
            "write what holds then in a line `… where {reading} is {choice}`",
            reading=only[0],
            choice=only[1],
        )
    context.findings.error("no_line_for_a_term", message, span, hint, subject=name)


def _say_chosen(chosen: dict[str, str]) -> Text:
    return listed(
        say("`{reading}` is `{choice}`", reading=name, choice=choice)
        for name, choice in chosen.items()
    )


def _place_of(statement: TypedStatement, context: Context) -> Span | None:
    """The text of the statement, where the file of the benefit wrote it."""
    origin, source = statement.origin, context.source
    if origin.file != source.name or not 1 <= origin.line <= source.line_count:
        return None
    text = source.line_text(origin.line).partition("#")[0].rstrip()
    start = source.start_of(origin.line) + len(text) - len(text.lstrip())
    return Span(start, source.start_of(origin.line) + len(text))


def _say_instead(kind: type[Statement], second: Span, context: Context) -> Text:
    """What two lines of a kind often want to say: figures by person, a limit of each payment
    beside one of the year."""
    if kind is CapStatement:
        return say(
            "a benefit has one `cap` of each period; a limit of each payment beside it is "
            "`at most 1000 yuan`"
        )
    line = context.source.line_text(context.source.line_of(second.start))
    if kind in (ForStatement, *_SPELLINGS) and _RATE_FOR.search(line):
        return say("figures by person stand in a table: `rate { tekun: 100%; dibao: 70% }`")
    if kind is ForStatement:
        return say("name all of them in one line: `for tekun, dibao`")
    return NOTHING
