"""A condition where a line of a benefit begins, without the word for it.

In: a mistake. Out: what to write for `就医类别为住院` alone; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar.keywords import HAN
from polc.messages.text import say
from polc.runtime.vocabulary import FIELDS

_TITLES: Final = "|".join(
    sorted((title for field in FIELDS for title in field.chinese), key=len, reverse=True)
)
_BARE: Final = re.compile(rf"({_TITLES})\s*(?:为|是|属于)\s*([{HAN}]+)")
"""A field of a case by its title, and the word that it is to be."""


def explain_bare_condition(mistake: Mistake) -> Diagnostic | None:
    """A field and its value where `when` begins a line."""
    before = mistake.text[mistake.line_start : mistake.start].rstrip()
    if "WHEN" not in mistake.expected or (before and before[-1] != "{"):
        return None
    found = _BARE.match(mistake.text, mistake.start)
    if found is None:
        return None
    message = say("the condition `{word}` lacks the word that begins it", word=found.group())
    hint = say("write `when {field} is {value}`", field=found.group(1), value=found.group(2))
    return mistake.at("unexpected_word", message, mistake.start, found.end(), hint)
