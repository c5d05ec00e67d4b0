"""The brace that a place stands in.

In: a text, a place. Out: where the innermost brace that is open there stands, and whether it is
that of a table.
"""

import re
from typing import Final

from polc.compiler.syntax.mistakes.brackets import code_positions

_ROW: Final = re.compile(r"""\s*[^{}:;"'\n]+:""")
"""What the brace of a table opens with: the key of its first row."""

_MOST_OF_A_TABLE: Final = 4_000


def is_in_table(text: str, at: int) -> bool:
    """Whether the place is among the rows of a table."""
    closed = 0
    for place in range(at - 1, max(0, at - _MOST_OF_A_TABLE) - 1, -1):
        sign = text[place]
        if sign == "}":
            closed += 1
        elif sign == "{" and closed:
            closed -= 1
        elif sign == "{":
            return _ROW.match(text, place + 1) is not None
    return False


def innermost_brace(text: str, at: int) -> int:
    """The brace that is open at the place; -1 where none is."""
    open_: list[int] = []
    for place in code_positions(text[:at]):
        if text[place] == "{":
            open_.append(place)
        elif text[place] == "}" and open_:
            open_.pop()
    return open_[-1] if open_ else -1
