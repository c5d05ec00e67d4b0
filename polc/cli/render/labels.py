"""The words of a settlement's JSON as a terminal shows them.

In: a status, the name of an input, a value, as `docs/json.md` has them. Out: the word in the
language of the command; a name that a policy gave itself stays as it is.
"""

from typing import Any, Final

from polc.cli.terminal.language import tell
from polc.messages.text import Language, Text, say

STATUSES: Final = (
    say("paid"),
    say("left"),
    say("given"),
    say("applied"),
    say("adjusted"),
    say("limited"),
    say("within"),
    say("raised"),
    say("not the highest"),
    say("part"),
    say("not_for"),
    say("not_when"),
    say("expired"),
    say("paid before"),
    say("nothing left"),
    say("not specified"),
    say("entitled"),
    say("not entitled"),
    say("reported"),
    say("over the limit"),
)
"""What can have become of a step, each a sentence of the catalogue."""


def label(word: str, language: Language) -> str:
    """A status or the name of an input; the catalogue has those that polc itself gives."""
    return tell(Text(word, {}), language)


def shown(value: Any, language: Language) -> str:
    """A value of a settlement; what has none, or is not known, is a dash."""
    match value:
        case None:
            return "-"
        case bool():
            return tell(say("yes") if value else say("no"), language)
        case _:
            return str(value)
