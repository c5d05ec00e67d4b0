"""Colours of text for people, carried as marks that no file can forge.

In: text and how it is to stand out. Out: the text between two marks, characters that Unicode
keeps for a program's own use; printing turns them into the codes of a terminal, and showing a
text of a file takes them out.
"""

from typing import Final, Literal

Style = Literal["red", "yellow", "blue", "bold", "bold red", "bold yellow"]

_CODES: Final[dict[str, str]] = {
    "red": "\x1b[31m",
    "yellow": "\x1b[33m",
    "blue": "\x1b[34m",
    "bold": "\x1b[1m",
    "bold red": "\x1b[1;31m",
    "bold yellow": "\x1b[1;33m",
}
_MARKS: Final = {name: chr(0xFDD1 + at) for at, name in enumerate(_CODES)}
_END: Final = "\ufdd0"
_TO_CODES: Final = str.maketrans(
    {_END: "\x1b[0m", **{mark: _CODES[name] for name, mark in _MARKS.items()}}
)
MARKS: Final = frozenset({_END, *_MARKS.values()})
"""Every mark: one that stands in a file is not shown."""


def styled(text: str, style: Style) -> str:
    """The text as it is to stand out."""
    return f"{_MARKS[style]}{text}{_END}"


def with_colours(text: str) -> str:
    """The text with a terminal's codes for its marks; whoever prints it drops them where there
    is no terminal."""
    return text.translate(_TO_CODES)
