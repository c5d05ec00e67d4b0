"""How wide a text stands on a terminal: a Chinese character takes two columns.

In: one line of text. Out: its width, or the text made safe and padded to a width.
"""

import unicodedata

from polc.compiler.format.width import column_width

TAB = "    "
"""What a tab is shown as."""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `width` columns; `right` puts it at the right end."""
    gap = " " * max(0, width - column_width(text))
    return gap + text if right else text + gap


def visible(text: str) -> str:
    """`text` with tabs as spaces and nothing that could steer a terminal: a control
    or direction character of a file stands as `\ufffd`."""
    return "".join(_visible_letter(letter) for letter in text)


def _visible_letter(letter: str) -> str:
    if letter == "\t":
        return TAB
    return "\ufffd" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter
