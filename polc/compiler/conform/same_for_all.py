"""Whether a benefit is the same for all: nothing that it says asks who the person is.

In: the terms that stand under the default readings, the tallies that they may ask. Out: what
differs by identity and the statement that says so; None where nothing does.
"""

from collections.abc import Mapping

import attrs

from polc.compiler.conform.terms import StandingTerms
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.statements import FirstOfStatement, ForStatement
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.nodes.term_statements import Statement
from polc.compiler.typed.nodes.values import ByReading, Held, HeldSince, Lookup, TallyValue
from polc.messages.text import Text, say


def find_difference(
    terms: StandingTerms, tallies: Mapping[str, TypedTally]
) -> tuple[Text, Origin] | None:
    """The first statement that names people: after `for`, in a table, in a condition of a term
    or of a kind of care, in what a tally counts; then the adjustments."""
    for statement in terms.said(Statement):
        if isinstance(statement, ForStatement) and statement.people is not None:
            return say("it is for some people only"), statement.origin
        asked: object = statement
        if isinstance(statement, FirstOfStatement):
            # What the cases say is met as statements of their own.
            asked = tuple(kind.condition for kind in statement.kinds)
        if _asks_identity(asked, terms, tallies):
            reason = say("its {term} differs by identity", term=term_name(statement.term))
            return reason, statement.origin
    for change in terms.adjustments:
        if terms.stands(change.where):
            return say("it is adjusted for some people"), change.origin
    return None


def _asks_identity(value: object, terms: StandingTerms, tallies: Mapping[str, TypedTally]) -> bool:
    """Whether something within hangs on an identity under the defaults."""
    stack, seen = [value], set[str]()
    while stack:
        match stack.pop():
            case Held() | HeldSince() | Lookup(key=None):
                return True
            case ByReading() as chosen:
                stack.append(dict(chosen.choices)[terms.chosen[chosen.reading]])
            case TallyValue(tally=name):
                if name in tallies and name not in seen:
                    seen.add(name)
                    stack.append(tallies[name])
            case tuple() as parts:
                stack.extend(parts)
            case part if attrs.has(type(part)):
                stack.extend(attrs.astuple(part, recurse=False))  # type: ignore[arg-type]  # has() said so
    return False
