"""The query that stands in a file.

In: a file. Out: its one query, without the semicolon at its end. Raises `TableError` where there is
none, where there are several, and where it asks nothing but does something.
"""

import re
from pathlib import Path
from typing import Final

from polc.batch.table_error import TableError
from polc.messages.text import say

_BLANK: Final = r"\s+|--[^\n]*|/\*.*?(?:\*/|\Z)"
_PARTS: Final = re.compile(
    rf"(?P<blank>{_BLANK})"
    r"""|[eE]'(?:\\.|[^'\\])*'?|'[^']*'?|"[^"]*"?|`[^`]*`?|\[[^\]]*\]?"""
    r"|\$(?P<tag>\w*)\$.*?(?:\$(?P=tag)\$|\Z)"
    r"|(?P<end>;)|(?P<word>\w+)|.",
    re.DOTALL,
)
"""A query in parts: in a text, a name or a remark a semicolon ends nothing."""

_ASKS: Final = ("select", "with", "values", "table")


def read_query(path: Path) -> str:
    """The query of a file."""
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        raise TableError(say("`{file}` is no `UTF-8`", file=path.name)) from None
    if "\0" in text:
        raise TableError(say("`{file}` has a character that no query has", file=path.name))
    first, end = "", len(text)
    ended = False
    for part in _PARTS.finditer(text):
        if part["blank"]:
            continue
        if part["end"]:
            end = end if ended else part.start()
            ended = True
        elif ended:
            raise TableError(say("`{file}` has several queries, and may have one", file=path.name))
        elif first in ("", "("):
            first = part[0]
    if first in ("", "(") or not first:
        raise TableError(say("`{file}` has no query", file=path.name))
    if first.lower() not in _ASKS:
        raise TableError(
            say(
                "`{file}` begins with `{word}`: a query begins with `SELECT`, `WITH`, `VALUES` or"
                " `TABLE`",
                file=path.name,
                word=first,
            )
        )
    return text[:end]
