"""A statement that stands behind another on its line, could be a part of it, and is of the whole
benefit.

In: a context. Out: an `of_whole_benefit` at each `when`, `for` and `not for` that follows a limit,
a floor, a deductible, a base or a rounding on the same line of text, and at each statement of
`whole_statements` that follows what it could bound, round or date. A line of text ends nothing:
nobody else is paid at all where the limit alone was meant for some, and what is paid is bounded
where the deductible was to be. And at a `when` behind several people, which may be meant for the
last alone.
"""

from collections.abc import Iterator
from itertools import pairwise

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.statements.whole_statements import tell_whole
from polc.compiler.syntax.nodes.statements import (
    BenefitStatementSyntax,
    BenefitSyntax,
    CountsTowardSyntax,
    FirstOfSyntax,
    ForSyntax,
    NotForSyntax,
    PaidBySyntax,
    RoundSyntax,
    TermSyntax,
    WhenSyntax,
)
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import spelling
from polc.messages.text import say

_OF_SOME = ("cap", "at_most", "at_least", "deductible", "base", "counted")
"""What is often said for some people or claims alone; whoever has no rate is paid nothing."""


def check_of_whole_benefit(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    source = context.own.source
    for benefit in context.own_items(BenefitSyntax):
        for before, line in _neighbours(benefit.statements):
            if source.line_of(before.span.end - 1) != source.line_of(line.span.start):
                continue
            if isinstance(before, ForSyntax) and isinstance(line, WhenSyntax):
                _report_people(context, before, line)
                continue
            if isinstance(line, WhenSyntax | ForSyntax | NotForSyntax):
                if _is_of_some(before, line):
                    _report_statement(context, benefit, before, line)
                continue
            told = tell_whole(before, line, benefit.name.text)
            if told is not None:
                label = context.own.place(before.span, say("it is no part of this"))
                context.own.warning(
                    "of_whole_benefit",
                    told.message,
                    line.span,
                    told.hint,
                    (label,),
                    subject=benefit.name.text,
                )


def _neighbours(
    statements: tuple[BenefitStatementSyntax, ...],
) -> Iterator[tuple[BenefitStatementSyntax, BenefitStatementSyntax]]:
    """Each statement with the one behind it, also within a kind of care."""
    yield from pairwise(statements)
    for line in statements:
        if isinstance(line, FirstOfSyntax):
            for kind in line.kinds:
                yield from _neighbours(kind.statements)


def _is_of_some(
    before: BenefitStatementSyntax, line: WhenSyntax | ForSyntax | NotForSyntax
) -> bool:
    if isinstance(before, TermSyntax):
        return before.term in _OF_SOME
    if isinstance(before, NotForSyntax):
        return isinstance(line, WhenSyntax)
    return isinstance(before, RoundSyntax | CountsTowardSyntax | PaidBySyntax)


def _report_people(context: CheckContext, people: ForSyntax, line: WhenSyntax) -> None:
    """`for tekun, dibao when referred`, which may be for `dibao` alone."""
    if len(people.people) < 2 or line.what != "both":
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
    label = context.own.place(people.span, say("these people"))
    context.own.warning("of_whole_benefit", message, line.span, hint, (label,), subject=last)


def _report_statement(
    context: CheckContext,
    benefit: BenefitSyntax,
    before: BenefitStatementSyntax,
    line: WhenSyntax | ForSyntax | NotForSyntax,
) -> None:
    limits = isinstance(before, CountsTowardSyntax | PaidBySyntax) or (
        isinstance(before, TermSyntax) and before.term in ("cap", "at_most", "at_least")
    )
    if isinstance(line, WhenSyntax):
        message = say(
            "this condition is of the whole of `{benefit}`, and not of what stands before it",
            benefit=benefit.name.text,
        )
        hint = say("write it on a line of its own; for some claims alone figures stand in a table")
        if limits:
            hint = say("write `only when …` for the limit alone, else a line of its own")
    elif isinstance(line, NotForSyntax):
        message = say(
            "`{benefit}` leaves these people out as a whole, and not only what stands before it",
            benefit=benefit.name.text,
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
            "`{benefit}` is for these people alone, and not only what stands before it",
            benefit=benefit.name.text,
        )
        hint = say(
            "write it on a line of its own; figures by person stand in a table: `cap { dibao: "
            "3万元; otherwise: none } per year`"
        )
    label = context.own.place(before.span, say("this is meant for everybody else too"))
    context.own.warning(
        "of_whole_benefit", message, line.span, hint, (label,), subject=benefit.name.text
    )
