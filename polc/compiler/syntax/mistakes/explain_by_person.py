"""Figures of several people in a row, where a table stands.

In: a mistake. Out: the table that is written for `比例 特困人员100%，低保对象70%`, by level of
hospital for `一级医院100元、二级医院300元`; or None.
"""

import re
from collections.abc import Mapping
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.explain_glued import count_word
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings, spelling
from polc.grammar.synonyms import TOLD
from polc.messages.text import say
from polc.runtime.said_otherwise import LEVEL_WORDS, OUTSIDE_WORDS, PLACE_WORDS
from polc.runtime.vocabulary import CHINESE_CHOICES, PLACES, find_field

_SUM: Final = r"[0-9０-９]+(?:[.．][0-9０-９]+)?\s*(?:[%％]|万元|亿元|元|yuan\b)"
_PAIR: Final = re.compile(rf"([{HAN}]+|[A-Za-z_]\w*)\s*[:：]?\s*({_SUM})")
_PERSONS: Final = re.compile(
    "(?:人员|对象|人口|成员|儿童|孤儿|残疾人|患者|户|家庭|群众|学生|居民|职工|军人|特困|低保|老年人"
    "|其他|其余)$"
)
"""How names of people end."""

_INSIDE: Final = {
    **PLACE_WORDS,
    **{word: word for word, choice in CHINESE_CHOICES.items() if choice in PLACES},
    **{place: place for place in PLACES},
}
"""What names a place, and the key of its row."""

_NTH: Final = re.compile("首次|第[一二三四五]次|再次|多次|first|second|third|later")
"""Which time of the year it is, which a tally counts."""

_PERIODS: Final = frozenset(
    (
        "most",
        "least",
        "over",
        "under",
        "than",
        "and",
        "or",
        "stay",
        "claim",
        "visit",
        "year",
        "month",
        "quarter",
        "chain",
    )
)
"""What a term is for a time of, and what compares, which names no people."""

_TERMS: Final = sorted(
    (
        word
        for terminal in ("RATE", "DEDUCTIBLE", "CAP")
        for words in KEYWORDS[terminal]
        for word in words
    ),
    key=len,
    reverse=True,
)


def explain_by_person(mistake: Mistake) -> Diagnostic | None:
    """The rows at the mistake, or of which it is one."""
    rest = mistake.text[mistake.statement_start : mistake.line_start + len(mistake.line)]
    if "{" in mistake.line or not any(rest.startswith(word) for word in _TERMS):
        return None
    pairs = _find_pairs(mistake)
    named = bool(pairs) and all(_names_people(pair.group(1), mistake) for pair in pairs)
    several = len(pairs) > 1
    if any(_NTH.match(pair.group(1)) for pair in pairs):
        return None
    if not (named or several) or mistake.line[: pairs[0].start()].rstrip()[-1:] in "([（【":
        return None
    start = mistake.line_start + pairs[0].start()
    end = mistake.line_start + pairs[-1].end()
    if not mistake.statement_start < start <= mistake.start < end:
        return None
    message = say("figures by person stand in a table")
    if not named:
        message = say("several figures stand in a table")
    before = " ".join(mistake.source.text[mistake.statement_start : start].split())
    hint = say("write `{word}`", word=f"{before} {_write_table(pairs, mistake)}")
    return mistake.at("odd_list", message, start, end, hint)


def _find_pairs(mistake: Mistake) -> list[re.Match[str]]:
    known = all_spellings() | TOLD.keys() | _PERIODS
    return [pair for pair in _PAIR.finditer(mistake.line) if pair.group(1) not in known]


def _names_people(word: str, mistake: Mistake) -> bool:
    """Whether a word can name people, or a level of hospitals: the text says it elsewhere too, or
    it ends as such names do."""
    if find_field(word) is not None or word.endswith("的"):
        return False
    named = bool(_PERSONS.search(word)) or word in LEVEL_WORDS
    return named or count_word(mistake.text, word) > 1


def _write_table(pairs: list[re.Match[str]], mistake: Mistake) -> str:
    """The rows between braces, by level of hospital where each is one."""
    chinese = mistake.language == "zh"
    colon, semicolon = ("：", "；") if chinese else (": ", "; ")
    words = {pair.group(1) for pair in pairs}
    levels = words <= LEVEL_WORDS.keys()
    places = words <= _INSIDE.keys() | OUTSIDE_WORDS.keys()
    keys: Mapping[str, str] = LEVEL_WORDS if levels else {}
    if places:
        outside = dict.fromkeys(OUTSIDE_WORDS, spelling("OTHERWISE", mistake.language))
        keys = {**_INSIDE, **outside}
    rows = semicolon.join(
        f"{keys.get(pair.group(1), pair.group(1))}{colon}{pair.group(2)}" for pair in pairs
    )
    key = ("医院级别" if chinese else "hospital_level") if levels else ""
    key = key or (("就医地点" if chinese else "place") if places else "")
    by = f" {spelling('BY', mistake.language)} {key}" if key else ""
    return f"{{ {rows} }}{by}"
