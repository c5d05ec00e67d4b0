"""One value of a case or of a parameter: JSON to exact integers.

In: a JSON value (strings, integers, decimals; never a float). Out: fen, millionths, an
ordinal, 0 or 1, the index of a choice. What cannot be taken exactly is a
`ValueRefusedError` that says why in one sentence.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from polc.messages.text import NOTHING, Text, either, quoted, say
from polc.runtime.amounts import (
    MOST_COUNT,
    MOST_MONEY,
    UNLIMITED,
    AmountError,
    parse_money,
    parse_rate,
)
from polc.runtime.said_otherwise import meant_choices, meant_step
from polc.runtime.vocabulary import CASE_WORDS, CHINESE_CHOICES, FIELDS, Field


class ValueRefusedError(ValueError):
    """Why a value cannot be taken: `why`, one sentence."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


LONGEST_WORD: Final = 100
"""Longer words have no similar one: comparing letters takes long."""

LONGEST_AMOUNT: Final = 30
"""No amount has more characters."""

LONGEST_TEXT: Final = 200
"""No id and no name of a case has more."""

_HALF: Final = re.compile("[\ud800-\udfff]")
"""A surrogate by itself: JSON can escape one, and no encoding has it."""

MOST_BANDS: Final = 100

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
YEAR_PATTERN: Final = "(?:19|2[0-9])[0-9]{2}"
"""A benefit year, where it is a key."""

DATE_PATTERN: Final = (
    r"(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?!0000)(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
)
"""A day of the calendar, the 29th of February in leap years alone."""

_TIME_PATTERN: Final = r"[T ](?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?|24:00(?::00)?)"
MOMENT_PATTERN: Final = f"(?:{DATE_PATTERN})(?:{_TIME_PATTERN})?"
"""A day, or a day and a time of it."""

COUNT_PATTERN: Final = r"[0-9]{1,9}(?:\.0{1,20})?"
"""A whole number from 0 to `MOST_COUNT`, as a text; a decimal that is whole is one."""

