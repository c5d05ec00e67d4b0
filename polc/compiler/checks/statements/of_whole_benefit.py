"""A statement that stands behind another on its line, could be a part of it, and is of the whole
benefit; and the other way round what says who is paid, with a term behind it.

In: a context. Out: an `of_whole_benefit` at each `when`, `for` and `not for` that follows a limit,
a floor, a deductible, a base or a rounding on the same line of text, or stands before one; and at
each statement of `whole_statements` that follows what it could bound, round or date. A line of text
ends nothing: nobody else is paid at all where the limit alone was meant for some, and what is paid
is bounded where the deductible was to be. And at a `when` behind several people, which may be meant
for the last alone; and at all that stands behind what one class has. Rights, alerts and shares have
such lines too.
"""

from itertools import pairwise

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.statements.lines_of_text import ClassLine, Statement, lines_of_text
from polc.compiler.checks.statements.whole_statements import tell_whole
from polc.compiler.syntax.nodes.inherit import ReplaceIn
from polc.compiler.syntax.nodes.reports import (
    Alert,
    BorneBySyntax,
    DueSyntax,
    Entitlement,
    LimitRule,
    StartSyntax,
)
from polc.compiler.syntax.nodes.statements import (
    BandsSyntax,
    BenefitSyntax,
    ClassSyntax,
    CountsTowardSyntax,
    FirstOfSyntax,
    ForSyntax,
    HighestSyntax,
    LeavingSyntax,
    NotForSyntax,
    OnceSyntax,
    PaidBySyntax,
    PayerOutputSyntax,
    Reading,
    RoundSyntax,
    TermSyntax,
    WhenSyntax,
)
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import spelling
from polc.messages.text import say

_OF_SOME = ("cap", "at_most", "at_least", "deductible", "base", "counted")
"""What is often said for some people or claims alone; whoever has no rate is paid nothing."""
_Gate = WhenSyntax | ForSyntax | NotForSyntax
_Whole = BenefitSyntax | ReplaceIn | Entitlement | Alert | LimitRule


