"""An amount that its writer may have meant otherwise.

In: a subject. Out: a `doubtful_amount` at a figure with three decimals, `1.000 yuan` or
`1.000万元`, which may be a thousand, at a cell of a matrix that the unit of the head makes more
than 100 million yuan, and where less than 1% is paid, which may be a share: `rate 0.7%` of 70%.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.statements import BenefitSyntax, TermSyntax
from polc.compiler.syntax.nodes.values import BandRow, Number, Table
from polc.grammar.keywords import KEYWORDS
from polc.messages.text import say

_THOUSANDS: Final = re.compile(
    r"([1-9]\d{0,2}(?:[.．]\d{3})+)\s*(元|yuan)|([1-9]\d{0,2}[.．]\d{2}0)\s*([万亿]元)"
)
"""Of 万元 three decimals are whole yuan; a last zero is said by nobody who means them."""
_THREE_DECIMALS: Final = re.compile(r"[.．]\d{3}\s*[元万亿y]")
_BELOW_ONE: Final = re.compile(r"0[.．](\d+)\s*[%％]")
_MATRIX: Final = tuple(chain(*KEYWORDS["TERMS_BY_CLASS"]))
_WITHOUT_UNIT: Final = re.compile(r"[\d.．]+")
_MOST: Final = 100_000_000_00
"""100 million yuan in fen: no bound of one person's comes near it."""


def check_doubtful_amount(context: CheckContext) -> None:
    """Warns once for each such figure of the policy's own file."""
    text = context.own.source.text
    if _BELOW_ONE.search(text):
        _check_rates(context)
    if not (_THREE_DECIMALS.search(text) or any(word in text for word in _MATRIX)):
        return
    for item in context.own_items(object):
        for part in context.parts(item, Number):
            if part.kind != "money":
                continue
            written = text[part.span.start : part.span.end]
            thousands = _THOUSANDS.fullmatch(written)
            if thousands is not None:
                figure, unit = (found for found in thousands.groups() if found)
                apart = " " if unit == "yuan" else ""
                whole, less = re.sub(r"[.．]", "", figure), _shorten(figure)
                message = say("`{word}` has three decimals, and may be thousands", word=written)
                hint = say(
                    "write `{whole}` if these are thousands, else `{less}`: the point begins the "
                    "decimals",
                    whole=f"{whole}{apart}{unit}",
                    less=f"{less}{apart}{unit}",
                )
                context.own.warning("doubtful_amount", message, part.span, hint, subject=written)
            elif _WITHOUT_UNIT.fullmatch(written) and part.value > _MOST:
                message = say(
                    "`{word}` is {amount} yuan with the unit of the head",
                    word=written,
                    amount=f"{part.value // 100}",
                )
                hint = say("the head says `万元`: write `yuan` there if the figures are in yuan")
                context.own.warning("doubtful_amount", message, part.span, hint, subject=written)


def _check_rates(context: CheckContext) -> None:
    """The rates that a benefit pays, as they stand; a share for each of a count may be as small."""
    text = context.own.source.text
    for benefit in context.own_items(BenefitSyntax):
        for part in walk_records(benefit):
            for rate in _rates_of(part):
                written = text[rate.span.start : rate.span.end]
                small = _BELOW_ONE.fullmatch(written)
                if small is None or rate.value == 0:
                    continue
                share = f"{(Decimal(f'0.{small.group(1)}') * 100).normalize():f}%"
                message = say("`{word}` is less than 1 yuan of 100 yuan", word=written)
                hint = say("write `{share}` if that is meant", share=share)
                context.own.warning("doubtful_amount", message, rate.span, hint, subject=written)


def _rates_of(part: object) -> Iterator[Number]:
    """What a rate, a row of it or a band pays, where it is a figure."""
    if isinstance(part, TermSyntax) and part.term == "rate":
        values = [part.value]
        while values:
            value = values.pop()
            if isinstance(value, Number):
                yield value
            elif isinstance(value, Table):
                values += [row.value for row in value.entries]
    elif isinstance(part, BandRow) and isinstance(part.rate, Number):
        yield part.rate


def _shorten(figure: str) -> str:
    return figure.replace("．", ".").rstrip("0").rstrip(".")
