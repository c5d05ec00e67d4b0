"""Batches worked on in several processes, what comes of them in the order of the batches.

In: how many processes, what is done with a batch, the batches. Out: what comes of each. A process
works on one batch at a time, so that no more are under way than there are processes. It ends with
the one that started it, however that ends.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from polc.cli.terminal.exit_status import FileTrouble, reason_of
from polc.messages.text import say
from polc.records.frozen import frozen

Batch = TypeVar("Batch")
Done = TypeVar("Done")


class WorkFailedError(Exception):
    """What went wrong in a process: the kind of the mistake and its words."""


@frozen
class _Failed:
    why: str


def work_in_processes(
    jobs: int,
    work: Callable[[Batch], Done],
    batches: Iterable[Batch],
    ready: Callable[[], bool],
) -> Iterator[Done]:
    """What comes of each batch; `ready` tells whether the next can be had without waiting: where
    it cannot, what is under way is given out first. `work` and what passes through it can be
    pickled. Raises `FileTrouble` where a process cannot be started or is ended from outside."""
    processes: list[_Process] = []
    busy: deque[_Process] = deque()
    coming = iter(batches)
    try:
        while True:
            while busy and (len(busy) == jobs or not ready()):
                yield busy[0].receive()
                processes.append(busy.popleft())
            for batch in coming:
                process = processes.pop(0) if processes else _Process(work)
                busy.append(process)
                process.send(batch)
                break
            else:
                break
        while busy:
            yield busy[0].receive()
            processes.append(busy.popleft())
    finally:
        for process in (*processes, *busy):
            process.end()


class _Process:
    """A process and the line to it."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._line, its_end = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_work, args=(its_end, work), daemon=True)
        try:
            self._process.start()
        except OSError as mistake:
            why = say("cannot start a process: {reason}", reason=reason_of(mistake))
            raise FileTrouble(why) from None
        its_end.close()

    def send(self, batch: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # told when the answer is missing
            self._line.send(batch)

    def receive(self) -> Any:
        try:
            done = self._line.recv()
        except (EOFError, ConnectionResetError):
            raise FileTrouble(
                say("a process that was settling cases was ended from outside")
            ) from None
        if isinstance(done, _Failed):
            raise WorkFailedError(done.why)
        return done

    def end(self) -> None:
        self._line.close()
        self._process.terminate()
        self._process.join()


def _work(line: Connection, work: Callable[[Any], Any]) -> None:
    """The life of a process: whoever interrupts the command interrupts the one that ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None
    while line in wait([line, parent.sentinel]):
        try:
            batch = line.recv()
        except EOFError:
            return
        try:
            done = work(batch)
        except Exception as mistake:
            if os.environ.get("POLC_TRACEBACK"):
                raise
            done = _Failed(f"{type(mistake).__name__}: {mistake}")
        line.send(done)
