"""The collector of cyclic garbage, paused.

In: nothing. Out: a context in which it does not run. Compiling makes many objects of which few are
garbage, and going through all that there are again and again takes longer than compiling does;
settling a case under hundreds of readings does the same. What was made meanwhile is put with what
is old, which the collector goes through rarely: at once it took a sixth of such a case.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

_LOCK: Final = Lock()
_paused = {"by": 0, "was_running": 0, "set_aside": 0}

MOST_SET_ASIDE: Final = 1_000_000
"""So many objects, made in one pause after another, are put with the old ones before all are gone
through: the collector counts none of them, and a service may make no others."""


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
                _set_aside()
                gc.enable()


def _set_aside() -> None:
    """Puts the objects made meanwhile with the old ones; where somebody has frozen some, the
    collector goes through the young ones as always: what is frozen would be thawed with them."""
    if gc.get_freeze_count():
        return
    _paused["set_aside"] += gc.get_count()[0]
    if _paused["set_aside"] > MOST_SET_ASIDE:
        _paused["set_aside"] = 0
        gc.collect()
        return
    gc.freeze()
    gc.unfreeze()
