"""What is odd in a row and refuses nothing: sums that do not add up, what layers paid that the
policy does not have.

In: a row and its mapping. Out: `RowRemark`s.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from polc.batch.mapping import ColumnMapping, Total
from polc.batch.read_cells import CellReader, read_fen, sign_of
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.amounts import format_money

RemarkCode = Literal["total", "other_layer", "duplicate"]


@frozen
class RowRemark:
    """Of a row (from 1) and a column, where it is of one."""

    row: int
    column: str
    code: RemarkCode
    why: Text


def remark_totals(reader: CellReader, totals: Iterable[Total]) -> Iterator[RowRemark]:
    """Sums of which one side is not the other."""
    for total in totals:
        fen = {}
        for column in (total.of, *total.parts, *total.less):
            found = read_fen(reader.text(column))
            if found is None:
                message = say(
                    "`{total}` cannot be held against its parts: `{column}` has no amount",
                    total=total.of,
                    column=column,
                )
                yield RowRemark(reader.row, column, "total", message)
            else:
                fen[column] = found
        if any(column not in fen for column in (total.of, *total.parts, *total.less)):
            continue
        parts = sum(fen[column] for column in total.parts)
        parts -= sum(fen[column] for column in total.less)
        if parts != fen[total.of]:
            message = say(
                "`{total}` is {amount}, and its parts come to {parts}",
                total=total.of,
                amount=format_money(fen[total.of]),
                parts=format_money(parts),
            )
            yield RowRemark(reader.row, total.of, "total", message)


def remark_payments(reader: CellReader, mapping: ColumnMapping) -> Iterator[RowRemark]:
    """What layers paid that the policy does not have; nothing is said of 0."""
    for column in mapping.other_payments:
        text = reader.text(column)
        if text and (sign_of(text) or read_fen(text) is None):
            message = say("`{amount}` of a layer that the policy does not have", amount=text)
            yield RowRemark(reader.row, column, "other_layer", message)
