"""Why a table cannot be read, in polc's words.

In: an error of DuckDB's, of Arrow's or of the system. Out: a sentence with the file and its line,
where these are known; the cells of a line, which are somebody's, are never repeated.
"""

import re
from pathlib import Path
from typing import Final

from polc.messages.reasons import say_system_reason
from polc.messages.text import Text, say

_ADVICE: Final = "Possible fixes:"
"""Behind this DuckDB says what its own options could do."""

_FILE: Final = re.compile(r"^ *file = (?P<file>.+)$", re.MULTILINE)
_QUOTED: Final = re.compile(r"source '(?P<file>[^']+)'")
_LINE: Final = re.compile(r"CSV Error on Line: (?P<line>\d+)")
_CELLS: Final = re.compile(r"Expected Number of Columns: (?P<names>\d+) Found: (?P<cells>\d+)")
_OPEN_QUOTE: Final = "unterminated quote"
_ROW: Final = re.compile(r"Row #(?P<line>\d+): Expected (?P<names>\d+) columns, got (?P<cells>\d+)")
_NO_MEMORY: Final = ("Out of Memory Error", "OutOfMemoryException")
_NO_SPACE: Final = "No space left on device"


def why_unread(mistake: Exception, file: str = "") -> Text:
    """The sentence; `file` is the name where there is one file."""
    said = str(mistake)
    named = _FILE.search(said) or _QUOTED.search(said)
    file = Path(named["file"]).name if named is not None else file
    at, cells, row = _LINE.search(said), _CELLS.search(said), _ROW.search(said)
    if row is not None:
        return _tell_cells(file, row["line"], int(row["names"]), int(row["cells"]))
    if at is not None and cells is not None:
        return _tell_cells(file, at["line"], int(cells["names"]), int(cells["cells"]))
    if at is not None and _OPEN_QUOTE in said:
        return say(
            "line {line} of `{file}` has a quote that is not closed: write a quote inside a cell "
            "twice",
            line=at["line"],
            file=file,
        )
    if any(sign in said for sign in _NO_MEMORY):
        return say("the memory is too little to sort the table: give more with `--memory`")
    if _NO_SPACE in said:
        return say("no space is left on the disk on which the table is sorted: `TMPDIR` names one")
    why = say_system_reason(mistake) if isinstance(mistake, OSError) else first_lines(mistake)
    if file:
        return say("cannot read `{file}`: {why}", file=file, why=why)
    return say("cannot read the table: {why}", why=why)


def _tell_cells(file: str, line: str, names: int, cells: int) -> Text:
    """A line with more cells than there are names, of which not all need to have been counted, or
    with fewer."""
    if cells > names:
        return say(
            "line {line} of `{file}` has more cells than the first row has names, {names}: put a "
            "cell that has a separator in it between quotes",
            line=line, file=file, names=str(names),
        )  # fmt: skip
    return say(
        "line {line} of `{file}` has {cells} cells, and the first row {names} names: was the file "
        "copied whole?",
        line=line, file=file, cells=str(cells), names=str(names),
    )  # fmt: skip


def first_lines(mistake: Exception) -> str:
    """What an error says, in one line."""
    said = str(mistake).partition(_ADVICE)[0]
    return "; ".join(line.strip() for line in said.splitlines() if line.strip())
