"""How far a long run is, on a terminal.

In: how many rows or choices there are, after each how many are done. Out: a line on standard error,
written over twice a second; nothing where that is no terminal.
"""

import sys
import time
from collections.abc import Callable
from typing import Final

from polc.cli.terminal.language import tell
from polc.cli.terminal.output import rewrite_line
from polc.messages.text import Language, say

_EVERY: Final = 0.5
"""Seconds between two lines."""


def follow_rows(total: int, language: Language) -> Callable[[int], None]:
    """What is told how many rows are done."""
    started = last = time.monotonic()

    def tell_progress(rows: int) -> None:
        nonlocal last
        now = time.monotonic()
        if not sys.stderr.isatty():
            return
        if rows >= total:
            rewrite_line("")
        if now - last < _EVERY or rows >= total:
            return
        last = now
        rate = rows / (now - started)
        said = say(
            "{rows} of {total} rows, {rate} a second, {left} seconds left",
            rows=str(rows),
            total=str(total),
            rate=str(round(rate)),
            left=str(round((total - rows) / rate) if rate else 0),
        )
        rewrite_line(tell(said, language))

    return tell_progress


def follow_choices(language: Language) -> Callable[[int, int], None]:
    """What is told how many choices of readings are settled on the examples, of how many."""

    def tell_progress(done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        said = say("{done} of {total} choices of readings settled on the examples",
                   done=str(done), total=str(total))  # fmt: skip
        rewrite_line("" if done == total else tell(said, language))

    return tell_progress
