"""What an adjustment changes, in words.

In: a typed change, how values are said. Out: a sentence.
"""

from typing import assert_never

from polc.compiler.typed.nodes.changes import (
    CapRaisedBy,
    CapTakenAway,
    DeductibleLoweredBy,
    DeductibleLoweredTo,
    DeductibleRaisedBy,
    DeductibleTakenAway,
    RateLowered,
    RateRaised,
    TypedChange,
)
from polc.messages.text import Text, listed, say
from polc.wording.figures import rate_words
from polc.wording.values import Wording


def tell_change(change: TypedChange, words: Wording) -> Text:
    """What it changes, without for whom."""
    told = _what(change, words)
    if change.condition is None:
        return told
    return say(
        "{statement}, only when {condition}",
        statement=told,
        condition=words.value(change.condition),
    )


def tell_adjustment(change: TypedChange, words: Wording) -> Text:
    """The same with for whom."""
    if change.people.everyone:
        return tell_change(change, words)
    people = listed(words.people(change.people.members))
    return say("for {people}: {terms}", people=people, terms=tell_change(change, words))


def _what(change: TypedChange, words: Wording) -> Text:
    match change:
        case DeductibleLoweredBy():
            return say("deductible lowered by {value}", value=words.value(change.value))
        case DeductibleLoweredTo(raised=raised):
            value = words.value(change.value)
            return (
                say("deductible raised to {value}", value=value)
                if raised
                else say("deductible lowered to {value}", value=value)
            )
        case DeductibleRaisedBy():
            return say("deductible raised by {value}", value=words.value(change.value))
        case DeductibleTakenAway():
            return say("no deductible")
        case RateRaised(most=most):
            told = say("rate raised by {value}", value=words.value(change.value))
            return (
                told
                if most is None
                else listed([told, say("at most {value}", value=rate_words(most))])
            )
        case RateLowered():
            return say("rate lowered by {value}", value=words.value(change.value))
        case CapRaisedBy():
            return say("cap raised by {value}", value=words.value(change.value))
        case CapTakenAway():
            return say("no cap")
        case _:
            assert_never(change)
