"""What each input of a source is, in words.

In: an input of a program. Out: sentences.
"""

from collections.abc import Mapping
from typing import Final

from polc.compiler.model.policy import Identity
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.source.program import SourceInput
from polc.messages.text import Text, quoted, say

KINDS: Final[Mapping[str, Text]] = {
    "money": say("fen"),
    "rate": say("millionths"),
    "count": say("a number"),
    "flag": say("0 or 1"),
    "date": say("a day"),
    "mask": say("bits of identities"),
    "choice": say("a row"),
    "bands": say("a table of bands"),
}
"""What a number of each kind is."""

SCOPES: Final[Mapping[str, Text]] = {
    "year": say("benefit year"),
    "household": say("benefit year, of all members of the household"),
    "visit": say("stay"),
    "chain": say("chain of referrals"),
    "month": say("month"),
    "quarter": say("quarter"),
    "hospital": say("hospital"),
}
"""With what a running sum begins anew."""


def tell_input(known: SourceInput, plan: Plan) -> Text:
    """What it is to hold."""
    match known.scope:
        case "system":
            return _tell_system(known.field, plan)
        case "since":
            names = quoted([identity.id for identity in _held(int(known.field), plan)])
            return say(
                "the first day of the time in which the person holds one of {identities} without a "
                "break, on the day of the claim, else of the next such time; 0 where it always "
                "was, 2^62 where there is none",
                identities=names,
            )
        case "paid":
            return say("what `{benefit}` paid, where that is known already", benefit=known.field)
        case _ if known.words:
            return say("a number of the table `{table}`", table=f"{known.name}_words")
        case _:
            return say("`{field}` of the case", field=known.told)


def _held(bits: int, plan: Plan) -> list[Identity]:
    return [identity for place, identity in enumerate(plan.identities) if bits >> place & 1]


def _tell_system(name: str, plan: Plan) -> Text:
    match name:
        case "held" if plan.dates.of_year:
            return say("the identities that the person holds on some day of the benefit year")
        case "held":
            return say(
                "the identities that the person holds on the day `{day}` of the claim, or on the "
                "day of a function of the year",
                day=plan.dates.identities,
            )
        case "held_in_year":
            return say("the identities that the person holds on some day of the benefit year")
        case "held_in_month":
            return say("the identities that the person holds on some day of that month")
        case "date":
            return say(
                "the day `{day}` of the claim, by which rules are looked up, or the day of a "
                "function of the year",
                day=plan.dates.rules,
            )
        case "year":
            return say("the benefit year")
        case "first_day":
            return say("the first day of the benefit year")
        case "last_day":
            return say("the last day of the benefit year")
        case _:
            return say("`{field}` of the case", field=name)
