"""What Python and the system say of files, as sentences that Chinese has too.

In: the message of an error of `json` or `tomllib`, an error of the system. Out: the sentence, in
lower case as ours are; one that is not known is repeated as it is.
"""

import errno
import re
from functools import cache
from typing import Final

from polc.messages.text import Text, say

_SENTENCES: Final = (
    say("expecting value"),
    say("expecting property name enclosed in double quotes"),
    say("expecting ':' delimiter"),
    say("expecting ',' delimiter"),
    say("extra data"),
    say("illegal trailing comma before end of object"),
    say("illegal trailing comma before end of array"),
    say("unterminated string starting at"),
    say("invalid control character at"),
    say("invalid \\escape"),
    say("invalid \\uXXXX escape"),
    say("invalid statement"),
    say("invalid value"),
    say("invalid hex value"),
    say("invalid date or datetime"),
    say("invalid initial character for a key part"),
    say("expected newline or end of document after a statement"),
    say("expected '=' after a key in a key/value pair"),
    say("expected ']' at the end of a table declaration"),
    say("expected ']]' at the end of an array declaration"),
    say("cannot overwrite a value"),
    say("unclosed array"),
    say("unclosed inline table"),
    say("unterminated string"),
    say("unescaped '\\' in a string"),
    say("escaped character is not a Unicode scalar value"),
    say("expected {what}", what="…"),
    say("found invalid character {what}", what="…"),
    say("illegal character {what}", what="…"),
    say("cannot declare {what} twice", what="…"),
    say("cannot mutate immutable namespace {what}", what="…"),
    say("cannot redefine namespace {what}", what="…"),
    say("duplicate inline table key {what}", what="…"),
)
"""The messages of Python's two parsers."""

_REASONS: Final = {
    errno.ENOENT: say("no such file or directory"),
    errno.EACCES: say("permission denied"),
    errno.EPERM: say("operation not permitted"),
    errno.EEXIST: say("file exists"),
    errno.EISDIR: say("is a directory"),
    errno.ENOTDIR: say("not a directory"),
    errno.ENOTEMPTY: say("directory not empty"),
    errno.ENOSPC: say("no space left on device"),
    errno.EFBIG: say("file too large"),
    errno.EDQUOT: say("disk quota exceeded"),
    errno.EROFS: say("read-only file system"),
    errno.ENAMETOOLONG: say("file name too long"),
    errno.ELOOP: say("too many levels of symbolic links"),
    errno.EBADF: say("bad file descriptor"),
    errno.EIO: say("input/output error"),
    errno.EMFILE: say("too many open files"),
}
"""What the system says of files, as it says it in English."""

_PLACE: Final = re.compile(
    r"(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)


def say_reason(message: str) -> Text:
    """The sentence of a message."""
    placed = _PLACE.fullmatch(message)
    if placed is not None:
        why = say_reason(placed["why"])
        if placed["line"] is None:
            return say("{why} (at end of document)", why=why)
        line, column = placed["line"], placed["column"]
        return say("{why} (at line {line}, column {column})", why=why, line=line, column=column)
    for pattern, template in _patterns():
        found = pattern.fullmatch(message)
        if found is not None:
            return Text(template, found.groupdict())
    return _say_unknown(message)


def say_system_reason(mistake: Exception) -> Text:
    """What the system says, without its number."""
    if not isinstance(mistake, OSError):
        return _say_unknown(str(mistake))
    known = _REASONS.get(mistake.errno or 0)
    return known or _say_unknown(mistake.strerror or str(mistake))


def _say_unknown(message: str) -> Text:
    return say("{word}", word=f"{message[:1].lower()}{message[1:]}")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each sentence is recognised, with its template; those without a place first."""
    return tuple(
        (
            re.compile(
                re.escape(said.template).replace(r"\{what\}", "(?P<what>.+)"), re.IGNORECASE
            ),
            said.template,
        )
        for said in _SENTENCES
    )
