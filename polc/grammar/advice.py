"""What is said of a word of the field that is no keyword.

In: nothing. Out: `Advice`, what to write for a word, and the reasons that several words share.
"""

from typing import Final

from polc.messages.text import NOTHING, Text, say
from polc.records.frozen import frozen


@frozen
class Advice:
    """What to write for a word: `write` stands in its place where it is one and the sentence
    needs no other change; `why` says more, or what is to be done where nothing can."""

    write: tuple[str, ...] = ()
    why: Text = NOTHING


MONTHLY: Final = say(
    "a limit or a deductible is for a year, a quarter, a month, a stay or a claim, and none is for "
    "any other time; write the period of these that the document means, or settle it outside"
)
BORNE: Final = say(
    "a rate is the share that is paid, not the share that the person bears: 30% borne is 70% paid"
)
EDGE: Final = say(
    "leave it out: bands, deductibles and caps pay the same at their edge; in a condition "
    "`reaches` and `up to` take the edge in, `over` and `under` do not"
)
LIMIT: Final = say("`cap` is a limit of a period, `at most` one of each payment")
BY_PERSON: Final = say("figures by person stand in a table")
SHARED: Final = say("a limit that several benefits share is a pool of its own, outside")

ORDERS: Final = say("the one orders identities, the other the benefits in which they are paid")
MOST_BORNE: Final = say(
    "what a person bears at most is a benefit that pays the rest: `base own_cost`, "
    "`deductible per year 30000 yuan`, `rate 100%`"
)
"""Of a limit of what the person bears, which is no limit of what is paid."""

LIFE: Final = say(
    "a limit is for a year, a stay or a claim, and none is for a life: what was used of it before "
    "is outside of a year's claims"
)
CONDITION: Final = say(
    "a condition of the whole benefit is a line of its own, as in `when kind is inpatient`"
)
EACH_PERSON: Final = say("leave it out: every limit and every deductible is each person's already")
ANEW: Final = say(
    "it has no condition of its own: the accumulated amount begins anew whenever something was "
    "paid; which claims are paid at all says `pays when …`"
)
PAID_FIRST: Final = say(
    "what a person pays first is no part of the cost within the policy: a case gives `in_policy` "
    "without it; where a rule is to take it off, a line says so: `base 90% of in_policy`"
)
NTH_STAY: Final = say(
    "which stay of the year it is says a tally: `tally stays = count of visits only when kind is "
    "inpatient`, and a table `{ 1: 1000 yuan; from 2: 500 yuan } by stays`"
)
CHANGED: Final = say(
    "write the figure that holds; what changes it for some people is an adjustment of its own: "
    "`adjust BENEFIT for NAMES { deductible lowered by 50% }`"
)
PAID_ONCE: Final = say(
    "leave it out: so much is paid of each claim, or for the person's year where the benefit is of "
    "it; what is paid in a time is bounded by a cap, `cap 500 yuan per month`"
)
EACH_DAY: Final = say("so much for each day is `pay 80 yuan for each of days_in`")
OPEN: Final = say(
    "write the figure that holds; where the document leaves it open, a parameter that whoever "
    "settles supplies: `param NAME : money unspecified`"
)

BORN: Final = say("an example says when a person was born: `person dibao { born 1946-01-01 }`")
"""Of the age of a person in an example."""
