"""A time behind one of the people of a list, without brackets.

In: a mistake. Out: what is written for `for tekun, marginal from 2023-07-01`, `对象 低保对象 至
2022-12-31`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar.keywords import HAN
from polc.messages.text import say

_NAME: Final = rf"(?:[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+?)"
_DAY: Final = r"[0-9]{4}(?:-|年)[0-9]{1,2}(?:-|月)[0-9]{1,2}(?:日)?"
_ENDS: Final = rf"{match_keywords('UNTIL')}\s*{_DAY}(?:\s*{match_keywords('ENDING')})?"
_TIMED: Final = re.compile(
    rf"(?P<name>{_NAME})\s+"
    rf"(?:{match_keywords('FROM')}\s*{_DAY}(?:\s*{match_keywords('ONWARD')})?(?:\s*{_ENDS})?|{_ENDS})"
)
_OF_PEOPLE: Final = re.compile(rf"\s*{match_keywords('FOR')}\s")


def explain_days_of_people(mistake: Mistake) -> Diagnostic | None:
    """The name and its time, where the line is one of people."""
    found = mistake.cover(_TIMED)
    if found is None or _OF_PEOPLE.match(mistake.line) is None:
        return None
    written = f"({' '.join(found.group().split())})"
    message = say(
        "`{word}` says for how long one of the people of a list is meant, and has no brackets",
        word=found.group(),
    )
    hint = say("write `{word}`; of several names in the brackets it is of all of them",
               word=written)  # fmt: skip
    return mistake.at_match("odd_word", message, found, hint, written)
