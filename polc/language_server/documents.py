"""The texts that are open in an editor, before those of the disk.

In: what the editor opens, changes and closes. Out: sources, and the reader through which an open
policy finds the files it uses, open or not. What no editor has open is read by the loader, under
the loader's rules: a `use` reaches the folder of its file and the standard library.
"""

from typing import Final

from polc.api.loader import (
    BYTE_ORDER_MARK,
    STDLIB,
    beside,
    find_source,
    policies_beside,
    read_used,
)
from polc.compiler.report.source import SourceText

MOST_FILES: Final = 200
"""So many files of a folder are looked through for who uses a name."""


class Documents:
    """Paths to texts; a path is what the file's address says, or the address of one without."""

    def __init__(self) -> None:
        self._open: dict[str, SourceText] = {}

    def put(self, path: str, text: str) -> None:
        """The text of an open document, as it is now."""
        clean = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
        self._open[path] = SourceText(path, clean)

    def close(self, path: str) -> None:
        """From now on the file of the disk counts."""
        self._open.pop(path, None)

    @property
    def open_paths(self) -> tuple[str, ...]:
        """The documents that are open, in the order they were opened."""
        return tuple(self._open)

    def source(self, path: str) -> SourceText | None:
        """The text of a document, open or of the disk; None where there is none to read."""
        if path in self._open:
            return self._open[path]
        try:
            return find_source(path)
        except OSError:
            return None

    def read(self, name: str, by: str) -> SourceText | None:
        """What `use NAME` means in the file `by`; raises `SourceError` as the loader does."""
        opened = self._open.get(beside(by, name))
        return read_used(name, by) if opened is None else opened

    def files_beside(self, path: str) -> tuple[str, ...]:
        """The policies of a document's folder, itself among them, and all that are open."""
        return tuple(dict.fromkeys((path, *self._open, *policies_beside(path, MOST_FILES))))


def path_of(source: SourceText) -> str | None:
    """Where a source that was read stands; None of a text that is no file."""
    library = "stdlib:"
    if source.name.startswith(library):
        return str(STDLIB / source.name.removeprefix(library))
    return source.name or None
