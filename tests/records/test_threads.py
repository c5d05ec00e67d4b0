"""The first objects of a record class may be made by several threads at once."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Barrier
from typing import Any

import pytest
from attrs import field, fields

from polc.records.frozen import frozen

THREADS = 6
CLASSES = 15


@pytest.fixture(autouse=True)
def _switch_often() -> Iterator[None]:
    """Threads take turns within what they do, and not only between."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def make_kind() -> Any:
    """A class that attrs completes: it has a converter and a property that is worked out once."""

    @frozen
    class Kind:
        amount: int = field(converter=int)
        _name: str = field(repr=False, default="")

        @cached_property
        def double(self) -> int:
            return 2 * self.amount

    return Kind


def all_at_once(use: Callable[[], Any]) -> list[Any]:
    """What each of the threads gets."""
    barrier = Barrier(THREADS)

    def wait_and_use() -> Any:
        barrier.wait()
        return use()

    with ThreadPoolExecutor(THREADS) as pool:
        return [done.result() for done in [pool.submit(wait_and_use) for _ in range(THREADS)]]


def test_a_class_is_completed_once() -> None:
    """Each thread's object has the field and the property."""
    for _ in range(CLASSES):
        kind = make_kind()
        assert [made.double for made in all_at_once(lambda kind=kind: kind("4"))] == [8] * THREADS


def test_the_account_of_the_fields_is_made_once() -> None:
    """Whoever asks attrs for the fields gets the two that there are."""
    for _ in range(CLASSES):
        kind = make_kind()
        told = all_at_once(lambda kind=kind: [known.name for known in fields(kind)])
        assert told == [["amount", "_name"]] * THREADS
