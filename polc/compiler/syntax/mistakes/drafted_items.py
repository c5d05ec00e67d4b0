"""Lines of drafts in a policy itself: which they are, and what to write for them.

In: nothing. Out: `DRAFTED_ITEMS`, patterns whose `word` is what cannot stand there, each with what
to write.
"""

import re
from typing import Final

from polc.compiler.syntax.mistakes.word_patterns import NAME, PERIOD, match_any, match_keywords
from polc.messages.text import Text, say

_REMARK: Final = say("what is only said begins with `#`: it is a comment")
_MEMBERS: Final = say(
    "a group lists who belongs to it: `group NAME = tekun | dibao`; whoever is left out of a "
    "benefit stands there, `not for tekun`"
)
_TITLE: Final = r"(?:\s*[“\"][^”\"]*[”\"])?\s*"
_FIELD: Final = (
    rf"\s*{match_keywords('FIELD')}\s*{match_keywords('CLAIM', 'PERSON', 'REGION')}\s*"
    rf"{NAME}{_TITLE}[:：]\s*"
)


def _first(*words: str) -> str:
    """One of the words at the beginning of a line, and a name."""
    return rf"\s*(?P<word>{match_any(*words)})\s+{NAME}"


DRAFTED_ITEMS: Final[tuple[tuple[re.Pattern[str], Text], ...]] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (
            _first("层", "层次", "层级", "layer", "level", "tier"),
            say(
                "what is paid is a `benefit`; the order in which they pay stands once, "
                "`layers basic > assistance`"
            ),
        ),
        (
            _first("福利", "救助", "险种", "保障", "补偿", "cover", "plan") + r".*\{",
            say("write `benefit`"),
        ),
        (
            _first("统计", "统计量", "计量"),
            say("write `tally`"),
        ),
        (_first("额度", "总额度", "限额池"), say("write `pool`")),
        (
            _first("定义", "术语", "类", "类别", "人员范围", "define", "class", "set"),
            say("people of several identities are a group: `group NAME = tekun | dibao`"),
        ),
        (
            _first("新增身份", "人员身份", "身份类别", "新身份"),
            say('write `identity NAME "title"`'),
        ),
        (
            rf"\s*(?P<word>{match_any('废止', '失效', 'repeals', 'repealed')})\s+\S",
            say("when a policy ends it says itself: `in force from 2023-01-01 until 2025-12-31`"),
        ),
        (
            r"\s*(?P<word>(?:注|备注|说明|附注|附|※|＊|\*|note|nb|remark)\s*[:：※\s].*|"
            r"(?:第[一二三四五六七八九十百零0-9]+[章节条款项]|[一二三四五六七八九十]+、).*)",
            _REMARK,
        ),
        (
            rf"\s*{match_keywords('GROUP')}\s*{NAME}{_TITLE}=\s*"
            rf"(?P<word>(?:非|除|not|all but|everyone except)\s*{NAME}\S*)",
            _MEMBERS,
        ),
        (
            rf"\s*{match_keywords('BENEFIT')}\s*{NAME}{_TITLE}"
            rf"(?:{PERIOD}\s*)?(?P<word>[(（【<＜])",
            say("write `{ … }` around a table or a block, and `( … )` elsewhere"),
        ),
        (
            rf"{_FIELD}(?P<word>{match_keywords('ONE_OF')}\s*[0-9][^\n]*)",
            say("write `count`: what is a number needs no list"),
        ),
        (
            rf"{_FIELD}(?P<word>数|年份|年数|年龄|岁数|years?|months?)\s*$",
            say("write `count`, or `money` for an amount"),
        ),
        (
            rf"\s*{match_keywords('POLICY')}\s*{NAME}{_TITLE}"
            r"(?P<word>(?:第\s*[0-9一二三]+\s*版|[0-9]+\s*版|[vV](?:er)?\.?\s*[0-9.]+))",
            say("write `edition 1`"),
        ),
    )
)
