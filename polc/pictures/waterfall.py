"""The way from a bill to what the person pays of it, as a picture.

In: bars, amounts in fen. Out: an SVG element: what there is at first, what each step takes off it,
and what is left, one below the other, each with its words and its amount. It has a title and a
description that say the same for those who do not see it.
"""

from collections.abc import Sequence
from typing import Final, Literal

from polc.markup.element import Element, element
from polc.pictures.labels import break_lines
from polc.records.frozen import frozen
from polc.runtime.amounts import format_money

WIDTH: Final = 400
_LABEL_COLUMNS: Final = 36
_NOTE_COLUMNS: Final = 62
_LINE: Final = 17
_NOTE_LINE: Final = 14
_BAR: Final = 14
_GAP: Final = 12


@frozen(kw_only=True)
class Bar:
    """A step: the `whole` that there is, what is taken `less`, the `rest`. `note` is where it comes
    from, `told` what is said in place of the amount of a step of which it is not known."""

    label: str
    fen: int
    what: Literal["whole", "less", "rest"]
    note: str = ""
    told: str = ""


def draw_waterfall(bars: Sequence[Bar], name: str, title: str) -> Element:
    """The picture; `name` tells it from the others of its page."""
    most = max((abs(bar.fen) for bar in bars), default=0) or 1
    drawn: list[Element] = []
    top = 4
    left = 0
    for bar in bars:
        if bar.what == "whole":
            start, left = 0, bar.fen
        elif bar.what == "less":
            left -= bar.fen
            start = left
        else:
            start = 0
        top = _draw_bar(drawn, bar, start, most, top)
    told = "; ".join(f"{bar.label} {bar.told or format_money(bar.fen)}" for bar in bars)
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", told, id=f"{name}-desc"),
        drawn,
        viewBox=f"0 0 {WIDTH} {top}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _draw_bar(drawn: list[Element], bar: Bar, start: int, most: int, top: int) -> int:
    """Puts a bar and its words below `top`; where the next begins."""
    sign = "−" if bar.what == "less" and bar.fen > 0 else ""
    amount = bar.told or f"{sign}{format_money(bar.fen)}"
    drawn.append(element("text", amount, x=str(WIDTH), y=str(top + 13), class_="amount"))
    for line in break_lines(bar.label, _LABEL_COLUMNS):
        drawn.append(element("text", line, x="0", y=str(top + 13)))
        top += _LINE
    for line in break_lines(bar.note, _NOTE_COLUMNS):
        drawn.append(element("text", line, x="0", y=str(top + 10), class_="clause"))
        top += _NOTE_LINE
    top += 2
    drawn.append(_rectangle("ground", 0, WIDTH * 100, top))
    low, high = sorted((start, start + bar.fen))
    drawn.append(_rectangle(bar.what, _place(low, most), _place(high, most), top))
    return top + _BAR + _GAP


def _place(fen: int, most: int) -> int:
    """How far right an amount stands, in hundredths of a unit of the picture."""
    return min(max(fen, 0), most) * WIDTH * 100 // most


def _rectangle(what: str, low: int, high: int, top: int) -> Element:
    return element(
        "rect",
        x=_hundredths(low),
        y=str(top),
        width=_hundredths(high - low),
        height=str(_BAR),
        class_=what,
    )


def _hundredths(count: int) -> str:
    return f"{count // 100}.{count % 100:02}"
