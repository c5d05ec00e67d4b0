"""The cells of a batch of rows, read column by column.

In: texts, or what `carry_columns` carries for them; how cells are read. Out: arrays of Arrow's, of
texts or of whole numbers.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from polc.batch.columns.integer_arrays import count_up, repeat
from polc.batch.columns.read_parts import CARE, CellPart
from polc.batch.mapping import Total
from polc.runtime.amounts import MISSING

_AMOUNT: Final = r"^[0-9]{1,10}(\.[0-9]{1,2})?$"

_TOO_MUCH: Final = 10**10
"""The first whole amount of yuan that no such text has."""

_ID: Final = r"^[A-Za-z_.-]{0,40}[0-9][0-9A-Za-z_.-]{0,100}$"
"""An id of plain letters with a figure in it, so that it is no word for nothing."""


class BatchReader:
    """The cells of a batch: texts, or what `carry_columns` carries for them."""

    def __init__(self, texts: Any) -> None:
        self._texts = texts
        self._trimmed: dict[str, Any] = {}
        self._coded: dict[str, tuple[Any, list[str]]] = {}

    def cells(self, column: str) -> Any:
        """The texts of a column without blanks around them, empty where nothing stands."""
        import pyarrow
        from pyarrow import compute

        if column not in self._trimmed:
            cells = self._texts.column(column).combine_chunks().cast(pyarrow.string())
            self._trimmed[column] = compute.fill_null(compute.utf8_trim_whitespace(cells), "")
        return self._trimmed[column]

    def code(self, column: str) -> tuple[Any, list[str]]:
        """The same of a column of few texts, of each row the place of its text among them."""
        import pyarrow
        from pyarrow import compute

        if column not in self._coded:
            cells = self._texts.column(column).combine_chunks()
            if not pyarrow.types.is_dictionary(cells.type):
                cells = compute.dictionary_encode(cells)
            texts = cells.dictionary.cast(pyarrow.string())
            known = compute.fill_null(compute.utf8_trim_whitespace(texts), "").to_pylist()
            places = cells.indices.cast(pyarrow.int64())
            if places.null_count:
                places = compute.fill_null(places, len(known))
                known.append("")
            self._coded[column] = places, known
        return self._coded[column]

    def read_needed(self, column: str) -> Any:
        """Amounts in fen of a column in which one must stand."""
        return _needed(self.read_amount(column))

    def read_amount(self, column: str) -> Any:
        """Amounts in fen."""
        import pyarrow

        cells = self._texts.column(column).combine_chunks()
        if pyarrow.types.is_decimal(cells.type) or pyarrow.types.is_integer(cells.type):
            return _as_fen(cells)
        return _read_amounts(self.cells(column))

    def read_signed(self, column: str, at: Any) -> Any:
        """Amounts in fen of the rows at these places, which may have a minus."""
        import pyarrow
        from pyarrow import compute

        cells = self._texts.column(column).combine_chunks().take(at)
        if pyarrow.types.is_decimal(cells.type) or pyarrow.types.is_integer(cells.type):
            minus = compute.less(cells, pyarrow.scalar(0).cast(cells.type))
            fen = _as_fen(compute.abs(cells))
        else:
            cells = self.cells(column).take(at)
            minus = compute.starts_with(cells, "-")
            fen = _read_amounts(
                compute.if_else(minus, compute.utf8_slice_codeunits(cells, 1), cells)
            )
            fen = compute.if_else(compute.and_(minus, compute.less_equal(fen, 0)), CARE, fen)
        below = compute.and_(compute.fill_null(minus, False), compute.greater(fen, 0))
        return compute.if_else(below, compute.negate(fen), fen)

    def breaks(self, total: Total, refunds: Any) -> Any:
        """Where a sum does not hold, or cannot be seen to; at the places of `refunds` amounts may
        have a minus."""
        from pyarrow import compute

        wrong = _do_not_add_up(total, self.read_amount, least=0)
        if not len(refunds):
            return wrong
        is_refund = compute.is_in(count_up(len(wrong)), value_set=refunds)
        signed = _do_not_add_up(total, partial(self.read_signed, at=refunds), least=CARE + 1)
        return compute.replace_with_mask(wrong, is_refund, signed)

    def are_ids(self, texts: Any) -> Any:
        """Which of these are plain ids and no word for nothing."""
        from pyarrow import compute

        return compute.match_substring_regex(texts, _ID)

    def read_part(self, part: CellPart) -> Any:
        """The numbers of a part, each of its cells read once."""
        import pyarrow
        from pyarrow import compute

        if not part.columns:
            return repeat(part.value_of(()), self._texts.num_rows)
        coded = [self.code(column) for column in part.columns]
        together = coded[0][0]
        for places, texts in coded[1:]:
            together = compute.add(compute.multiply(together, len(texts)), places)
        distinct = compute.dictionary_encode(together)
        cells = [texts for _, texts in coded]
        found = [
            part.value_of(_cells_at(number, cells)) for number in distinct.dictionary.to_pylist()
        ]
        return pyarrow.array(found, pyarrow.int64()).take(distinct.indices)


def _needed(fen: Any) -> Any:
    from pyarrow import compute

    return compute.if_else(compute.equal(fen, MISSING), CARE, fen)


def _read_amounts(cells: Any) -> Any:
    """Texts of amounts in yuan, in fen."""
    import pyarrow
    from pyarrow import compute

    plain = compute.match_substring_regex(cells, _AMOUNT)
    decimals = compute.if_else(plain, cells, "0").cast(pyarrow.decimal128(12, 2))
    hundred = pyarrow.scalar(100, pyarrow.decimal128(3, 0))
    fen = compute.multiply(decimals, hundred).cast(pyarrow.int64())
    other = compute.if_else(compute.equal(cells, ""), MISSING, CARE)
    return compute.if_else(plain, fen, other)


def _do_not_add_up(total: Total, read: Callable[[str], Any], *, least: int) -> Any:
    """Where a sum is not that of its parts, or one of these is less than `least`."""
    from pyarrow import compute

    whole = read(total.of)
    wrong = compute.less(whole, least)
    for columns, add in ((total.parts, compute.subtract), (total.less, compute.add)):
        for column in columns:
            part = read(column)
            wrong = compute.or_(wrong, compute.less(part, least))
            whole = add(whole, part)
    return compute.or_(wrong, compute.not_equal(whole, 0))


def _as_fen(amounts: Any) -> Any:
    """Numbers of 64 bits and at most two places, as their texts would be read."""
    import pyarrow
    from pyarrow import compute

    places = 0
    if pyarrow.types.is_decimal(amounts.type):
        places = amounts.type.scale
        wide = amounts.cast(pyarrow.decimal128(18, places))
        missing, figures = wide.buffers()
        whole = pyarrow.decimal128(19, 0)
        amounts = pyarrow.Array.from_buffers(
            whole, len(wide), [missing, figures], offset=wide.offset
        )
    numbers = amounts.cast(pyarrow.int64())
    least = compute.greater_equal(numbers, 0)
    plain = compute.and_(least, compute.less(numbers, _TOO_MUCH * 10**places))
    figures = compute.if_else(plain, numbers, 0)
    fen = compute.multiply(figures, 10 ** (2 - places)) if places < 2 else figures
    return compute.fill_null(compute.if_else(plain, fen, CARE), MISSING)


def _cells_at(number: int, columns: list[list[str]]) -> tuple[str, ...]:
    """The cells that a number stands for, which counts those of the last column first."""
    found = []
    for cells in reversed(columns):
        number, place = divmod(number, len(cells))
        found.append(cells[place])
    return tuple(reversed(found))
