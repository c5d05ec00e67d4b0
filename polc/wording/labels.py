"""The words of a settlement's JSON as people are shown them, on a terminal and on a page.

In: a status, the name of an input, a value, as `docs/json.md` has them. Out: the word in the
language of the reader; a name that a policy gave itself stays as it is.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from polc.compiler.model.running_figures import BEARER_WORDS
from polc.compiler.typed.nodes.term_names import term_name
from polc.messages.text import Language, Text, listed, say, tell
from polc.runtime.explanation import (
    ARITHMETIC,
    AS_WRITTEN,
    BORNE_BY,
    CAP,
    COUNTS,
    LIMIT,
    RATE_LOWERED_BY,
    RATE_RAISED_BY,
    ROUNDED_HOW,
)
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
    "nobody named": say("nobody named"),
    "out of policy": say("out of policy"),
}
"""Values that are words of polc, and none of the policy."""

_COUNTED: Final[Mapping[str, Text]] = {
    "divided": say("divided among the places"),
    "the whole once reached": say("the whole once reached"),
    "the whole once exceeded": say("the whole once exceeded"),
    "all so far": say("all so far"),
}
"""How costs count toward a deductible."""

_ROUNDED: Final[Mapping[str, Text]] = {"half-up": say("half up"), "down": say("down")}
"""How an amount was rounded."""

_FACTS: Final[Mapping[str, Text]] = {
    "from": say("amount before"),
    "identities": say("identities"),
    "year": say("year"),
    "last_day": say("last day of the year"),
    "first_day": say("first day of the year"),
    "age": say("age"),
    "identities of the month": say("identities of the month"),
    "identities of the year": say("identities of the year"),
    "day_in_year": say("the day that counts, in the year"),
}
"""What a fact is called where its key is no field of a case, and as a sentence of its own would
be something else."""

_CHOSEN: Final = re.compile(r"\b(?:max|min|portion|round|round_down)(?=\()|\bnot needed\b")
_CHINESE_CHOSEN: Final = {
    "max": "较高",
    "min": "较低",
    "round": "四舍五入",
    "round_down": "舍去尾数",
    "portion": "按比例",
    "not needed": "无须",
}
"""As a Chinese file has them: `较高（剩余政策范围内费用，0元）`."""

_OF_POINTS: Final = frozenset(map(str, (RATE_RAISED_BY, RATE_LOWERED_BY)))
"""Changes of a rate, which are of so many points and no share of it."""

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


def say_fact(name: str, keywords: Language) -> Text:
    """The same as a sentence, for who does not know the language of the reader yet; a field is
    called as a file with these keywords has it."""
    recognised = _RECOGNISED.fullmatch(name)
    if recognised is not None:
        named = listed(recognised["identities"].split(", "))
        return say("recognised as {identities}", identities=named)
    field = find_field(name)
    if field is not None:
        return say("{word}", word=field.chinese[0] if keywords == "zh" else name)
    return _FACTS.get(name) or Text(name, {})


def say_value(name: str, value: str, keywords: Language) -> Text:
    """The same of a value: a word of polc, or as the file and the case say it."""
    field = find_field(name)
    if keywords == "zh" and field is not None and value in field.choices:
        return say("{word}", word=_CHINESE_VALUES[value])
    return _WORDS.get(value) or say("{word}", word=value)


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
    if name == str(COUNTS) and language == "zh":
        parts = value.split(", ")
        return tell(
            listed(_COUNTED.get(part, say("{word}", word=part)) for part in parts), language
        )
    if name == str(ROUNDED_HOW) and value in _ROUNDED and language == "zh":
        return tell(_ROUNDED[value], language)
    if name in _OF_POINTS and value.endswith("%"):
        return tell(say("{points} points", points=value[:-1]), language)
    if name == str(ARITHMETIC):
        return shown_arithmetic(value, language)
    if name == str(BORNE_BY) and language == "zh" and value in _CHINESE_BEARERS:
        return _CHINESE_BEARERS[value]
    if name == str(LIMIT) and value in (str(CAP), "at_most"):
        return tell(term_name(value), language)
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
