"""Which rows of a batch are refunds, and how much they take.

In: the cells of a batch, what of them was read. Out: `RefundCells`. A refund that does not say what
it takes back is left to be read with care.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.batch.columns.batch_reader import BatchReader
from polc.batch.columns.integer_arrays import count_up
from polc.batch.columns.read_parts import CARE, IS_REFUND, PAID, RowParts
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.case import CaseLayout
from polc.runtime.plain.plain_claim import Target
from polc.runtime.read.take_back import amount_names


@frozen(kw_only=True, eq=False)
class RefundCells:
    """Of each row whether it is a refund and whether something about that is not plainly right
    (`wrong`); the places of the refunds (`at`), the ids of what they take back (`of`), and
    `numbers` in which they have their amounts without a sign."""

    is_refund: Any
    wrong: Any
    at: Any
    of: Any
    numbers: Mapping[Target, Any] = field(repr=False)


def read_refunds(
    reader: BatchReader,
    numbers: Mapping[Target, Any],
    parts: RowParts,
    layout: CaseLayout,
    kept: Any,
) -> RefundCells | None:
    """None where the mapping knows no refunds. `kept` are the rows that the mapping does not leave
    out."""
    import pyarrow
    from pyarrow import compute

    flag = numbers.get(IS_REFUND)
    if flag is None and not parts.refund_of:
        return None
    no = pyarrow.repeat(pyarrow.scalar(False), len(kept))
    named, wrong, of = no, no, None
    if parts.refund_of:
        of = reader.cells(parts.refund_of)
        named = compute.not_equal(of, "")
        wrong = compute.and_(named, compute.invert(reader.are_ids(of)))
    flagged = named if flag is None else compute.equal(flag, 1)
    wrong = compute.or_(wrong, compute.and_(flagged, compute.invert(named)))
    is_refund = compute.and_(compute.and_(flagged, named), kept)
    at = count_up(len(kept)).filter(is_refund)
    if not len(at) or of is None:
        return RefundCells(is_refund=is_refund, wrong=wrong, at=at, of=at, numbers=numbers)
    found = dict(numbers)
    below = above = pyarrow.repeat(pyarrow.scalar(False), len(at))
    for target, column in parts.amounts.items():
        signed = reader.read_signed(column, at)
        plain = compute.greater(signed, CARE)
        below = compute.or_(below, compute.and_(plain, compute.less(signed, 0)))
        above = compute.or_(above, compute.greater(signed, 0))
        amount = compute.if_else(plain, compute.abs(signed), signed)
        if target[0] == PAID:
            amount = compute.if_else(compute.equal(amount, MISSING), CARE, amount)
        found[target] = compute.replace_with_mask(numbers[target], is_refund, amount)
    # Some amounts below zero and some above it: nobody knows what is meant.
    odd = compute.and_(below, above)
    coded = {("claim", name) for name in amount_names(layout)} - {*parts.amounts}
    if not coded.isdisjoint(numbers):
        odd = compute.or_(odd, compute.invert(odd))
    wrong = compute.or_(wrong, compute.replace_with_mask(no, is_refund, odd))
    return RefundCells(is_refund=is_refund, wrong=wrong, at=at, of=of.take(at), numbers=found)
