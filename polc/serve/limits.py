"""How much a service takes on, and what it does beyond that.

In: bounds, work to be done. Out: what the work comes to. What is asked for runs on threads, as many
as `running`; so many more may wait, and the next is turned away. What takes longer than `seconds`
is answered without it: what was waiting for a place goes; what runs keeps its place until it is
done, or looks (`check_awaited`) whether anybody still waits for it.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, local
from typing import Final, TypeVar

from attrs import field

from polc.records.frozen import frozen
from polc.records.mutable import define

Answer = TypeVar("Answer")

MOST_TEXT: Final = 200_000
"""Bytes of a policy to be checked: five times the longest that polc comes with. What compiling a
text costs grows with it, and is far more than what settling a case of the same length does."""


@frozen(kw_only=True)
class ServiceLimits:
    """`bytes` of a request, `seconds` until it is answered, requests `running` at once and
    `waiting` for these."""

    bytes: int = 1_000_000
    seconds: float = 10.0
    running: int = 4
    waiting: int = 64


class BusyError(Exception):
    """So much is waiting that nothing more is taken."""


class SlowError(Exception):
    """What was asked for takes longer than it may."""


_RUNNING: Final = local()


def check_awaited() -> None:
    """Raises `SlowError` on a thread whose request has been answered without it."""
    left: Event | None = getattr(_RUNNING, "left", None)
    if left is not None and left.is_set():
        raise SlowError


@define(eq=False)
class Gate:
    """What runs and waits now; `named` are its threads."""

    running: int
    waiting: int
    named: str
    taken: int = field(default=0, init=False)
    _working: int = field(default=0, init=False)
    _counting: Lock = field(factory=Lock, init=False, repr=False)
    _threads: ThreadPoolExecutor = field(init=False, repr=False)

    @_threads.default
    def _start(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.running, thread_name_prefix=self.named)

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """What the work comes to. Raises `BusyError` where the line is full; where the caller is
        cancelled, work that waits goes, and work that runs keeps its place until it is done."""
        if self.taken >= self.running + self.waiting:
            raise BusyError
        self.taken += 1
        loop = asyncio.get_running_loop()
        left = Event()
        future = self._threads.submit(self._work, work, left)
        future.add_done_callback(lambda _: _call_soon(loop, self._leave))
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            left.set()
            raise

    def _work(self, work: Callable[[], Answer], left: Event) -> Answer:
        with self._counting:
            self._working += 1
        _RUNNING.left = left
        try:
            return work()
        finally:
            _RUNNING.left = None
            with self._counting:
                self._working -= 1

    def _leave(self) -> None:
        self.taken -= 1

    @property
    def is_working(self) -> bool:
        """Whether work runs that was begun."""
        return self._working > 0

    def close(self) -> None:
        """Nothing more is begun; what runs is left to end."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _call_soon(loop: asyncio.AbstractEventLoop, called: Callable[[], None]) -> None:
    """From any thread; a loop that is closed counts no more."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(called)
