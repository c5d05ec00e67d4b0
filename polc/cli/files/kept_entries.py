"""What commands keep for later ones, in files of the user's own.

In: a key, bytes. Out: the bytes again, in a later command. The folder and its files are the
user's alone, for nobody else to read or to write; what is otherwise is left alone, and so is a file
whose name is no entry's. A file is written beside its place and moved there. Whatever goes wrong,
the command goes on without it.
"""

import os
import re
import stat
from contextlib import suppress
from typing import Final

from polc.records.frozen import frozen

VARIABLE: Final = "POLC_CACHE"
"""Names the folder, or says `off`."""

_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL

_OF_ENTRY: Final = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]+)?")
"""The name of an entry, or of one that is being written."""

MOST_ENTRIES: Final = 2_000
"""That nothing was wrong with a file takes less than 1 kB."""

MOST_BYTES: Final = 16_000_000
"""Of an entry; Suizhou takes 0.2 MB."""

MOST_BYTES_OF_ALL: Final = 64_000_000


def find_folder() -> str | None:
    """The folder of the entries, whether it is there or not; None where nothing is to be kept."""
    named = os.environ.get(VARIABLE, "")
    if named == "off" or not hasattr(os, "geteuid"):
        return None
    if named:
        return os.path.abspath(named)
    caches = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(caches):
        caches = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(caches, "polc") if os.path.isabs(caches) else None


def find_store(*, no_cache: bool) -> "KeptEntries | None":
    """The entries of this user; None where nothing is to be kept."""
    folder = None if no_cache else find_folder()
    return None if folder is None else KeptEntries(folder)


@frozen
class KeptEntries:
    """A store of entries in a folder."""

    folder: str

    def read(self, key: str) -> bytes | None:
        """The entry, if it is a file that is the user's and nobody else's."""
        if not self._is_safe():
            return None
        try:
            file = os.open(os.path.join(self.folder, key), _READ)
        except OSError:
            return None
        with suppress(OSError), os.fdopen(file, "rb") as opened:
            about = os.fstat(file)
            if stat.S_ISREG(about.st_mode) and _is_of_user(about) and about.st_size <= MOST_BYTES:
                return opened.read(MOST_BYTES)
        return None

    def write(self, key: str, data: bytes) -> None:
        """Keeps it, and takes the oldest away where there are too many."""
        if len(data) > MOST_BYTES:
            return
        with suppress(OSError):
            if not os.path.lexists(self.folder):
                os.makedirs(os.path.dirname(self.folder), exist_ok=True)
                os.mkdir(self.folder, 0o700)
            if self._is_safe():
                _write_beside(os.path.join(self.folder, key), data)
                _take_oldest_away(self.folder)

    def _is_safe(self) -> bool:
        try:
            about = os.lstat(self.folder)
        except OSError:
            return False
        return stat.S_ISDIR(about.st_mode) and _is_of_user(about)


def _is_of_user(about: os.stat_result) -> bool:
    """Whether it is the user's, and nobody else may do anything with it."""
    return about.st_uid == os.geteuid() and not stat.S_IMODE(about.st_mode) & 0o077


def _write_beside(path: str, data: bytes) -> None:
    beside = f"{path}.{os.urandom(8).hex()}"
    file = os.open(beside, _WRITE, 0o600)
    try:
        with os.fdopen(file, "wb") as opened:
            opened.write(data)
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise


def _take_oldest_away(folder: str) -> None:
    """What a command that was ended left half written counts too."""
    found: list[tuple[int, int, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if _OF_ENTRY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                about = entry.stat(follow_symlinks=False)
                found.append((about.st_mtime_ns, about.st_size, entry.path))
    taken = 0
    for count, (_, size, path) in enumerate(sorted(found, reverse=True), 1):
        taken += size
        if count > MOST_ENTRIES or taken > MOST_BYTES_OF_ALL:
            os.unlink(path)
