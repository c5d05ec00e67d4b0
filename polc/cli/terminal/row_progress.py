"""How far a table is, on a terminal.

In: how many rows there are, after each person how many are done. Out: a line on standard error,
written over twice a second; nothing where that is no terminal.
"""

import sys
import time
from collections.abc import Callable
from typing import Final

from polc.cli.terminal.language import tell
from polc.cli.terminal.output import print_text
from polc.messages.text import Language, say

_EVERY: Final = 0.5
"""Seconds between two lines."""


def follow_rows(total: int, language: Language) -> Callable[[int], None]:
    """What is told how many rows are done."""
    started = last = time.monotonic()

    def tell_progress(rows: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY or not sys.stderr.isatty():
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
        print_text("\r" + tell(said, language), err=True, nl=False)

    return tell_progress
