"""What a file says of its benefit year, from the tree to its nodes.

In: the tree. Out: a `BenefitYear`, a `StaysAcross`; a day on which no year begins raises
`WritingError`.
"""

import re
from typing import Final

from lark import Token

from polc.compiler.syntax.builders.build_values import build_cites
from polc.compiler.syntax.builders.read_tree import Branch, WritingError, span_of, tokens
from polc.compiler.syntax.nodes.years import BenefitYear, StaysAcross
from polc.grammar.keywords import MONTH_NAMES
from polc.messages.text import say

_MONTHS: Final = 12


def build_year(tree: Branch) -> BenefitYear | StaysAcross:
    """`benefit year from 10-01`, `stay across years { … }`."""
    return _build_stays(tree) if tree.data == "stays_across" else _build_benefit_year(tree)


def _build_benefit_year(tree: Branch) -> BenefitYear:
    """`benefit year from 10-01`: the first day of a month."""
    (written,) = tokens(tree, "MONTH_DAY")
    month, day = _read_month_day(written)
    if day != 1 or not 1 <= month <= _MONTHS:
        message = say("a benefit year begins on the first day of a month")
        hint = say("write `benefit year from 10-01`, the month first; 10月1日")
        raise WritingError(message, span_of(written), "odd_date", hint)
    return BenefitYear(month, build_cites(tree), span=span_of(tree))


def _build_stays(tree: Branch) -> StaysAcross:
    """`stay across years { … }`."""
    written = tokens(tree, "MONTH_DAY")
    split_on = _read_month_day(written[0]) if written else None
    return StaysAcross(split_on, build_cites(tree), span=span_of(tree))


def _read_month_day(written: Token) -> tuple[int, int]:
    numbers = [int(part) for part in re.findall("[0-9]+", written)]
    if len(numbers) == 1:
        name = re.findall("[A-Z][a-z]+", written)[0]
        return MONTH_NAMES.index(name) + 1, numbers[0]
    return numbers[0], numbers[1]
