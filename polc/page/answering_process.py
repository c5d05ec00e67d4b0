"""A process that answers the page, so that an answer that takes long can be ended.

In: requests, each with the connection of who asks. Out: what `answer` says of them; a problem where
it says nothing in time or its process ends. Where who asks has gone, the process is ended: that is
how the page stops what takes long.
"""

from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from signal import SIG_IGN, SIGINT, signal
from socket import MSG_PEEK, socket
from threading import Lock
from typing import Final

from polc.messages.text import Text, say
from polc.page.answer import answer, tell_problem
from polc.page.asked import PageRefusal

MOST_SECONDS: Final = 60.0
"""The page itself waits half of it."""


class AskerGoneError(Exception):
    """Nobody waits for the answer any more."""


class AnsweringProcess:
    """Answers one request after another, in a process that is begun when it is needed."""

    def __init__(self, most_seconds: float = MOST_SECONDS) -> None:
        self._most_seconds = most_seconds
        self._turn = Lock()
        self._begun: tuple[BaseProcess, Connection] | None = None

    def ask(self, request: str, asker: socket) -> str:
        """The answer as text. Raises `AskerGoneError`."""
        with self._turn:
            if _is_gone(asker):
                raise AskerGoneError
            process, pipe = self._begun or self._begin()
            try:
                pipe.send(request)
                told = self._await(pipe, asker)
            except (OSError, EOFError):
                told = None
                why = say("it ended, and begins again")
            else:
                why = say("it was ended after {most} seconds", most=int(self._most_seconds))
            if told is not None:
                return told
            self._end(process, pipe)
            if _is_gone(asker):
                raise AskerGoneError
            return _no_answer(request, why)

    def end(self) -> None:
        """Ends the process, whatever it does."""
        if self._begun is not None:
            self._end(*self._begun)

    def _await(self, pipe: Connection, asker: socket) -> str | None:
        """What comes; None where who asks goes, or the time is over."""
        ready = wait([pipe, asker], self._most_seconds)
        if pipe not in ready and asker in ready and not _is_gone(asker):
            ready = wait([pipe], self._most_seconds)
        return str(pipe.recv()) if pipe in ready else None

    def _begin(self) -> tuple[BaseProcess, Connection]:
        context = get_context("spawn")
        own, other = context.Pipe()
        process = context.Process(target=_answer_all, args=(other,), daemon=True)
        process.start()
        other.close()
        self._begun = process, own
        return self._begun

    def _end(self, process: BaseProcess, pipe: Connection) -> None:
        process.kill()
        process.join()
        pipe.close()
        self._begun = None


def _answer_all(pipe: Connection) -> None:
    """What runs in the process: a request in, its answer out, until nobody is there."""
    signal(SIGINT, SIG_IGN)  # it is for the command, which ends this process
    with suppress(EOFError, OSError):
        while True:
            pipe.send(answer(pipe.recv()))


def _is_gone(asker: socket) -> bool:
    """Whether the connection was closed at the other end."""
    if not wait([asker], 0):
        return False
    try:
        return not asker.recv(1, MSG_PEEK)
    except OSError:
        return True


def _no_answer(request: str, why: Text) -> str:
    return tell_problem(request, PageRefusal("no_answer", why))
