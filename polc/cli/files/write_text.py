"""A file's new text in the place of the old, whole or not at all.

In: a path and a text. Out: nothing; `CannotRead` where the system does not let it be. Links
are followed, the file's mode is kept.
"""

import os
import tempfile
from pathlib import Path

from polc.cli.terminal.exit_status import why_unreadable


def write_text(path: Path, name: str, text: str) -> None:
    """`name` is what messages call the file."""
    place = path.resolve()
    try:
        handle, new = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8"))
            os.chmod(new, place.stat().st_mode & 0o7777)
            os.replace(new, place)
        except BaseException:
            Path(new).unlink(missing_ok=True)
            raise
    except OSError as mistake:
        raise why_unreadable(name, mistake) from None
