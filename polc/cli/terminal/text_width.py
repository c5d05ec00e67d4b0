"""How wide a text stands on a terminal, and what of it is shown there.

In: text. Out: its width, or the text padded to a width, or made harmless. A Chinese character
takes two columns.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from polc.cli.terminal.style import MARKS
from polc.compiler.format.width import column_width

TAB: Final = "    "
"""What a tab is shown as."""

_NOT_SHOWN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")
_LINE_END: Final = "\n"

_LONGEST_KEPT: Final = 64
"""Keys, titles and amounts come again and again; a longer text would be held for nothing."""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `width` columns; `right` puts it at the right end."""
    gap = " " * max(0, width - column_width(text))
    return gap + text if right else text + gap


def visible(text: str) -> str:
    """One line of text with tabs as spaces and nothing that could steer a terminal: a line
    end, a control or direction character of a file stands as `\\ufffd`."""
    if type(text) is str and len(text) <= _LONGEST_KEPT:
        return _kept_visible(text)
    return _visible(text)


def _visible(text: str) -> str:
    if text.isprintable() and MARKS.isdisjoint(text):
        return text
    return "".join("\ufffd" if letter in MARKS else _visible_letter(letter) for letter in text)


def visible_parts(value: Any) -> Any:
    """A value of JSON with every text in it, keys too, as `visible` shows it."""
    if isinstance(value, str):
        return visible(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, dict):
        return {visible(key): visible_parts(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [visible_parts(part) for part in value]
    if isinstance(value, Mapping):
        return visible_parts(dict(value))
    return value


def harmless(text: str) -> str:
    """Text of any number of lines, which may carry marks of style, with nothing else that could
    steer a terminal."""
    return _LINE_END.join(
        line if line.isprintable() else "".join(map(_visible_letter, line))
        for line in text.split(_LINE_END)
    )


_kept_visible: Final = lru_cache(maxsize=4096)(_visible)


def _visible_letter(letter: str) -> str:
    if letter == "\t":
        return TAB
    return "\ufffd" if unicodedata.category(letter) in _NOT_SHOWN else letter