_SHOWN: Final = 30
_DATE: Final = re.compile(DATE_PATTERN)
_YEAR_MONTH_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_AND_TIME: Final = re.compile(f"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_TIME_PATTERN}")
_OTHER_DATE: Final = re.compile(
    r"\s*([0-9]{4})\s*[-/.年．／－]\s*([0-9]{1,2})\s*[-/.月．／－]\s*([0-9]{1,2})\s*日?\s*"
    r"|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_BEYOND: Final = re.compile("-?[0-9.]+[eE][+-]?[0-9]+|-?[0-9.]{30,}")
"""A number of JSON that is too long for any amount, which is handed on as its text."""

_COUNT: Final = re.compile(COUNT_PATTERN)


_TITLED: Final = {
    **{title: field.name for field in FIELDS for title in field.chinese},
    **CASE_WORDS,
}
"""What a case calls what stands under a Chinese title; its own names are English."""

_SHORTENED: Final = 3
"""So many letters of a name may stand for it."""

_OFFERED: Final = 4


def similar_to(
    word: str, known: Iterable[str], titled_here: Mapping[str, str] | None = None
) -> Text:
    """`; did you mean …?`, or empty. Of a word with which several names begin, as `hosp`, each.
    `titled_here` are names of the policy by their titles."""
    if len(word) > LONGEST_WORD:
        return NOTHING
    titled = (titled_here or {}).get(word) or _TITLED.get(word)
    if titled is not None:
        return say("; its name in a case is `{found}`", found=titled)
    known = tuple(dict.fromkeys(known))
    longer = [name for name in known if name.startswith(word) and len(word) >= _SHORTENED]
    if 1 < len(longer) <= _OFFERED:
        return say(
            "; did you mean {names}?", names=either(say("`{word}`", word=name) for name in longer)
        )
    from difflib import get_close_matches  # loaded for the first word that is misspelt

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return say("; did you mean `{found}`?", found=found[0]) if found else NOTHING


def read_money(value: Any) -> int:
    """Fen; never below zero."""
    if type(value) is str and value[-3:-2] == ".":
        digits = value.replace(".", "")
        if 2 < len(digits) == len(value) - 1 <= 12 and digits.isdecimal() and digits.isascii():
            return int(digits)
    match value:
        case bool():
            raise ValueRefusedError(say("yes or no is no amount of money"))
        case float():
            raise ValueRefusedError(
                say(
                    "{value} is a float; write the amount as a text such as `320.00`",
                    value=repr(value),
                )
            )
        case int():
            if not -MOST_MONEY < value < MOST_MONEY:
                raise ValueRefusedError(say("the amount is out of range"))
            text = str(value)
        case Decimal():
            if not value.is_finite():
                raise ValueRefusedError(say("an amount is finite"))
            if not value:
                return 0
            if not -LONGEST_AMOUNT < value.adjusted() < LONGEST_AMOUNT:
                raise ValueRefusedError(say("the amount is out of range"))
            text = format(value, "f") if value else "0"
        case str():
            if len(value) > LONGEST_AMOUNT:
                raise ValueRefusedError(
                    say("`{value}…` is too long for an amount", value=value[:LONGEST_AMOUNT])
                )
            text = value
        case _:
            raise ValueRefusedError(say("an amount is a text in yuan such as `320.00`"))
    try:
        return parse_money(text)
    except AmountError as mistake:
        raise ValueRefusedError(mistake.why) from None


def read_rate(value: Any) -> int:
    """Millionths of a text such as `60%`."""
    if not isinstance(value, str):
        raise ValueRefusedError(say("a rate is a text such as `60%`"))
    try:
        return parse_rate(value)
    except AmountError as mistake:
        raise ValueRefusedError(mistake.why) from None


def read_date(value: Any) -> int:
    """The ordinal of a date such as `2022-03-01`."""
    if type(value) is date:
        return value.toordinal()
    if not isinstance(value, str):
        raise ValueRefusedError(say("a date is a text such as `2022-03-01`"))
    return _ordinal(value[:LONGEST_WORD])


def read_moment(value: Any) -> int:
    """The ordinal of a date, or of a day and a time of it; `24:00` is still that day."""
    if isinstance(value, str) and len(value) > len("2022-03-01"):
        found = _DAY_AND_TIME.fullmatch(value)
        if found is None:
            raise ValueRefusedError(
                say(
                    "`{value}` is not a day and time such as `2022-03-01T09:30`",
                    value=value[:_SHOWN],
                )
            )
        value = found.group(1)
    return read_date(value)


@lru_cache(maxsize=4096)
def _ordinal(text: str) -> int:
    """Claims are of few days, and a day is dear to read."""
    if _YEAR_MONTH_DAY.fullmatch(text) is None:
        raise ValueRefusedError(_no_date(text))
    if _DATE.fullmatch(text) is None:
        raise ValueRefusedError(say("`{text}` is not a day of the calendar", text=text))
    return date.fromisoformat(text).toordinal()


def _no_date(text: str) -> Text:
    """`2022/3/1`, `2022.3.1`, `2022年3月1日`, `20220301`: a day in another form."""
    found = _OTHER_DATE.fullmatch(text)
    if found is not None:
        year, month, day = (part for part in found.groups() if part is not None)
        write = f"{year}-{int(month):02}-{int(day):02}"
        if _DATE.fullmatch(write) is not None:
            return say(
                "`{text}` is not how a date is written: write `{date}`", text=text, date=write
            )
    if not text.strip():
        return say("a date is a text such as `2022-03-01`")
    return say("`{text}` is no date such as `2022-03-01`", text=text[:_SHOWN])


def read_count(value: Any) -> int:
    """A whole number from 0, also as a text of digits or a decimal that is whole."""
    if type(value) is int and 0 <= value <= MOST_COUNT:
        return value
    if isinstance(value, str) and _COUNT.fullmatch(value) is not None:
        value = int(value.partition(".")[0])
    if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= MOST_COUNT:
        value = int(value) if value == int(value) else value
    if isinstance(value, bool) or not isinstance(value, int):
        figure = meant_step(value[:LONGEST_WORD]) if isinstance(value, str) else None
        if figure is not None:
            raise ValueRefusedError(
                say("a whole number is expected: write `{figure}`", figure=figure)
            )
        raise ValueRefusedError(say("a whole number is expected"))
    if not 0 <= value <= MOST_COUNT:
        raise ValueRefusedError(say("the number is out of range"))
    return int(value)


def read_year(value: Any) -> int:
    """A benefit year, a number."""
    if isinstance(value, str) and _BEYOND.fullmatch(value) is not None:
        raise ValueRefusedError(say("`{year}` is no year", year=value[:LONGEST_WORD]))
    if isinstance(value, str):
        raise ValueRefusedError(
            say(
                "the year is a number such as `2022`, and `{shown}` is a text",
                shown=value[:LONGEST_WORD],
            )
        )
    year = read_count(value)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueRefusedError(say("`{year}` is no year", year=year))
    return year


def read_flag(value: Any) -> int:
    """0 or 1 of true or false."""
    if value is True:
        return 1
    if value is False:
        return 0
    raise ValueRefusedError(say("true or false is expected"))


def read_text(value: Any) -> str:
    """A text that is not too long."""
    if type(value) is str and value.isascii() and 0 < len(value) <= LONGEST_TEXT:
        return value
    if not isinstance(value, str) or not value or len(value) > LONGEST_TEXT:
        raise ValueRefusedError(say("a text of up to 200 characters is expected"))
    if not value.isascii() and _HALF.search(value):
        raise ValueRefusedError(say("the text has half a character, which no file can hold"))
    return str.__str__(value)


def read_choice(value: Any, field: Field) -> int:
    """The index of a named value."""
    if not isinstance(value, str):
        raise ValueRefusedError(say("one of {choices} is expected", choices=quoted(field.choices)))
    word = CHINESE_CHOICES.get(value, value)[:LONGEST_WORD]
    if word not in field.choices:
        known = field.choices if word.isascii() else _chinese_choices(field)
        hint = similar_to(word, known)
        meant = [known[field.choices.index(choice)] for choice in meant_choices(word, field)]
        if meant:
            hint = say(
                "; did you mean {names}?",
                names=either(say("`{word}`", word=name) for name in meant),
            )
        raise ValueRefusedError(
            say(
                "`{word}` is none of {choices}{hint}",
                word=word,
                choices=quoted(known),
                hint=hint,
            )
        )
    return field.choices.index(word)


def _chinese_choices(field: Field) -> tuple[str, ...]:
    """The words of a field as who writes Chinese has them; one that has none as it is."""
    chinese = {choice: word for word, choice in reversed(CHINESE_CHOICES.items())}
    return tuple(chinese.get(choice, choice) for choice in field.choices)


def choice_reader(field: Field) -> Callable[[Any], int]:
    """How a named value is read: one look where it is known, `read_choice` says why not."""
    known = {word: at for at, word in enumerate(field.choices)}
    chinese = {} if field.open else CHINESE_CHOICES
    known |= {word: known[choice] for word, choice in chinese.items() if choice in known}

    def read(value: Any) -> int:
        if type(value) is str and value in known:
            return known[value]
        if field.open:
            return known.get(read_text(value), len(field.choices) - 1)
        return read_choice(value, field)

    return read


def read_bands(value: Any) -> tuple[tuple[int, int], ...]:
    """`[{"up_to": "30000.00", "rate": "60%"}, {"up_to": null, "rate": "65%"}]`: edges
    rise, the last one is open."""
    if not isinstance(value, list) or not value or len(value) > MOST_BANDS:
        raise ValueRefusedError(say("bands are a list of `up_to` and `rate`"))
    rows: list[tuple[int, int]] = []
    for band in value:
        if not isinstance(band, dict) or not {"rate"} <= set(band) <= {"rate", "up_to"}:
            raise ValueRefusedError(say('a band is `{"up_to": "30000.00", "rate": "60%"}`'))
        up_to = band.get("up_to")
        edge = UNLIMITED if up_to is None else read_money(up_to)
        if rows and edge <= rows[-1][0]:
            raise ValueRefusedError(say("the edges of bands rise"))
        rows.append((edge, read_rate(band["rate"])))
    if rows[-1][0] != UNLIMITED:
        raise ValueRefusedError(say("the last band is open: `up_to` is null"))
    return tuple(rows)
