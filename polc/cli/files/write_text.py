"""A file's new text in the place of the old, whole or not at all.

In: a path and a text. Out: nothing; `CannotWrite` where the system does not let it be. Links
are followed, the mode of a file that is there is kept. A device or a pipe is no place for a file.
"""

import os
from pathlib import Path

from polc.cli.terminal.exit_status import CannotWrite, why_unwritable
from polc.messages.text import say


def check_writable(path: Path, name: str) -> None:
    """`CannotWrite` for what is there and is no file; asked before anything is read of it."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise CannotWrite(say("`{name}` is not a file that can be written anew", name=name))


def write_text(path: Path, name: str, text: str) -> None:
    """`name` is what messages call the file."""
    import tempfile  # it brings archives and random numbers, and few commands write

    check_writable(path, name)
    place = Path(os.path.realpath(path))
    try:
        handle, new = tempfile.mkstemp(dir=place.parent, prefix=".polc.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8"))
            os.chmod(new, place.stat().st_mode & 0o7777 if place.exists() else _mode_of_new())
            os.replace(new, place)
        except BaseException:
            Path(new).unlink(missing_ok=True)
            raise
    except OSError as mistake:
        raise why_unwritable(name, mistake) from None


def _mode_of_new() -> int:
    """What a file has that is made here as any other."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
