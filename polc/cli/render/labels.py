"""The words of a settlement's JSON as a terminal shows them.

In: a status, the name of an input, a value, as `docs/json.md` has them. Out: the word in the
language of the command; a name that a policy gave itself stays as it is.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from polc.cli.terminal.language import tell
from polc.compiler.model.running_figures import BEARER_WORDS
from polc.messages.text import Language, Text, listed, say
from polc.runtime.explanation import ARITHMETIC, AS_WRITTEN, BORNE_BY, CAP, LIMIT
from polc.runtime.vocabulary import CHINESE_CHOICES, find_field

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
    "never": say("never"),
    "always": say("always"),
}
"""Values that are words of polc, and none of the policy."""

_FACTS: Final[Mapping[str, Text]] = {
    "from": say("amount before"),
    "identities": say("identities"),
    "year": say("year"),
    "last_day": say("last day of the year"),
    "first_day": say("first day of the year"),
    "age": say("age"),
}
"""What a fact is called where its key is no field of a case, and as a sentence of its own would
be something else."""

_CHOSEN: Final = re.compile(r"\b(?:max|min)(?=\()")
_CHINESE_CHOSEN: Final = {"max": "较高", "min": "较低"}
"""As a Chinese file has them: `较高（剩余政策范围内费用，0元）`."""

_RECOGNISED: Final = re.compile(r"recognised as (?P<identities>.+)")
_CHINESE_BEARERS: Final = {english: chinese for chinese, english in BEARER_WORDS.items()}
_CHINESE_VALUES: Final = {english: chinese for chinese, english in CHINESE_CHOICES.items()}

_BAND: Final = re.compile(r"(?:to (?P<edge>[^:,]+)|above): (?P<rate>[^,]+)")
"""A band as the policy writes it: `to 30000.00: 60%`, `above: 65%`."""


def label(word: str, language: Language) -> str:
    """A status or another word of polc's, which the catalogue has."""
    return tell(Text(word, {}), language)


def fact_label(name: str, language: Language) -> str:
    """What a fact of a step is called: a field of every case as a Chinese file names it, else the
    word that polc has for it; a name that a policy gave itself stays."""
    if language == "en":
        return name
    recognised = _RECOGNISED.fullmatch(name)
    if recognised is not None:
        named = listed(recognised["identities"].split(", "))
        return tell(say("day of recognition as {identities}", identities=named), language)
    field = find_field(name)
    if field is not None:
        return field.chinese[0]
    return tell(_FACTS[name], language) if name in _FACTS else label(name, language)


def shown(value: Any, language: Language) -> str:
    """A value of a settlement; what has none, or is not known, is a dash."""
    match value:
        case None:
            return "-"
        case bool():
            return tell(say("yes") if value else say("no"), language)
        case _:
            return str(value)


def shown_arithmetic(value: str, language: Language) -> str:
    """An arithmetic: the larger and the smaller of two by their words."""
    if language == "en":
        return value
    return _CHOSEN.sub(lambda found: _CHINESE_CHOSEN[found[0]], value)


def shown_fact(name: str, value: Any, language: Language) -> str:
    """The value of an input of a rule, by its name: words of polc in the language of the
    command, what a policy gave a name to as it is."""
    if not isinstance(value, str):
        return shown(value, language)
    if name == str(AS_WRITTEN) and _BAND.match(value) is not None:
        return _BAND.sub(lambda band: _tell_band(band, language), value)
    if name == str(ARITHMETIC):
        return shown_arithmetic(value, language)
    if name == str(BORNE_BY) and language == "zh":
        return _CHINESE_BEARERS.get(value, value)
    if name == str(LIMIT) and value == str(CAP):
        return label(value, language)
    field = find_field(name)
    if language == "zh" and field is not None and value in field.choices:
        return _CHINESE_VALUES[value]
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
