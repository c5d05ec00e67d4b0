"""How wide a text stands where every letter has its columns: a Chinese character takes two.

In: one line of text. Out: its width. The formatter aligns by it, and so does the terminal.
"""

import unicodedata
from functools import lru_cache
from typing import Final

_NO_COLUMN: Final = frozenset({"Mn", "Me", "Cf", "Cc"})
"""Marks over the letter before, and what only steers: of these nothing stands anywhere."""

_SOFT_HYPHEN: Final = "\u00ad"
"""A format character by its category; terminals show it."""


_LONGEST_KEPT: Final = 64
"""Words and titles come again and again; a longer text would be held for nothing."""


def column_width(text: str) -> int:
    """The columns that `text` takes. What Unicode leaves to the surroundings, such as “”, ① and …,
    takes one, as in a terminal of any language but the old East Asian encodings."""
    if text.isascii() and text.isprintable():
        return len(text)
    return _kept_width(text) if len(text) <= _LONGEST_KEPT else _width(text)


def _width(text: str) -> int:
    return sum(_letter_width(letter) for letter in text)


_kept_width: Final = lru_cache(maxsize=4096)(_width)


def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in _NO_COLUMN and letter != _SOFT_HYPHEN:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
