"""Arrow's arrays of whole numbers as machine code has them: 64 bits each, none missing.

In: arrays, figures. Out: arrays, and where their numbers stand in memory. Arrow is imported when
used, with the extra `batch`.
"""

from collections.abc import Callable
from ctypes import addressof, c_int64
from typing import Any

from polc.records.frozen import frozen


@frozen(eq=False)
class Memory:
    """Numbers that machine code writes, all 0 at first; `values` lives as long as they are used."""

    values: Any

    @property
    def place(self) -> int:
        """Where they stand."""
        return addressof(self.values)

    def as_array(self, rows: int) -> Any:
        """The first so many of them."""
        import pyarrow

        whole = pyarrow.py_buffer(self.values)
        return pyarrow.Array.from_buffers(pyarrow.int64(), rows, [None, whole])


def make_memory(count: int) -> Memory:
    """So many numbers, and at least one."""
    return Memory((c_int64 * max(count, 1))())


def place_of(array: Any) -> int:
    """Where the numbers of an array stand, as long as it lives."""
    _, numbers = array.buffers()
    return int(numbers.address) + 8 * int(array.offset)


def repeat(value: int, rows: int) -> Any:
    """A number in every row."""
    import pyarrow

    return pyarrow.repeat(pyarrow.scalar(value, pyarrow.int64()), rows)


def count_up(rows: int) -> Any:
    """0, 1, 2 and so on."""
    from pyarrow import compute

    return compute.subtract(compute.cumulative_sum(repeat(1, rows)), 1)


def map_values(numbers: Any, value_of: Callable[[int], Any], kind: Any) -> Any:
    """What each number stands for, asked once for each that is there; `kind` is Arrow's."""
    import pyarrow
    from pyarrow import compute

    coded = compute.dictionary_encode(numbers)
    found = pyarrow.array([value_of(value) for value in coded.dictionary.to_pylist()], kind)
    return found.take(coded.indices)


def begins_anew(*columns: Any) -> Any:
    """Of each row whether it is the first, or has another value than the row before it."""
    import pyarrow
    from pyarrow import compute

    rows = len(columns[0])
    found = pyarrow.array([True] * min(rows, 1), pyarrow.bool_())
    if rows > 1:
        changes = None
        for column in columns:
            other = compute.not_equal(column[1:], column[:-1])
            changes = other if changes is None else compute.or_(changes, other)
        found = pyarrow.concat_arrays([found, changes])
    return found


def number_groups(begins: Any) -> Any:
    """Of each row the number of its group, from 0."""
    import pyarrow
    from pyarrow import compute

    return compute.subtract(compute.cumulative_sum(begins.cast(pyarrow.int64())), 1)


def any_in_group(group: Any, truth: Any) -> Any:
    """Of each row whether it holds in some row of its group; groups are numbered from 0."""
    from pyarrow import compute

    return compute.is_in(group, value_set=compute.unique(group.filter(truth)))


def as_yuan(fen: Any) -> Any:
    """Amounts in fen as decimals in yuan, with two places."""
    import pyarrow

    wide = fen.cast(pyarrow.decimal128(19, 0))
    missing, figures = wide.buffers()
    kind = pyarrow.decimal128(18, 2)
    return pyarrow.Array.from_buffers(kind, len(wide), [missing, figures], offset=wide.offset)


def as_fen(yuan: Any) -> Any:
    """The reverse of `as_yuan`."""
    import pyarrow

    missing, figures = yuan.buffers()
    whole = pyarrow.decimal128(19, 0)
    found = pyarrow.Array.from_buffers(whole, len(yuan), [missing, figures], offset=yuan.offset)
    return found.cast(pyarrow.int64())
