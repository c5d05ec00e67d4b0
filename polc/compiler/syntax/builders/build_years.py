"""What a file says of its benefit year, from the tree to its nodes.

In: the tree. Out: a `BenefitYear`; a day on which none begins raises `WritingError`.
"""

import re
from typing import Final

from lark import Token

from polc.compiler.syntax.builders.build_values import build_cites
from polc.compiler.syntax.builders.read_tree import Branch, WritingError, span_of, tokens
from polc.compiler.syntax.nodes.years import BenefitYear
from polc.messages.text import say

_MONTHS: Final = 12


def build_benefit_year(tree: Branch) -> BenefitYear:
    """`benefit year from 10-01`: the first day of a month."""
    (written,) = tokens(tree, "MONTH_DAY")
    month, day = _read_month_day(written)
    if day != 1 or not 1 <= month <= _MONTHS:
        message = say("a benefit year begins on the first day of a month")
        hint = say("write `benefit year from 10-01`, the month first; 10月1日")
        raise WritingError(message, span_of(written), "odd_date", hint)
    return BenefitYear(month, build_cites(tree), span=span_of(tree))


def _read_month_day(written: Token) -> tuple[int, int]:
    month, day = (int(part) for part in re.findall("[0-9]+", written))
    return month, day
