"""Claims of an example in the words of a sentence.

In: a mistake. Out: how a claim is written, for `住院 2022-03-01 政策内 20000元`, `2022-03-01 住院
20000元`, `bill 2022-03-01 inpatient 20000 yuan`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar.keywords import spelling
from polc.messages.text import say

_DAY: Final = r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
_CLAIM: Final = re.compile(rf"\s*(?:[^\s{{}}]+\s+){{0,2}}{_DAY}")


def explain_claim(mistake: Mistake) -> Diagnostic | None:
    """The line of the mistake, which has a day and begins with no keyword of an example."""
    if mistake.start != mistake.statement_start or "CLAIM" not in mistake.expected:
        return None
    if "EXPECT" not in mistake.expected or _CLAIM.match(mistake.line) is None:
        return None
    end = mistake.line_start + len(mistake.line.rstrip())
    message = say(
        "a claim of an example begins with `{word}`", word=spelling("CLAIM", mistake.language)
    )
    hint = say("write `{word}`", word=_LIKE[mistake.language])
    return mistake.at("odd_word", message, mistake.start, end, hint)


_LIKE: Final = {
    "en": "claim 2022-03-01 inpatient { in_policy 20000 yuan }",
    "zh": "就医 2022-03-01 住院 { 政策范围内费用 20000元 }",
}
