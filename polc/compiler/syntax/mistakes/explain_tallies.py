"""What is said of all claims of the year, where only the name of a tally may stand.

In: a mistake. Out: the tally to declare for `once any claim (in_policy over 10000 yuan)`, for
`base sum of in_policy`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar.keywords import HAN, spelling
from polc.messages.text import say

_OF_YEAR: Final = re.compile(
    rf"(?<![{HAN}]){match_keywords('ANY_CLAIM', 'SUM_OF', 'COUNT_OF_VISITS')}"
)
_DECLARED: Final = re.compile(rf"\s*{match_keywords('TALLY')}")


def explain_tally(mistake: Mistake) -> Diagnostic | None:
    """The words at the mistake or before it on its line."""
    if _DECLARED.match(mistake.line):
        return None
    at = mistake.start - mistake.line_start
    before = [found for found in _OF_YEAR.finditer(mistake.line) if found.start() <= at]
    if not before:
        return None
    found = before[-1]
    language = mistake.language
    tally = f"{spelling('TALLY', language)} NAME = {found.group()} …"
    message = say("`{word}` stands in a tally, and here the name of one", word=found.group())
    hint = say("declare `{tally}` before the benefit, and write its name here", tally=tally)
    base = mistake.line_start
    return mistake.at("unexpected_word", message, base + found.start(), base + found.end(), hint)
