"""The kinds of things that have a name, and what messages call them.

In: kinds. Out: their names, `an identity or a group`.
"""

from collections.abc import Iterable
from typing import Final, Literal

from polc.messages.text import Text, either, say

SymbolKind = Literal[
    "identity",
    "group",
    "list",
    "parameter",
    "pool",
    "benefit",
    "reading",
    "source",
    "field",
    "tally",
    "payer",
    "report",
    "deadline",
    "declared",
    "requirement",
]

KIND_NAMES: Final[dict[SymbolKind, Text]] = {
    "identity": say("an identity"),
    "group": say("a group"),
    "list": say("a list"),
    "parameter": say("a parameter"),
    "pool": say("a pool"),
    "benefit": say("a benefit"),
    "reading": say("a reading"),
    "source": say("a source"),
    "field": say("a field"),
    "tally": say("a tally"),
    "payer": say("a payer"),
    "report": say("a right, an alert or a limit"),
    "deadline": say("a deadline"),
    "declared": say("a target or an obligation"),
    "requirement": say("a requirement"),
}


def kinds_named(kinds: Iterable[SymbolKind]) -> Text:
    """`an identity or a group`."""
    return either(KIND_NAMES[kind] for kind in kinds)
