"""Deductibles that ask those of earlier layers, which ask others in turn.

In: the benefits in paying order. Out: a diagnostic where working one out means working out more
deductibles than can be followed: each is asked anew wherever it is used, for the people whom its
layer means, so their number grows with every layer in between.
"""

from collections.abc import Iterable
from typing import Final

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import FirstOfStatement
from polc.compiler.typed.nodes.term_statements import DeductibleStatement
from polc.compiler.typed.nodes.values import LayerValue
from polc.messages.text import say

MOST_ASKED: Final = 500


def asks_too_many(benefits: Iterable[TypedBenefit]) -> str | None:
    """The first benefit that comes to more than `MOST_ASKED`, None where none does."""
    asked: dict[str, int] = {}
    for benefit in benefits:
        asked[benefit.id] = sum(
            1 + asked.get(part.benefit, 0)
            for part in walk_records(benefit)
            if isinstance(part, LayerValue) and (part.of_year or part.part == "deductible")
        )
        if asked[benefit.id] > MOST_ASKED:
            return benefit.id
    return None


def asked_of_kinds(benefits: Iterable[TypedBenefit], asking: Iterable[object]) -> list[str]:
    """The benefits whose deductible something asks for although their kinds of care have theirs:
    of each that asks the first."""
    own = {
        benefit.id
        for benefit in benefits
        for line in benefit.statements
        if isinstance(line, FirstOfStatement)
        for kind in line.kinds
        if any(isinstance(inside, DeductibleStatement) for inside in kind.statements)
    }
    if not own:
        return []
    found = (
        [
            part.benefit
            for part in walk_records(typed)
            if isinstance(part, LayerValue) and part.part == "deductible" and part.benefit in own
        ]
        for typed in asking
    )
    return list(dict.fromkeys(asked[0] for asked in found if asked))


def report_own_deductibles(name: Name, context: Context) -> None:
    """That there is no one deductible of a benefit."""
    message = say(
        "the kinds of care of `{benefit}` have deductibles of their own, so there is no one of "
        "them to ask for",
        benefit=name.text,
    )
    context.findings.error("wrong_kind_of_name", message, name.span, subject=name.text)
