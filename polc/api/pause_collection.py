"""The collector of cyclic garbage, paused.

In: nothing. Out: a context in which it does not run. Compiling makes many objects of which few are
garbage, and going through all that there are again and again takes longer than compiling does;
settling a case under hundreds of readings does the same.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

_LOCK: Final = Lock()
_paused = {"by": 0, "was_running": 0}


@contextmanager
def pause_collection() -> Iterator[None]:
    """Inside it no garbage is collected; after the last of several that overlap, as in threads,
    the collector is as it was before the first."""
    with _LOCK:
        if not _paused["by"]:
            _paused["was_running"] = int(gc.isenabled())
            gc.disable()
        _paused["by"] += 1
    try:
        yield
    finally:
        with _LOCK:
            _paused["by"] -= 1
            if not _paused["by"] and _paused["was_running"]:
                gc.enable()
