"""An amount that its writer may have meant otherwise.

In: a subject. Out: a `doubtful_amount` at a figure with three decimals, `1.000 yuan` or
`1.000万元`, which may be a thousand, and at a cell of a matrix that the unit of the head makes more
than 100 million yuan.
"""

import re
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.values import Number
from polc.messages.text import say

_THOUSANDS: Final = re.compile(
    r"([1-9]\d{0,2}(?:[.．]\d{3})+)\s*(元|yuan)|([1-9]\d{0,2}[.．]\d{2}0)\s*([万亿]元)"
)
"""Of 万元 three decimals are whole yuan; a last zero is said by nobody who means them."""
_WITHOUT_UNIT: Final = re.compile(r"[\d.．]+")
_MOST: Final = 100_000_000_00
"""100 million yuan in fen: no bound of one person's comes near it."""


def check_doubtful_amount(context: CheckContext) -> None:
    """Warns once for each such figure of the policy's own file."""
    text = context.own.source.text
    for item in context.own_items(object):
        for part in walk_records(item):
            if not isinstance(part, Number) or part.kind != "money":
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


def _shorten(figure: str) -> str:
    return figure.replace("．", ".").rstrip("0").rstrip(".")
