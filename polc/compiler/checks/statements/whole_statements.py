"""Which statements of the whole benefit could be a part of the one before them on their line.

In: two statements of a benefit, the later behind the earlier. Out: a `Told`, what the later is of
and how either meaning is written; None where it cannot be taken for a part of the earlier. And of a
period between two terms the text of which it could be too.
"""

from typing import Final, Literal

from polc.compiler.checks.statements.lines_of_text import Statement
from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import (
    AsOfSyntax,
    BandsSyntax,
    CountsTowardSyntax,
    FiguresBySyntax,
    LeavingSyntax,
    OnceSyntax,
    PaidBySyntax,
    RoundSyntax,
    TermSyntax,
)
from polc.compiler.syntax.nodes.values import Number
from polc.grammar.keywords import KEYWORDS
from polc.messages.text import Text, say


@frozen
class Told:
    """What is said of a statement, and how it is written."""

    message: Text
    hint: Text


_Before = Literal[
    "base", "deductible", "cap", "counted", "at_least", "at_most", "pool", "payer", "left", ""
]
_BOUNDED: Final = ("base", "deductible", "cap", "counted", "pool", "payer", "left")
_ONCE: Final = ("base", "deductible", "cap", "counted", "pool", "payer", "left")
_ROUNDED: Final = ("base", "deductible", "cap", "counted", "at_least", "at_most", "left")
_DATED: Final = ("base", "deductible", "cap", "counted", "at_least", "at_most")
_OWN_LINE: Final = say("write it on a line of its own")


def tell_whole(before: Statement, line: Statement, benefit: str, text: str) -> Told | None:
    """What is told of `line`, a statement of `benefit` behind `before` on its line of `text`."""
    if _leads_with_period(line, text) and _may_have_period(before):
        message = say("this period is of what stands behind it, and not of what stands before it")
        return Told(message, _OF_PERIOD)
    kind = _kind_of(before)
    fixed = isinstance(before, TermSyntax) and isinstance(before.value, Number)
    match line:
        case TermSyntax(term="at_most" | "at_least") if kind in _BOUNDED:
            if kind == "cap" and fixed:
                return None
            message = say(
                "this bounds what `{benefit}` pays, and not what stands before it", benefit=benefit
            )
            return Told(message, _hint_of_bound(kind, line.term))
        case OnceSyntax() if kind in _ONCE:
            message = say(
                "`{benefit}` as a whole pays once per year; this is not of what stands before it",
                benefit=benefit,
            )
            return Told(message, _OF_ONCE if kind == "deductible" else _OWN_LINE)
        case RoundSyntax() if kind in _ROUNDED and not fixed:
            message = say(
                "this rounds what `{benefit}` pays, and not what stands before it", benefit=benefit
            )
            by_words = kind in ("deductible", "cap", "counted", "at_least", "at_most")
            return Told(message, _OF_ROUNDING if by_words else _OWN_LINE)
        case AsOfSyntax() | FiguresBySyntax() if kind in _DATED:
            pass
        case CountsTowardSyntax() if kind in ("base", "deductible"):
            pass
        case PaidBySyntax() if kind == "deductible":
            pass
        case _:
            return None
    message = say("this is of the whole of `{benefit}`, and not of what stands before it",
                  benefit=benefit)  # fmt: skip
    return Told(message, _OWN_LINE)


def _leads_with_period(line: Statement, text: str) -> bool:
    """`per year deductible 1000 yuan`."""
    if not (isinstance(line, TermSyntax) and line.term in ("deductible", "cap") and line.period):
        return False
    words = KEYWORDS["DEDUCTIBLE" if line.term == "deductible" else "CAP"]
    return not text.startswith((*words[0], *words[1]), line.span.start)


def _may_have_period(before: Statement) -> bool:
    """Of what so much per year would be a sentence too: `at most 5000 yuan per year`."""
    if isinstance(before, TermSyntax):
        return before.term in ("at_most", "at_least", "pay")
    return isinstance(before, BandsSyntax) and before.edges not in ("year", "household")


_OF_PERIOD: Final = say(
    "begin a line with the period; what is paid in a year is bounded by a cap: `cap 5000 yuan per "
    "year`"
)
_OF_ONCE: Final = say(
    "write it on a line of its own if the benefit pays once per year; a deductible that is taken "
    "once per year is one of the year: `deductible per year 1000 yuan`"
)
_OF_ROUNDING: Final = say(
    "write it on a line of its own if what is paid is rounded; `rounded to 1 yuan` and `rounded "
    "down to 1 yuan` round what stands before them"
)
_BY_COMMA: Final = say(
    "write a comma before it if it bounds what stands before it, and a line of its own if it "
    "bounds what is paid"
)
_OF_BASE_AT_MOST: Final = say(
    "write it on a line of its own if it bounds what is paid; a base is bounded by the lower of "
    "two: `base lower of (remaining, 5000 yuan)`"
)
_OF_BASE_AT_LEAST: Final = say(
    "write it on a line of its own if it bounds what is paid; a base is bounded by the higher of "
    "two: `base higher of (remaining, 5000 yuan)`"
)
_OF_POOL: Final = say(
    "write it on a line of its own if it bounds what is paid; how much a pool has is said where "
    "it is declared: `pool NAME 1000 yuan per person per year`"
)
_OF_PAYER: Final = say(
    "write it on a line of its own if it bounds what is paid; how much of it a payer pays is "
    "`paid by NAME up to 1000 yuan, rest by NAME`"
)


def _hint_of_bound(kind: _Before, term: str) -> Text:
    match kind:
        case "deductible":
            return _BY_COMMA
        case "cap" if term == "at_most":
            return _BY_COMMA
        case "base":
            return _OF_BASE_AT_MOST if term == "at_most" else _OF_BASE_AT_LEAST
        case "pool":
            return _OF_POOL
        case "payer":
            return _OF_PAYER
        case _:
            return _OWN_LINE


def _kind_of(line: Statement) -> _Before:
    """What the statement says, where something behind it could be a part of it; empty otherwise."""
    match line:
        case TermSyntax(term="base" | "counted" | "at_least" | "at_most" as term):
            return term
        case TermSyntax(term="deductible" | "cap" as term):
            none = isinstance(line.value, Number) and (
                line.value.kind == "none" or line.value.value == 0
            )
            return "" if none else term
        case CountsTowardSyntax():
            return "pool"
        case PaidBySyntax():
            return "payer"
        case LeavingSyntax():
            return "left"
        case _:
            return ""
