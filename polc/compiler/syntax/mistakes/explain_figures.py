"""Figures written as elsewhere: `0.6`, `RMB 500`, `2wan yuan`, `5 000 yuan`, `2022/3/1`.

In: a mistake. Out: what it is and the figure as the language writes it, or None.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.messages.text import Text, say

_NUMBER: Final = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_COMMAS: Final = re.compile(
    r"(?<![0-9,，.])[0-9]{1,3}(?:[,，][0-9]{2,3})*[,，][0-9]{3}(?![0-9]|[,，][0-9])"
)
_SPACES: Final = re.compile(r"(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_CURRENCY: Final = re.compile(
    rf"(?:RMB|CNY|人民币|[¥￥])\s*({_NUMBER})\s*(万|亿|千|wan)?(?:\s*(?:元|yuan))?"
    rf"|({_NUMBER})\s*(?:RMB|CNY)\b"
)
_WHOLE: Final = re.compile(rf"({_NUMBER}\s*(?:万|亿)?元)\s*[整正](?![㐀-鿿])")
_LARGE: Final = re.compile(
    rf"({_NUMBER})\s*([百千]万|wan|qian|bai|k|万|亿|千|百|thousand|million)(?:\s*(?:元|yuan))?(?![A-Za-z0-9_])"
)
_AMOUNT: Final = re.compile(rf"{_NUMBER}\s*(?:万元|亿元|(?:万\s*)?yuan)")
"""An amount as the language writes it: what is wrong is where it stands."""

_SIZES: Final = {
    "百万": 1_000_000,
    "千万": 10_000_000,
    "wan": 10_000,
    "万": 10_000,
    "亿": 100_000_000,
    "qian": 1000,
    "千": 1000,
    "k": 1000,
    "thousand": 1000,
    "million": 1_000_000,
    "bai": 100,
    "百": 100,
}
_DAY: Final = re.compile(r"([0-9]{4})[/.．／]([0-9]{1,2})[/.．／]([0-9]{1,2})(?![0-9])")
_MONTH: Final = re.compile(r"([0-9]{4})(?:年([0-9]{1,2})月(?![0-9])|-([0-9]{1,2})(?![-0-9]))")
_MONTHLY: Final = re.compile(r"([0-9]{1,2})\s*(日|号)")
_SHARE: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(percent|per cent|pct|‰|成)(?![A-Za-z0-9_])")
_DECIMAL: Final = re.compile(r"(?<![0-9.])(?:[01])?\.[0-9]{1,6}(?![0-9.])")
_BARE: Final = re.compile(r"(?<![0-9.])[0-9]+\.[0-9]+(?![0-9.])(?!\s*[%万元y])")
_NAME: Final = re.compile(r"(?<![A-Za-z0-9_.])[0-9]+[A-Za-z_][A-Za-z0-9_]*")


def explain_figure(mistake: Mistake) -> Diagnostic | None:
    """What is wrong with the figure at the mistake, if one stands there."""
    for explain in _EXPLAINED:
        found = explain(mistake)
        if found is not None:
            return found
    return None


def _comma(mistake: Mistake) -> Diagnostic | None:
    place = _place_of_commas(mistake)
    if place is None:
        return None
    whole = mistake.text[place[0] : place[1]]
    plain = whole.replace(",", "")
    message = say("`{whole}` has a comma inside a number", whole=whole)
    hint = say("write `{word}`", word=plain)
    return mistake.at("comma_in_number", message, *place, hint, plain, safety="safe")


def _place_of_commas(mistake: Mistake) -> tuple[int, int] | None:
    """Where a number with commas stands: at the mistake, or, where what stands behind its comma
    was read as a figure by itself, before it."""
    previous = mistake.previous.start_pos if mistake.previous is not None else None
    for begins, line in mistake.lines_near():
        for found in _COMMAS.finditer(line):
            start, end = begins + found.start(), begins + found.end()
            if any(at is not None and start <= at < end for at in (mistake.start, previous)):
                return start, end
    return None


def _space(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_SPACES)
    if found is None or mistake.start == mistake.line_start + found.start():
        return None
    plain = found.group().replace(" ", "")
    message = say("`{word}` has a space inside a number", word=found.group())
    hint = say("write `{word}`", word=plain)
    return mistake.at_match("space_in_number", message, found, hint, plain, safety="safe")


def _currency(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_CURRENCY)
    if found is None:
        return None
    figure = Decimal(found.group(1) or found.group(3))
    amount = _amount(figure * _SIZES.get(found.group(2) or "", 1), mistake)
    message = say("`{word}` is not how an amount is written", word=found.group())
    return mistake.at_match("odd_amount", message, found, _write(amount), amount, safety="safe")


def _whole(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_WHOLE)
    if found is None:
        return None
    message = say("`{word}` says more than the amount", word=found.group())
    amount = found.group(1)
    return mistake.at_match("odd_amount", message, found, _write(amount), amount, safety="safe")


def _large(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_LARGE) or _just_before(mistake)
    if found is None or _AMOUNT.fullmatch(found.group()):
        return None
    amount = _amount(Decimal(found.group(1)) * _SIZES[found.group(2)], mistake)
    message = say("`{word}` is no amount", word=found.group())
    hint = _write(amount)
    certain = found.group().endswith(("元", "yuan"))
    fix = amount if certain else None
    return mistake.at_match("odd_amount", message, found, hint, fix, safety="safe")


def _just_before(mistake: Mistake) -> re.Match[str] | None:
    """`4万` without its unit, whose 万 was read as a name."""
    at = mistake.start - mistake.line_start
    for found in _LARGE.finditer(mistake.line):
        if not mistake.line[found.end() : at].strip() and found.end() <= at:
            return found if found.group(2) in "万亿千百" else None
    return None


def _day(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_DAY)
    if found is None:
        return None
    year, month, day = found.groups()
    written = f"{year}-{int(month):02}-{int(day):02}"
    if mistake.language == "zh":
        written = f"{year}年{int(month)}月{int(day)}日"
    message = say("`{word}` is no date as dates are written here", word=found.group())
    return mistake.at_match("odd_date", message, found, _write(written), written, safety="safe")


def _month(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_MONTH)
    if found is None:
        return None
    month = int(found.group(2) or found.group(3))
    written = f"{found.group(1)}-{month:02}-01"
    if mistake.language == "zh":
        written = f"{found.group(1)}年{month}月1日"
    message = say("`{word}` does not say which day", word=found.group())
    hint = say("write the day too, as in `{written}`", written=written)
    return mistake.at_match("odd_date", message, found, hint)


def _day_of_month(mistake: Mistake) -> Diagnostic | None:
    """`每月 不晚于 5日`."""
    found = mistake.cover(_MONTHLY)
    if found is None or not re.search("每月|every month", mistake.line):
        return None
    message = say("a day of the month is written without `{word}`", word=found.group(2))
    day = found.group(1)
    return mistake.at_match("odd_date", message, found, _write(day), day, safety="safe")


def _share(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_SHARE)
    if found is None:
        return None
    figure = Decimal(found.group(1))
    figure = figure / 10 if found.group(2) == "‰" else figure
    figure = figure * 10 if found.group(2) == "成" else figure
    message = say("`{word}` is no percentage", word=found.group())
    rate = f"{_plain(figure)}%"
    return mistake.at_match("odd_rate", message, found, _write(rate), rate, safety="safe")


def _decimal(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_DECIMAL)
    if found is None:
        return None
    share = _plain(Decimal(found.group()) * 100)
    message = say("`{word}` has no unit", word=found.group())
    hint = say("write `{share}%` for a rate", share=share)
    if "POINTS" in mistake.expected and "PERCENT" not in mistake.expected:
        points = f"{share}个百分点" if mistake.language == "zh" else f"{share} points"
        hint = _write(points)
    return mistake.at_match("missing_unit", message, found, hint)


def _bare(mistake: Mistake) -> Diagnostic | None:
    """`4.5` where an amount or a rate is meant."""
    found = mistake.cover(_BARE)
    if found is None:
        return None
    figure = found.group()
    message = say("`{word}` has no unit", word=figure)
    hint = say("write `{word} yuan`, or `{word}%` for a rate", word=figure)
    return mistake.at_match("missing_unit", message, found, hint)


_TEN_THOUSANDS: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?[wW]")
"""`3w`, as it is written in messages."""


def _name(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_NAME)
    if found is None or "NAME" not in mistake.expected:
        return None
    if _TEN_THOUSANDS.fullmatch(found.group()):
        message = say("`{word}` is not how an amount is written", word=found.group())
        hint = say("write `{word}`", word=f"{found.group()[:-1]}万元")
        return mistake.at_match("odd_amount", message, found, hint)
    message = say("the name `{word}` begins with a digit", word=found.group())
    hint = say("begin it with a letter, as in `a{word}`", word=found.group())
    return mistake.at_match("odd_name", message, found, hint)


_EXPLAINED: Final[tuple[Callable[[Mistake], Diagnostic | None], ...]] = (
    _comma,
    _day,
    _month,
    _day_of_month,
    _space,
    _currency,
    _whole,
    _large,
    _share,
    _decimal,
    _bare,
    _name,
)


def _write(word: str) -> Text:
    return say("write `{word}`", word=word)


def _amount(figure: Decimal, mistake: Mistake) -> str:
    """An amount in the words of the statement's language."""
    return f"{_plain(figure)}元" if mistake.language == "zh" else f"{_plain(figure)} yuan"


def _plain(figure: Decimal) -> str:
    """The figure without an exponent or zeros at its end."""
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
