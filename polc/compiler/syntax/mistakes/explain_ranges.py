"""Two figures with a dash between them, and a figure with a sign before it.

In: the figures as they were written, or a mistake. Out: what is wrong, and what to write for such
figures: a parameter with these bounds, a key of a table, the upper edge of a band.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace
from polc.messages.text import Text, say

_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
_UNIT: Final = (
    r"\s*(?:[%％‰]|万元|亿元|元|万|个百分点|天|岁|个月|(?:yuan|fen|points?|days?|months?)\b)"
)
_DASH: Final = r"\s*(?:[-‐‑‒–—―−~～－〜∼至到]+|\bto\b)\s*"
_AHEAD: Final = r"(?<![0-9.年月-])(?!(?<=[0-9],)[0-9]{3}(?![0-9]))"
"""Not inside a figure, nor behind the comma of its thousands."""
_RANGE: Final = re.compile(rf"{_AHEAD}({_NUMBER}(?:{_UNIT})?){_DASH}({_NUMBER}{_UNIT})")
_KEY: Final = re.compile(
    rf"{_AHEAD}({_NUMBER}(?:{_UNIT})?){_DASH}({_NUMBER}(?:{_UNIT})?)\s*(?=[:：,，、])"
)
_DOTTED: Final = re.compile(
    rf"{_AHEAD}({_NUMBER}(?:{_UNIT})?)\s*[.．…]{{2,3}}\s*({_NUMBER}(?:{_UNIT})?)\s*(?=[:：])"
)
_BANDS: Final = re.compile(r"(?:\bbands|分段)\s*(?:=|＝)?\s*$")
_SIGNED: Final = re.compile(rf"-\s*({_NUMBER}(?:{_UNIT})?)")
_KINDS: Final = (
    (re.compile(r"[%％‰]"), "rate"),
    (re.compile(r"元|万|yuan|fen"), "money"),
    (re.compile(r"百分点|point"), "points"),
    (re.compile(r"天|day"), "days"),
    (re.compile(r"月|month"), "months"),
)


def explain_two_figures(first: str, last: str) -> tuple[Text, Text]:
    """What is wrong with a range where one figure stands, and what to do; the first may leave its
    unit to the last."""
    message = say("two figures have a dash between them, and one stands here")
    first, last = first.replace(",", ""), last.replace(",", "")
    kind = _kind_of(last) or _kind_of(first)
    low = first if _kind_of(first) else f"{first}{_unit_of(last)}"
    match kind:
        case "rate":
            hint = say(
                "write the figure that holds, or where the document gives a range, a parameter "
                "with bounds: `param NAME : rate at least {low}, at most {high} unspecified`",
                low=low,
                high=last,
            )
        case "money":
            hint = say(
                "write the figure that holds, or where the document gives a range, a parameter "
                "with bounds: `param NAME : money at least {low}, at most {high} unspecified`; a "
                "difference is written as the figure that it comes to",
                low=low,
                high=last,
            )
        case _:
            hint = say("write the figure that holds, `{low}` or `{high}`", low=low, high=last)
    return message, hint


def explain_range(mistake: Mistake) -> Diagnostic | None:
    """A range where one figure stands, or as the key of a row."""
    key = mistake.cover(_KEY)
    if key is not None and _begins_key(mistake, key):
        return _explain_key(mistake, key)
    found = mistake.cover(_RANGE)
    if found is None:
        return None
    message, hint = explain_two_figures(found.group(1), found.group(2))
    return mistake.at_match("range_of_figures", message, found, hint)


def explain_dotted_band(mistake: Mistake) -> Diagnostic | None:
    """`bands { 0..50000 yuan: 60% }`."""
    found = mistake.cover(_DOTTED)
    if found is None or not _begins_key(mistake, found):
        return None
    if not _is_in_bands(mistake, found):
        return None
    told = _explain_key(mistake, found)
    message = say("`{word}` cannot stand here", word=found.group())
    return mistake.at_match("range_of_figures", message, found, told.help)


def _is_in_bands(mistake: Mistake, found: re.Match[str]) -> bool:
    opened = innermost_brace(mistake.text, mistake.line_start + found.start())
    return opened >= 0 and _BANDS.search(mistake.text, max(0, opened - 40), opened) is not None


def _begins_key(mistake: Mistake, key: re.Match[str]) -> bool:
    """Whether what stands before the range on its line lets a row begin."""
    before = mistake.line[: key.start()].rstrip()
    return not before or before[-1] in "{;；,，、｛"


def _explain_key(mistake: Mistake, found: re.Match[str]) -> Diagnostic:
    first, last = found.group(1).strip(), found.group(2).strip()
    message = say("no dash joins the two ends of a key")
    if _is_in_bands(mistake, found):
        zh = mistake.language == "zh" or "元" in last
        word = f"至 {last}" if zh else f"to {last}"
        if not _kind_of(last):
            word += "元" if zh else " yuan"
        hint = say(
            "write `{word}`: a band begins where the one before it ends, and the last is `above`",
            word=word,
        )
    elif _kind_of(last) == "money":
        hint = say(
            "write bands for stretches of an amount: `bands { to 1000 yuan: 60%; above: 70% }`"
        )
    else:
        first, last = (_AGED.sub("", end) for end in (first, last))
        hint = say("write `{first}..{last}`", first=first, last=last)
    return mistake.at_match("range_of_figures", message, found, hint)


def explain_signed(mistake: Mistake) -> Diagnostic | None:
    """`-12000 yuan` where an amount begins."""
    sign = _SIGNED.match(mistake.text, mistake.start)
    if sign is None:
        return None
    figure = mistake.source.text[sign.start(1) : sign.end(1)]
    message = say("no figure below zero stands here")
    hint = say("write `{figure}`", figure=figure)
    if _kind_of(figure) == "money":
        hint = say(
            "write `{figure}`: what is taken off stands behind an amount, as in "
            "`in_policy - {figure}`",
            figure=figure,
        )
    return mistake.at("negative_figure", message, mistake.start, sign.end(), hint)


def _kind_of(figure: str) -> str:
    """What a figure is by its unit; empty for one without."""
    return next((kind for pattern, kind in _KINDS if pattern.search(figure)), "")


_AGED: Final = re.compile(r"\s*(?:周岁|岁|年|级|次)$")
"""What no number of a row has behind it."""


def _unit_of(figure: str) -> str:
    return figure.lstrip("0123456789０１２３４５６７８９.．")
