"""Batches settled on all cores, while what is done is written.

In: batches of rows, what settles one, what writes what it came to. Out: the outcomes in the order
of their batches, whichever was settled first. Arrow, DuckDB and machine code hold no lock of
Python's while they work.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Final, TypeVar

Batch = TypeVar("Batch")
Outcome = TypeVar("Outcome")

MOST_WORKERS: Final = 4
"""Each holds a batch."""

_MOST_WAITING: Final = 2
"""So many outcomes wait to be written at most."""


def count_workers() -> int:
    """How many batches are settled at a time."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


def settle_ahead(
    batches: Iterable[Batch], settle: Callable[[Batch], Outcome], workers: int
) -> Iterator[tuple[Batch, Outcome]]:
    """Each batch with its outcome; as many are settled ahead of the one that is given as there are
    workers. What a batch raises is raised in its turn."""
    if workers < 2:
        yield from ((batch, settle(batch)) for batch in batches)
        return
    pool = ThreadPoolExecutor(workers, "settle")
    ahead: deque[tuple[Batch, Future[Outcome]]] = deque()
    try:
        for batch in batches:
            ahead.append((batch, pool.submit(settle, batch)))
            if len(ahead) > workers:
                first, outcome = ahead.popleft()
                yield first, outcome.result()
        while ahead:
            first, outcome = ahead.popleft()
            yield first, outcome.result()
    finally:
        pool.shutdown(cancel_futures=True)


class WriteBehind:
    """Does one thing after the other on a thread of its own; used in a `with`, at whose end all is
    done. What one of them raises is raised by a later `do`, or at the end; nothing is done behind
    it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "write")
        self._waiting: deque[Future[None]] = deque()
        self._is_broken = False

    def do(self, work: Callable[..., None], *given: Any) -> None:
        """Waits where too much waits already."""
        self._waiting.append(self._pool.submit(self._do, work, *given))
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft().result()

    def _do(self, work: Callable[..., None], *given: Any) -> None:
        if self._is_broken:
            return
        try:
            work(*given)
        except BaseException:
            self._is_broken = True
            raise

    def __enter__(self) -> "WriteBehind":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        mistake: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()
        if kind is None:
            for work in self._waiting:
                work.result()
