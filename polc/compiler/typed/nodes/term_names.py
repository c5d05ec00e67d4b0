"""What messages call the terms of a benefit and the kinds of values.

In: a term or a kind as the compiler has it. Out: its name, in the words of either language.
"""

from typing import Final

from polc.messages.text import Text, say

_TERMS: Final[dict[str, Text]] = {
    "for": say("for"),
    "base": say("base"),
    "deductible": say("deductible"),
    "rate": say("rate"),
    "bands": say("bands"),
    "pay": say("pay"),
    "cap": say("cap"),
    "counted": say("counted at most"),
    "highest": say("highest"),
    "mode": say("mode"),
    "class": say("class"),
    "round": say("round"),
    "once": say("once"),
    "as_of": say("as of"),
    "figures_by": say("figures by"),
    "share": say("share"),
    "start": say("start"),
    "payer": say("payer"),
    "first_of": say("first of"),
    "leaving": say("leaving"),
    "when": say("when"),
    "pays_when": say("pays when"),
    "counts_when": say("counts when"),
    "not_specified": say("not specified"),
    "of": say("of"),
    "at_most": say("at most"),
    "at_least": say("at least"),
    "due": say("due"),
    "borne_by": say("borne by"),
    "from": say("from"),
    "this": say("this"),
}

KINDS: Final[dict[str, Text]] = {
    "money": say("money"),
    "rate": say("rate"),
    "points": say("points"),
    "count": say("count"),
    "date": say("date"),
    "days": say("days"),
    "months": say("months"),
    "flag": say("flag"),
    "choice": say("choice"),
    "bands": say("bands"),
    "text": say("text"),
}
"""The kinds as a declaration names them."""


def term_name(term: str) -> Text:
    """A term as people say it; a name that is no term stays as it is."""
    return _TERMS.get(term) or say("{word}", word=term.replace("_", " "))


def kind_name(kind: str) -> Text:
    """A kind as a declaration names it."""
    return KINDS.get(kind) or say("{word}", word=kind)


KIND_NAMES: Final[dict[str, Text]] = {
    "money": say("an amount of money"),
    "rate": say("a percentage"),
    "points": say("percentage points"),
    "count": say("a number"),
    "date": say("a date"),
    "days": say("a number of days"),
    "months": say("a number of months"),
    "flag": say("a condition"),
    "choice": say("one of several words"),
    "none": say("no limit"),
    "bands": say("a table of bands"),
}
