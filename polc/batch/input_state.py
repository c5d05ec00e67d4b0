"""Whether the files of a run are still what they were.

In: files. Out: of each its name, size and time of change, which can be compared.
"""

from collections.abc import Iterable
from pathlib import Path

FileState = tuple[str, int, int]


def state_of(files: Iterable[Path]) -> list[FileState]:
    """Of each file, in their order. Raises `OSError`."""
    return [(str(path.resolve()), *_size_and_time(path)) for path in files]


def _size_and_time(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
