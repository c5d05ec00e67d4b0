"""Commas between the cells of a matrix.

In: a mistake within `terms by class { … }`. Out: how the line is written without them; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.messages.text import say

_MATRIX: Final = re.compile(rf"{match_keywords('TERMS_BY_CLASS')}\s*\{{[^{{}}]*$")
_NONE: Final = match_keywords("NONE", "NO_CAP", "NO_DEDUCTIBLE")
_TERM: Final = match_keywords("DEDUCTIBLE", "RATE", "CAP", "PAY", "CLAUSE_COLUMN")
_PARTING: Final = re.compile(
    rf"(?<![0-9])[,，、;；]\s*(?=[0-9]|{_NONE}|{_TERM})|(?<=[0-9])[,，;；]\s*(?={_TERM}|{_NONE})"
    rf"|(?<=[%％元n])[,，;；]"
)
"""A sign before a figure or a word of the head, but none within a figure; and behind a unit."""


def explain_matrix(mistake: Mistake) -> Diagnostic | None:
    """`tekun, 90%, 5000 yuan`: the first comma of the line that parts two cells."""
    before = mistake.text[max(0, mistake.start - 4 * MOST_BEFORE) : mistake.start]
    if _MATRIX.search(before) is None:
        return None
    for start, line in mistake.lines_near():
        found = _PARTING.search(line)
        if found is None:
            continue
        at = start + found.start()
        sign = found.group()[0]
        message = say("no `{sign}` stands between the cells of a matrix", sign=sign)
        write = " ".join(_PARTING.sub(" ", line).split())
        hint = say("write blanks or `|` between them: `{word}`", word=write)
        return mistake.at("odd_sign", message, at, at + 1, hint)
    return None
