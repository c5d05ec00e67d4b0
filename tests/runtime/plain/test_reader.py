"""An object is read to the same values by its first reader and by the function written for more."""

from decimal import Decimal
from typing import Any

import pytest

from polc.runtime.plain.plain_claim import _paid_reader
from polc.runtime.plain.reader import FEW, NotPlainError, Reader, Remembered
from polc.runtime.read.read_value import (
    read_count,
    read_date,
    read_flag,
    read_money,
    read_text,
)

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 3, 10**13, 1.5, [], {}, "", " ", "0", "1.00", "-1.00", "1.005"),
    *("1,000.00", "١.00", "1_0.00", ".00", "0.00", "1.2.00", "12.3.00", "99999999999.00", " 1.00"),
    *("1.0٣", "1234567890.12", "12345678901.12", "2022-02-30", "2022-03-01", "x" * 200, "x" * 201),
    *("\ud800", "县内", Decimal("3.00"), Decimal("NaN"), b"1.00", ["1.00"], "+1.00", "1e1.00"),
)
READERS = [read_money, read_text, read_flag, read_count, read_date]


class Word(str):
    """A text of a caller's own kind."""


def come_to(reader: Reader, given: dict[str, Any]) -> Any:
    try:
        return reader.read(given)
    except (NotPlainError, ValueError, TypeError) as refused:
        return type(refused), str(refused)


@pytest.mark.parametrize("remembers", [False, True])
@pytest.mark.parametrize("read", READERS)
def test_both_ways_read_the_same(read: Any, remembers: bool) -> None:
    """Whatever the value, also one that was read before, and one that is equal to such."""
    one, other = (Remembered(read) if remembers else read for _ in range(2))
    first, later = Reader((one,), left=10**6), Reader((other,), left=0)
    for _ in range(2):
        for value in (*ODD, Word("1.00"), Word("2022-03-01")):
            assert come_to(first, {"key": value}) == come_to(later, {"key": value})


@pytest.mark.parametrize("left", [0, 1])
def test_what_is_out_of_order_is_not_plain(left: int) -> None:
    """What is in policy is no more than the total."""
    reader = Reader((read_money, read_money), ((0, 1),), left=left)
    with pytest.raises(NotPlainError):
        reader.read({"in_policy": "1.01", "total": "1.00"})


@pytest.mark.parametrize("left", [0, 1])
def test_what_is_spliced_follows(left: int) -> None:
    """What was paid stands behind the other values, and no more in its own place."""
    reader = Reader((tuple, read_money), spliced=0, left=left)
    assert reader.read({"paid": [1, 2], "total": "1.00"}) == (None, 100, 1, 2)


def test_a_function_reads_after_the_first_few() -> None:
    """The first objects are read value by value."""
    reader = Reader((read_money,))
    by = [reader.read]
    for _ in range(FEW + 1):
        reader.read({"total": "1.00"})
        by.append(reader.read)
    assert len(set(by[: FEW + 1])) == 1
    assert by[-1] not in by[: FEW + 1]


def test_no_more_is_remembered_than_some_thousand() -> None:
    """A stream of all kinds of texts does not grow what is kept."""
    known = Remembered(read_text)
    assert [known[f"{number}"] for number in range(10_000)][-1] == "9999"
    assert len(known) < 5_000


@pytest.mark.parametrize("odd", [*ODD, Word("1.00")], ids=repr)
def test_amounts_are_read_the_same_in_place(odd: Any) -> None:
    """An object with amounts, read by the function for its keys in their order: whatever an amount
    is, whatever the object, and with other keys than those for which the function was made."""
    names = ("basic", "critical_illness", "assistance")
    read = _paid_reader(names)
    first = Reader((read,), spliced=0, named=names, left=10**6)
    later = Reader((read,), spliced=0, named=names, left=0)
    two = {"assistance": "1.00", "basic": "2.50"}
    tried = (two, {**two, "basic": odd}, {"basic": odd}, {**two, "critical_illness": odd}, odd, {})
    for paid in tried:
        assert come_to(first, {"paid": paid}) == come_to(later, {"paid": paid})
