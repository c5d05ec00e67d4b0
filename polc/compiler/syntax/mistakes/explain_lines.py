"""Parts that a statement does not have.

In: a mistake. Out: what is wrong in its line, or in the line before it, and what to write; or
None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar.keywords import KEYWORDS
from polc.messages.text import say

_NO_CAP: Final = "|".join(
    word.replace(" ", r"\s+")
    for terminal in ("NO_CAP", "NO_DEDUCTIBLE")
    for words in KEYWORDS[terminal]
    for word in words
)
_PERIOD: Final = r"per year|per stay|per claim|每人每年|每年|年度|每次住院|每笔结算|/年"
_RATES: Final = "|".join((*KEYWORDS["RATE"][0], *KEYWORDS["RATE"][1]))
_LINES: Final = (
    (
        re.compile(rf"\s*(?:{_RATES})\s*(?:[0-9.]+\s*%\s*)?({_PERIOD})"),
        say(
            "leave it out: a rate is that of every claim; the period is one of the deductible, of "
            "the bands or of the cap"
        ),
    ),
    (
        re.compile(rf"\s*(?:at most|不超过|不高于|不得超过)\s.*?({_PERIOD})\s*$"),
        say("`at most` is a limit of each payment; the limit of a year or of a stay is a `cap`"),
    ),
    (
        re.compile(r"\s*(?:.*?\s)?((?:where|若)\s+(?:not\s+|非\s+)?[^\s{}]+)\s*$"),
        say(
            "it asks for a reading, as in `where READING is CHOICE`; a condition of the case is a "
            "line of its own, as in `when kind is inpatient`"
        ),
    ),
    (
        re.compile(
            r"\s*(?:for|对象|救助对象|保障对象)\s+[^;；{}]*?((?:except|but|excluding|除外|除了|"
            r"不包括|不包含)(?:\s+for)?(?=\s|$))"
        ),
        say("whom a benefit leaves out stands on a line of its own: `not for tekun`"),
    ),
    (
        re.compile(
            r"\s*(?:for|对象|救助对象|保障对象)\s+[^;；{}]*?([（(](?:[^）)]*(?:除外|不含|不包括)|"
            r"(?:except|excluding|not|without)\b)[^）)]*[）)])"
        ),
        say("whom a benefit leaves out stands on a line of its own: `not for tekun`"),
    ),
    (
        re.compile(r"\s*(?:adjust|调整)\b[^{:：]*([:：])"),
        say(
            "what changes stands in braces: "
            "`adjust BENEFIT for NAMES { deductible lowered by 50% }`"
        ),
    ),
    (
        re.compile(r"\s*(pays|covers|reimburses|refunds)\s+[0-9.]+\s*%"),
        say("write `rate 70%`: the share that is paid of what is counted"),
    ),
    (
        re.compile(rf"\s*(?:{_NO_CAP})\s*({_PERIOD})"),
        say("leave it out: there is none in any period"),
    ),
    (
        re.compile(
            rf"\s*(?:{_RATES}|起付线|封顶线|分段|deductible|cap|bands)\s+((?:若|where)\s+\S+"
            r"(?:\s+(?:是|为|is|=)\s+\S+)?)\s+\S"
        ),
        say(
            "the reading stands behind the figure: "
            "`deductible per year 1000 yuan where READING is CHOICE`"
        ),
    ),
    (
        re.compile(r"\s*(?:rate|bands|deductible|比例|救助比例|分段|起付线)\b.*?(only when|仅当)"),
        say(
            "a rate or a deductible has no condition of its own: write the condition of the whole "
            "benefit as a line `when …`, or kinds of care as `first of { a when … { rate 70% } "
            "otherwise { rate 60% } }`"
        ),
    ),
    (
        re.compile(r"\s*(?:adjust|调整)\b[^{]*?\s(when|if|须|当|如果)(?=\s|$)"),
        say("say first for whom: `adjust BENEFIT for NAMES when … { … }`"),
    ),
    (
        re.compile(
            r"\s*(?:field|字段)\b.*?(or none|optional|nullable|required|mandatory|"
            r"可无|可空|可为空|可选|选填|非必填|可不填|必填|必须)"
        ),
        say(
            "leave it out: a field may be left out of a case, and a rule that needs it asks for "
            "it; whether something was ever given is a field of its own, `yes or no`"
        ),
    ),
    (
        re.compile(r"\s*(?:field|字段)\b.*[:：]\s*(rate|比例)"),
        say(
            "a case gives no rate: write it in the policy as a `param`, or let the case give the "
            "amount as `money`"
        ),
    ),
)
"""What is said in a line, the part of it that is wrong first, and what to write."""


def explain_line(mistake: Mistake) -> Diagnostic | None:
    """A statement with a part that no such statement has: at the mistake, or just before it."""
    before = mistake.text[: mistake.start].rstrip()
    begun = before.rfind("\n") + 1
    lines = (
        (mistake.line_start, mistake.line_start + len(mistake.line)),
        (begun, len(before)),
    )
    for said, hint in _LINES:
        for start, end in lines:
            found = said.match(mistake.text[start:end])
            if found is None:
                continue
            first, last = start + found.start(1), start + found.end(1)
            before_it = mistake.previous is not None and first == mistake.previous.start_pos
            before_it = before_it or first < mistake.start < last
            if first == mistake.start or last == len(before) or before_it:
                message = say("`{word}` cannot stand here", word=found.group(1))
                return mistake.at("odd_word", message, first, last, hint)
    return None
