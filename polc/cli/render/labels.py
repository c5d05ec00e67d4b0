"""The words of a settlement's JSON as a terminal shows them.

In: a status, the name of an input, a value, as `docs/json.md` has them. Out: the word in the
language of the command; a name that a policy gave itself stays as it is.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from polc.cli.terminal.language import tell
from polc.messages.text import Language, Text, say
from polc.runtime.explanation import AS_WRITTEN

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


_WORDS: Final[Mapping[str, Text]] = {
    "yes": say("yes"),
    "no": say("no"),
    "none": say("none"),
    "not needed": say("not needed"),
}
"""Values that are words of polc, and none of the policy."""

_BAND: Final = re.compile(r"(?:to (?P<edge>[^:,]+)|above): (?P<rate>[^,]+)")
"""A band as the policy writes it: `to 30000.00: 60%`, `above: 65%`."""


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


def shown_fact(name: str, value: Any, language: Language) -> str:
    """The value of an input of a rule, by its name: words of polc in the language of the
    command, what a policy gave a name to as it is."""
    if not isinstance(value, str):
        return shown(value, language)
    if name == str(AS_WRITTEN) and _BAND.match(value) is not None:
        return _BAND.sub(lambda band: _tell_band(band, language), value)
    return _tell_word(value, language)


def _tell_word(value: str, language: Language) -> str:
    known = _WORDS.get(value)
    return value if known is None else tell(known, language)


def _tell_band(band: re.Match[str], language: Language) -> str:
    rate = _tell_word(band["rate"], language)
    if band["edge"] is None:
        return tell(say("above: {rate}", rate=rate), language)
    edge = _tell_word(band["edge"], language)
    return tell(say("to {edge}: {rate}", edge=edge, rate=rate), language)
