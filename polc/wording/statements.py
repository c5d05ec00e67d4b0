"""What a statement of a benefit, a right or an alert says, in words.

In: a typed statement, how values are said. Out: a sentence, of which each part speaks the reader's
language. Statements inside it (kinds of care, alternatives) are told by themselves.
"""

from typing import Final, assert_never

from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.typed.nodes.chosen import stands
from polc.compiler.typed.nodes.statements import (
    AsOfStatement,
    BorneByStatement,
    ClassStatement,
    CountsTowardStatement,
    CountsWhenStatement,
    DueStatement,
    FiguresByStatement,
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    LeavingStatement,
    ModeStatement,
    NotForStatement,
    NotSpecifiedStatement,
    OnceStatement,
    PaidByStatement,
    PayerStatement,
    PaysWhenStatement,
    RivalStatement,
    RoundStatement,
    ShareStatement,
    StartStatement,
    TypedAlternative,
    TypedLimited,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BandsStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import Figure, Held, Typed
from polc.messages.text import NOTHING, Text, joined, listed, say
from polc.wording.figures import money_words
from polc.wording.values import Wording

PERIODS: Final[dict[Period, Text]] = {
    "year": say("in the year"),
    "stay": say("for each stay"),
    "claim": say("for each claim"),
    "chain": say("for each chain of referrals"),
    "month": say("in the month"),
    "quarter": say("in the quarter"),
    "hospital": say("in the year, for each hospital"),
    "household": say("in the year, for the household"),
}
"""For how long a deductible or a limit holds."""

_COUNTINGS: Final = {
    "excess": NOTHING,
    "whole_reached": say("once reached, the whole counts"),
    "whole_exceeded": say("once exceeded, the whole counts"),
    "borne": say("what was borne counts"),
    "once": say("taken once"),
}
_MODES: Final = {
    "cumulated": say("on all of the year so far, less what was paid"),
    "start_again": say("after a payment the year's sum starts again"),
    "never_falling": say("what was paid of the year is not taken back"),
}


def tell_statement(statement: TypedStatement, words: Wording) -> Text:  # noqa: C901  # one case each
    """The sentence."""
    match statement:
        case ForStatement(people=people, limited=limited):
            return say("for {people}", people=_people(people, limited, words))
        case NotForStatement():
            return say("not for {people}", people=listed(words.people(statement.people.members)))
        case WhenStatement():
            return say("only when {condition}", condition=words.value(statement.condition))
        case PaysWhenStatement():
            return say("paid only when {condition}", condition=words.value(statement.condition))
        case CountsWhenStatement():
            return say("counted only when {condition}", condition=words.value(statement.condition))
        case BaseStatement(outside=outside):
            value = words.value(statement.value)
            return (
                say("paid from {value}, outside the policy range", value=value)
                if outside
                else say("paid from {value}", value=value)
            )
        case DeductibleStatement():
            return tell_deductible(statement, words)
        case RateStatement():
            return say("rate: {value}", value=words.value(statement.value))
        case BandsStatement():
            return say("rates by bands: {value}", value=words.value(statement.value))
        case PayStatement():
            return tell_pay(statement, words)
        case CapStatement():
            return tell_cap(statement, words)
        case CountedAtMostStatement():
            return say(
                "counted at most {value} {period}",
                value=words.value(statement.value),
                period=PERIODS[statement.period],
            )
        case AtLeastStatement() | AtMostStatement():
            return tell_bound(statement, words)
        case CountsTowardStatement():
            return _counts_toward(statement, words)
        case ModeStatement():
            return _MODES[statement.mode]
        case NotSpecifiedStatement():
            return _conditional(say("the document says nothing of it"), statement.condition, words)
        case FirstOfStatement():
            return say(
                "by the first kind of care that it is: {kinds}",
                kinds=listed(words.names.rule(f"x.{kind.name}") for kind in statement.kinds),
            )
        case HighestStatement(how=how):
            names = listed(words.names.rule(f"x.{way.name}") for way in statement.alternatives)
            return (
                say("the highest of: {ways}", ways=names)
                if how == "highest"
                else say("the sum of: {ways}", ways=names)
            )
        case LeavingStatement():
            return say(
                "what is left of {amount} is told as {name}",
                amount=words.value(statement.amount),
                name=words.names.of(statement.name),
            )
        case OnceStatement():
            return say("once in the year")
        case RivalStatement():
            return say(
                "this or {benefit}, whichever is more", benefit=words.names.of(statement.benefit)
            )
        case RoundStatement(down=down):
            unit = money_words(statement.unit)
            return (
                say("rounded down to whole {unit}", unit=unit)
                if down
                else say("rounded half up to whole {unit}", unit=unit)
            )
        case ClassStatement(how=how):
            return (
                say("of several identities the one that is paid most")
                if how == "by_amount"
                else say("of several identities the lowest ranked")
            )
        case PaidByStatement():
            return _paid_by(statement, words)
        case PayerStatement():
            return say("who pays is told as {name}", name=words.names.of(statement.name))
        case AsOfStatement():
            return say("by the identities of {day}", day=words.names.of(statement.day))
        case FiguresByStatement():
            return say("by the figures of the year of {day}", day=words.value(statement.day))
        case StartStatement():
            return say("from {day} on", day=words.value(statement.day))
        case DueStatement(moment=moment):
            amount = words.value(statement.amount)
            return (
                say("at admission {amount} is due", amount=amount)
                if moment == "admission"
                else say("at discharge {amount} is due", amount=amount)
            )
        case ShareStatement():
            return say(
                "the share of {part} in {whole}",
                part=words.value(statement.part),
                whole=words.value(statement.whole),
            )
        case BorneByStatement():
            return _conditional(
                say("borne by {bearer}", bearer=_bearer(statement.bearer, words)),
                statement.condition,
                words,
            )
        case _:
            assert_never(statement)


def tell_deductible(statement: DeductibleStatement, words: Wording) -> Text:
    """`deductible: 1800 yuan in the year`, with its bounds and how it counts."""
    if words.settled(statement.value) == Figure("money", 0):
        return say("no deductible")
    period = next(
        (period for period, where in statement.periods if stands(where, words.chosen)),
        statement.period,
    )
    counting = next(
        (how for how, where in statement.countings if stands(where, words.chosen)),
        statement.counting,
    )
    told = say("deductible: {value}", value=words.value(statement.value))
    extras = [PERIODS[period]] if period is not None else []
    for held in statement.held:
        value = words.value(held.value)
        extras.append(
            say("at least {value}", value=value)
            if held.op == "at_least"
            else say("at most {value}", value=value)
        )
    if _COUNTINGS[counting] != NOTHING:
        extras.append(_COUNTINGS[counting])
    if statement.continued is not None:
        extras.append(say("going on when {condition}", condition=words.value(statement.continued)))
    return listed([told, *extras])


def tell_pay(statement: PayStatement, words: Wording) -> Text:
    """A flat amount, and how many are paid for."""
    told = say("pays {value}", value=words.value(statement.value))
    if statement.most_of_year is None:
        return told
    return listed(
        [told, say("at most {count} in the year", count=words.value(statement.most_of_year))]
    )


def tell_cap(statement: CapStatement, words: Wording) -> Text:
    """`at most 160000 yuan in the year`."""
    if words.settled(statement.value).kind == "none":
        told = say("no cap")
    else:
        told = say("cap: {value}", value=words.value(statement.value))
        if statement.period is not None:
            told = listed([told, PERIODS[statement.period]])
    return _conditional(told, statement.condition, words)


def tell_bound(statement: AtLeastStatement | AtMostStatement, words: Wording) -> Text:
    """What lifts a payment, or holds it."""
    value = words.value(statement.value)
    told = (
        say("at least {value}", value=value)
        if isinstance(statement, AtLeastStatement)
        else say("at most {value}", value=value)
    )
    return _conditional(told, statement.condition, words)


def tell_alternative(way: TypedAlternative, words: Wording) -> Text:
    """`for 低保对象: 90% of the premium, at least 320 yuan`."""
    parts = [say("{value}", value=words.value(way.value))]
    parts += [tell_bound(limit, words) for limit in way.limits if stands(limit.where, words.chosen)]
    if way.until is not None:
        parts.append(say("until {day}", day=words.value(way.until)))
    if way.condition is not None:
        parts.append(say("only when {condition}", condition=words.value(way.condition)))
    parts += [
        tell_statement(line, words) for line in way.rounding if stands(line.where, words.chosen)
    ]
    told = listed(parts)
    if way.people is None and not way.limited:
        return told
    return say("for {people}: {terms}", people=_people(way.people, way.limited, words), terms=told)


def _people(people: Held | None, limited: tuple[TypedLimited, ...], words: Wording) -> Text:
    """Who is meant, those under a condition of their own with it."""
    if people is None and not limited:
        return say("everyone")
    named: list[Text] = []
    if people is not None:
        named += [say("{word}", word=name) for name in words.people(people.members)]
    for some in limited:
        who = listed(words.people(some.people.members))
        named.append(
            say("{people} when {condition}", people=who, condition=words.value(some.condition))
        )
    return listed(named)


def _counts_toward(statement: CountsTowardStatement, words: Wording) -> Text:
    pools = listed(map(words.names.of, statement.pools))
    if statement.charges and statement.limits:
        told = say("counts toward and within {pools}", pools=pools)
    elif statement.charges:
        told = say("counts toward {pools}", pools=pools)
    else:
        told = say("within {pools}", pools=pools)
    return _conditional(told, statement.condition, words)


def _paid_by(statement: PaidByStatement, words: Wording) -> Text:
    payer = words.names.of(statement.payer)
    if not statement.shares:
        return _conditional(say("paid by {payer}", payer=payer), statement.condition, words)
    shares = joined(
        say(
            "{payer} up to {amount}",
            payer=words.names.of(share.payer),
            amount=words.value(share.most),
        )
        for share in statement.shares
    )
    told = say("paid by {shares}; the rest by {payer}", shares=shares, payer=payer)
    return _conditional(told, statement.condition, words)


def _bearer(bearer: str, words: Wording) -> str:
    if bearer == "institution":
        return words.names.tell(say("the hospital"))
    return words.names.tell(say("nobody named")) if bearer == "nobody" else words.names.of(bearer)


def _conditional(told: Text, condition: Typed | None, words: Wording) -> Text:
    if condition is None:
        return told
    return say(
        "{statement}, only when {condition}", statement=told, condition=words.value(condition)
    )