def check_of_whole_benefit(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    for item in context.own_items(BenefitSyntax, ReplaceIn, Entitlement, Alert, LimitRule):
        name = item.benefit.text if isinstance(item, ReplaceIn) else item.name.text
        for line in lines_of_text(item.statements, context.own.source):
            _check_line(context, name, line)


def _check_line(context: CheckContext, name: str, line: list[Statement | ClassLine]) -> None:
    """The statements of one line of text, two and two."""
    pays = any(isinstance(statement, ClassLine) or _pays(statement) for statement in line)
    for before, behind in pairwise(line):
        if isinstance(behind, ClassLine):
            continue
        if isinstance(before, ClassLine):
            if not isinstance(behind, _OF_NO_CLASS):
                _report_class(context, name, before, behind)
        elif isinstance(before, ForSyntax) and isinstance(behind, WhenSyntax):
            _report_people(context, before, behind)
        elif isinstance(behind, _Gate):
            if _is_of_some(before) or (
                isinstance(before, NotForSyntax) and isinstance(behind, WhenSyntax)
            ):
                _report_statement(context, name, behind, before)
        elif isinstance(before, _Gate):
            if not pays and _is_of_some(behind):
                _report_statement(context, name, before, behind)
        else:
            _check_whole(context, name, before, behind)


_OF_NO_CLASS = (
    *(Reading, ClassSyntax, PayerOutputSyntax, FirstOfSyntax, HighestSyntax, LeavingSyntax),
)
"""What nobody takes for a part of what one class has."""


def _pays(statement: Statement) -> bool:
    """Whether it says how much is paid: what says who is paid on its line is of the whole."""
    if isinstance(statement, TermSyntax):
        return statement.term in ("rate", "pay")
    return isinstance(statement, BandsSyntax | FirstOfSyntax | HighestSyntax)


def _is_of_some(statement: Statement) -> bool:
    if isinstance(statement, TermSyntax):
        return statement.term in _OF_SOME
    return isinstance(
        statement,
        RoundSyntax
        | CountsTowardSyntax
        | PaidBySyntax
        | OnceSyntax
        | StartSyntax
        | DueSyntax
        | BorneBySyntax,
    )


def _check_whole(context: CheckContext, name: str, before: Statement, behind: Statement) -> None:
    told = tell_whole(before, behind, name, context.own.source.text)
    if told is not None:
        label = context.own.place(before.span, say("it is no part of this"))
        context.own.warning(
            "of_whole_benefit", told.message, behind.span, told.hint, (label,), subject=name
        )


def _report_class(context: CheckContext, name: str, before: ClassLine, behind: Statement) -> None:
    """`for tekun: rate 90% at most 5000 yuan`, which bounds what everybody is paid."""
    message = say(
        "this is of the whole of `{benefit}`, and not of the class before it alone", benefit=name
    )
    hint = say(
        "write it on a line of its own; where classes differ figures stand in a table: "
        "`at most { tekun: 5000 yuan; otherwise: 3000 yuan }`"
    )
    if isinstance(behind, WhenSyntax):
        hint = say(
            "write it on a line of its own if it is of all; what a class has under a condition is "
            "`for (dibao when referred): rate 80%`"
        )
    label = context.own.place(before.span, say("it is no part of this"))
    context.own.warning("of_whole_benefit", message, behind.span, hint, (label,), subject=name)


def _report_people(context: CheckContext, people: ForSyntax, line: WhenSyntax) -> None:
    """`for tekun, dibao when referred`, which may be for `dibao` alone."""
    if len(people.people) < 2:
        return
    text = context.own.source.text
    zh = detect_language(text) == "zh"
    comma = "、" if zh else ", "
    *rest, last = [name.text for name in people.people]
    condition = text[line.span.start : line.span.end]
    some = f"({last} {condition})"
    message = say("this condition is of all these people, and not of `{last}` alone", last=last)
    hint = say(
        "write it on a line of its own if it is of all; of `{last}` alone: `{people}`",
        last=last,
        people=f"{spelling('FOR', 'zh' if zh else 'en')} {comma.join([*rest, some])}",
    )
    if line.what != "both":
        hint = say(
            "write it on a line of its own if it is of all; what `{last}` alone has under this "
            "condition is a benefit of its own",
            last=last,
        )
    label = context.own.place(people.span, say("these people"))
    context.own.warning("of_whole_benefit", message, line.span, hint, (label,), subject=last)


def _report_statement(context: CheckContext, name: str, line: _Gate, term: Statement) -> None:
    """`cap 900 yuan per year when referred`, or `when referred cap 900 yuan per year`."""
    behind = line.span.start > term.span.start
    limits = isinstance(term, CountsTowardSyntax | PaidBySyntax | BorneBySyntax) or (
        isinstance(term, TermSyntax) and term.term in ("cap", "at_most", "at_least")
    )
    own_line = isinstance(term, StartSyntax | DueSyntax)
    if isinstance(line, WhenSyntax):
        message = say(
            "this condition is of the whole of `{benefit}`, and not of what stands behind it",
            benefit=name,
        )
        if behind:
            message = say(
                "this condition is of the whole of `{benefit}`, and not of what stands before it",
                benefit=name,
            )
        hint = say("write it on a line of its own; for some claims alone figures stand in a table")
        if limits:
            hint = say("write `only when …` for the limit alone, else a line of its own")
    elif isinstance(line, NotForSyntax):
        message = say(
            "`{benefit}` leaves these people out as a whole, and not only what stands behind it",
            benefit=name,
        )
        if behind:
            message = say(
                "`{benefit}` leaves these people out as a whole, and not only what stands before "
                "it",
                benefit=name,
            )
        hint = say(
            "write it on a line of its own if they are paid nothing; figures by person stand in a "
            "table: `deductible per year { tekun: 0 yuan; otherwise: 1000 yuan }`"
        )
        if limits:
            hint = say(
                "write it on a line of its own if they are paid nothing; figures by person stand "
                "in a table: `cap { tekun: none; otherwise: 30000 yuan } per year`"
            )
    else:
        message = say(
            "`{benefit}` is for these people alone, and not only what stands behind it",
            benefit=name,
        )
        if behind:
            message = say(
                "`{benefit}` is for these people alone, and not only what stands before it",
                benefit=name,
            )
        hint = say(
            "write it on a line of its own; figures by person stand in a table: `cap { dibao: "
            "3万元; otherwise: none } per year`"
        )
    if own_line:
        hint = say("write it on a line of its own")
    label = context.own.place(term.span, say("this is meant for everybody else too"))
    context.own.warning("of_whole_benefit", message, line.span, hint, (label,), subject=name)
