"""The levels of checks that a project sets.

In: a path that is checked. Out: the `[checks]` of the nearest `polc.toml`, or of
`[tool.polc.checks]` in the nearest `pyproject.toml` that has it, in its folder or above:

    [checks]
    no_clause = "error"
    unused_parameter = "off"

A file that is no TOML, a code that is none and a level that is none are a `BadLevels`: what
is below that folder cannot be judged.
"""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from polc.cli.files.input_files import read_toml
from polc.cli.terminal.exit_status import CannotRead
from polc.compiler.checks.levels import LEVELS, Level
from polc.compiler.report.codes import CODES_WITH_LEVEL
from polc.compiler.report.similar import suggest
from polc.messages.text import Text, either, say

_TABLES: Final = {"polc.toml": ("checks",), "pyproject.toml": ("tool", "polc", "checks")}


class BadLevels(CannotRead):
    """The file at `path` sets no levels that can be followed."""

    def __init__(self, path: str, why: Text) -> None:
        super().__init__(why)
        self.path = path


def find_levels(name: str) -> Mapping[str, Level]:
    """Those that hold for a file or a stdlib name; none where no file sets any."""
    folder = os.path.dirname(name) if os.path.exists(name) else ""
    return _levels_of(Path(os.path.realpath(folder)))


@lru_cache(maxsize=256)
def _levels_of(folder: Path) -> Mapping[str, Level]:
    for place in (folder, *folder.parents):
        for name, keys in _TABLES.items():
            path = place / name
            if os.path.isfile(path):
                table = _read(path, keys)
                if table is not None:
                    return _checked(path, table)
    return {}


def _read(path: Path, keys: tuple[str, ...]) -> Any:
    """The table in the file; None where it has none, which in a `polc.toml` is an empty one."""
    try:
        found: Any = read_toml(str(path))
    except CannotRead as mistake:
        raise BadLevels(str(path), mistake.why) from None
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return {} if found is None and path.name == "polc.toml" else found


def _checked(path: Path, table: Any) -> Mapping[str, Level]:
    if not isinstance(table, dict):
        raise BadLevels(str(path), say("`checks` of `{path}` is no table", path=path))
    found: dict[str, Level] = {}
    for code, wanted in table.items():
        level = next((known for known in LEVELS if known == wanted), None)
        if code not in CODES_WITH_LEVEL:
            hint = suggest(code, CODES_WITH_LEVEL, say("`polc explain` lists them")).text
            raise BadLevels(
                str(path),
                say("`{path}` sets a level for `{code}`, which is no check; {hint}",
                    path=path, code=code, hint=hint),
            )  # fmt: skip
        if level is None:
            levels = either(say("`{level}`", level=known) for known in LEVELS)
            raise BadLevels(
                str(path),
                say("`{path}` sets `{code}` to `{wanted}`; a level is {levels}",
                    path=path, code=code, wanted=wanted, levels=levels),
            )  # fmt: skip
        found[code] = level
    return found
