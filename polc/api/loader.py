"""Where policies come from: the standard library, a file, a text.

In: a stdlib name or a path. Out: sources, and the reader through which a policy finds the
files it uses. Besides the command line this is the only place that reads files. A `use`
reaches the folder of the file that says it, and the standard library, and nothing else. No
more is read of anything than the limit and a byte: what a device or a pipe holds has no size.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from polc.compiler.report.similar import suggest
from polc.compiler.report.source import SourceText
from polc.messages.reasons import say_system_reason
from polc.messages.text import Text, quoted, say

STDLIB: Final = Path(__file__).parent.parent / "stdlib_policies"
LIBRARIES: Final = frozenset({"identities", "readings"})
"""Files of the standard library that are used by policies and are none themselves."""

_LIBRARY_MARK: Final = "stdlib:"
"""How messages call a file of the standard library that a policy uses."""

MOST_BYTES: Final = 8_000_000
BYTE_ORDER_MARK: Final = "\ufeff"


class SourceError(OSError):
    """A file that cannot be read as a policy; `why` says so in one sentence."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


def stdlib_names() -> tuple[str, ...]:
    """The policies that come with polc."""
    return tuple(sorted(path.stem for path in STDLIB.glob("*.pol") if path.stem not in LIBRARIES))


def find_source(name: str | Path) -> SourceText:
    """The source of a stdlib name or of a path to a `.pol` file."""
    text = str(name)
    path = STDLIB / f"{text}.pol" if text in stdlib_names() else Path(text)
    return read_source(path, text)


def describe_code(rooms: Iterable[str]) -> Iterator[str]:
    """The files of these rooms of polc with their sizes and days, a line each."""
    for room in rooms:
        for folder, folders, files in os.walk(STDLIB.parent / room):
            folders[:] = sorted(inside for inside in folders if not inside.startswith("_"))
            for name in sorted(files):
                about = os.stat(os.path.join(folder, name))
                yield f"{name} {about.st_size} {about.st_mtime_ns}"


def describe_libraries(names: Iterable[str]) -> Iterator[str]:
    """Installed libraries with their versions, as the folders beside them say; nothing of one that
    was installed otherwise. `importlib.metadata` would take 50 ms to load."""
    from importlib.util import find_spec

    for name in names:
        with suppress(OSError, ValueError):  # in no folder; loaded by no loader
            found = find_spec(name)
            if found is not None and found.origin is not None:
                beside = os.listdir(os.path.dirname(os.path.dirname(found.origin)))
                yield from sorted(entry for entry in beside if entry.startswith(f"{name}-"))


def read_source(path: Path, name: str) -> SourceText:
    """A file's text under the name that messages are to call it."""
    text = read_text(path, name)
    return SourceText(name, text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n"))


def read_text(path: Path, name: str) -> str:
    """The same with its line ends, and the mark that it may begin with, as they are."""
    try:
        data = read_at_most(path, MOST_BYTES)
    except FileNotFoundError:
        known = quoted(stdlib_names())
        hint = suggest(name, stdlib_names(), say("polc comes with {known}", known=known)).text
        raise SourceError(say("there is no file `{name}`; {hint}", name=name, hint=hint)) from None
    except IsADirectoryError:
        raise SourceError(say("`{name}` is a folder, not a policy", name=name)) from None
    except (OSError, ValueError) as mistake:
        reason = say_system_reason(mistake)
        raise SourceError(
            say("`{name}` cannot be read: {reason}", name=name, reason=reason)
        ) from None
    if data is None:
        raise SourceError(say("`{name}` is larger than {most} bytes", name=name, most=MOST_BYTES))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as mistake:
        line = data[: mistake.start].count(b"\n") + 1
        raise SourceError(
            say(
                "`{name}` is not UTF-8: line {line} has a byte that no character begins with; "
                "save the file as UTF-8",
                name=name,
                line=line,
            )
        ) from None


def beside(path: str, name: str) -> str:
    """Where the file called `name` would stand beside another."""
    return str(Path(path).parent / f"{name}.pol")


def policies_beside(path: str, most: int) -> tuple[str, ...]:
    """The `.pol` files of a file's folder, so many at most, in the order of their names."""
    with suppress(OSError):
        return tuple(sorted(str(found) for found in Path(path).parent.glob("*.pol"))[:most])
    return ()


def read_at_most(path: Path, most: int) -> bytes | None:
    """A file's bytes; None where there are more than `most`. Raises what opening it raises."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    return data if len(data) <= most else None


def read_used(name: str, by: str) -> SourceText | None:
    """What `use NAME` means in the file called `by`: a file beside it, else one of the
    standard library; links that lead elsewhere are not followed. Raises `SourceError`
    where the file is there and cannot be read."""
    inside_library = by in stdlib_names() or by.startswith(_LIBRARY_MARK)
    folders = [STDLIB] if inside_library else [Path(by).parent, STDLIB]
    for folder in folders:
        path = folder / f"{name}.pol"
        place, inside = os.path.realpath(path), os.path.realpath(folder)
        if os.path.isfile(path) and os.path.dirname(place) == inside:
            shown = f"{_LIBRARY_MARK}{name}.pol" if folder == STDLIB else str(path)
            return read_source(path, shown)
    return None
