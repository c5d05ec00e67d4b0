"""What a Chinese input method types, as its half-width twin.

In: the text of a file. Out: a text of the same length (so that places stay true) in
which punctuation, digits and spaces outside strings and comments are half-width.
"""

import re
from typing import Final

_WIDE: Final = (
    {
        ord(wide): narrow
        for wide, narrow in zip("，：；（）｛｝％“”〔〕【】、。", ',:;(){}%""()(),;', strict=True)
    }
    | {
        ord(wide): narrow
        for wide, narrow in zip("×＋－—–―～＞＜＝．｜／　\u00a0", "*+-----><=.|/  ", strict=True)
    }
    | {ord(small): narrow for small, narrow in zip("﹪﹐﹑﹔﹕﹙﹚﹛﹜", "%,,;:(){}", strict=True)}
    | {0xFF10 + digit: str(digit) for digit in range(10)}
    | {0xFF21 + letter: chr(ord("A") + letter) for letter in range(26)}
    | {0xFF41 + letter: chr(ord("a") + letter) for letter in range(26)}
)
_BEGINS: Final = re.compile('["“#]')
"""What begins a string or a comment."""
_OPENING: Final = {'"': '"', "“": "”"}


def wide_twins(sign: str) -> str:
    """The signs outside of strings that are read as this one."""
    return "".join(chr(wide) for wide, narrow in _WIDE.items() if narrow == sign)


def normalise(text: str) -> str:
    """The text as the grammar reads it; strings keep their content, whatever it is."""
    parts: list[str] = []
    at = 0
    length = len(text)
    while at < length:
        mark = _BEGINS.search(text, at)
        stop = length if mark is None else mark.start()
        parts.append(text[at:stop].translate(_WIDE))
        if stop == length:
            break
        line_end = text.find("\n", stop)
        line_end = length if line_end < 0 else line_end
        if text[stop] == "#":
            parts.append(text[stop:line_end])
            at = line_end
            continue
        closing = text.find(_OPENING[text[stop]], stop + 1, line_end)
        if closing < 0:
            parts.append('"' + text[stop + 1 : line_end])
            at = line_end
        else:
            parts.append('"' + text[stop + 1 : closing].replace('"', "”") + '"')
            at = closing + 1
    return "".join(parts)
