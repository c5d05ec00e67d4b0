"""Patterns of what is written inside a condition for a comparison.

In: nothing. Out: regular expressions: a field and its figure with the word between them, or
behind them, each with the comparing keyword that it means. By law 以上, 以下 and 以内 take the
figure in, 超过, 不满 and 以外 do not (Civil Code, article 1259).
"""

import re
from typing import Final

from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.grammar.keywords import HAN

LEFT: Final = rf"(?P<left>[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+)\s+"
_RIGHT: Final = rf"\s*(?P<right>[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|[0-9.]+)"

_DAY: Final = r"[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)"
_FIGURE: Final = (
    rf"(?:{_DAY}|[0-9][0-9.]*(?![0-9.年]|-[0-9]+-)(?:\s*(?:万元|元|%|(?:yuan|days?|months?)\b))?)"
)
_AGED: Final = r"\s*(?:周岁|岁|years?(?:\s+old)?\b)?\s*"
BETWEEN: Final = re.compile(
    rf"{LEFT}(?:(?:is|are|是|为)\s+)?(?P<denied>not\s+|isn't\s+|不)?"
    rf"(?:between|from|介于|在|自|从)?\s*(?P<low>{_FIGURE}){_AGED}"
    rf"(?:and|to|-|~|～|—|至|到|与|和)\s*(?P<high>{_FIGURE}){_AGED}(?:之间|以内|内|之内)?"
)
DATED: Final = re.compile(
    rf"{LEFT}(?P<word>(?:在|于|自|从|from|since)?\s*(?P<day>{_DAY})\s*"
    r"(?P<side>之前|以前|前|之后|以后|后|起|onwards?|on)?)"
)

_GREATER: Final = (
    *("greater than", "more than", "larger than", "higher than", "older than", "longer than"),
    *("later than", "after", "exceeding", "exceeds", "in excess of", "above", "over"),
)
_LESS: Final = (
    *("less than", "lower than", "smaller than", "younger than", "earlier than", "shorter than"),
    *("fewer than", "before", "below", "under"),
)
_MORE_HAN: Final = ("大于", "多于", "晚于", "迟于", "超出", "高过", "超过", "高于")
_LESS_HAN: Final = ("小于", "少于", "早于", "低于", "不足", "不满")

ANSWERED: Final = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_]*|[HAN]+)(?:\s+|(?===?|＝))(?P<word>(?:==?|＝|is|为|是)?\s*"
    r"(?P<denied>not\s+)?(?:\b(?:yes|true|no|false)\b|是|否|真|假))(?![A-Za-z0-9_HAN])".replace(
        "HAN", HAN
    )
    + rf"(?!\s+{match_any(*_GREATER, *_LESS, 'more', 'less')})"
)
DENIED: Final = re.compile(
    LEFT
    + "(?P<word>"
    + match_any("is not", "isn't", "is no", "are not", "not equal to", "is other than")
    + "|"
    + match_any("不是", "不为", "不等于", "非", "不属")
    + r")(?!\s+(?:more|less)\b)"
    + _RIGHT
)
OUTSIDE: Final = re.compile(
    LEFT
    + "(?P<word>"
    + match_any("outside of", "outside", "not within", "not in", "is not in", "out of", "beyond")
    + "|"
    + match_any("不在", "不属于", "不位于")
    + ")"
    + _RIGHT
)

_IS: Final = r"(?:\b(?:is|are|为|是)\s+)?"
_NOT: Final = r"(?:(?:\b(?:is|are)\s+)?\b(?:not|no)\s+|\bisn't\s+|\baren't\s+)"
_NOT_HAN: Final = r"(?:不是|并不|并未|并非|没有|不得|不|未|非)\s*"


def _compare(
    terminal: str, denied: tuple[str, ...], denied_han: tuple[str, ...], *words: str
) -> re.Pattern[str]:
    """The words, those that mean the same where they are denied, and the keyword behind `is`."""
    turned = rf"{_NOT}{match_any(*denied)}|{_NOT_HAN}{match_any(*denied_han)}"
    asserted = rf"\b(?:is|are|为|是)\s+{match_keywords(terminal)}"
    return re.compile(
        rf"{LEFT}(?P<word>(?P<whole>{turned}|{asserted})|{_IS}{match_any(*words)})"
        rf"(?:\s*(?P<figure>{_FIGURE}))?"
    )


SIZES: Final = tuple(
    (terminal, _compare(terminal, denied, denied_han, *words))
    for terminal, denied, denied_han, words in (
        (
            "REACHES",
            _LESS,
            _LESS_HAN,
            (
                *("greater than or equal to", "more than or equal to", "at least", "minimum"),
                *("since", "大于等于", "大于或等于", "满", "年满"),
            ),
        ),
        (
            "UP_TO",
            _GREATER,
            _MORE_HAN,
            (
                *("less than or equal to", "at most", "until", "maximum"),
                *("小于等于", "小于或等于"),
            ),
        ),
        ("OVER", ("up to", "at most"), ("以内",), (*_GREATER[:-1], *_MORE_HAN[:-2])),
        (
            "UNDER",
            ("reaching", "at least"),
            ("达到", "达"),
            (*_LESS[:-1], *_LESS_HAN[:3], "未满", "未到"),
        ),
    )
)
"""What compares sizes, and the words that are written for it; `满` and the like after a field."""

KINDS: Final = tuple(
    (terminal, re.compile(LEFT + f"(?P<word>{match_any(*words)})"))
    for terminal, words in (
        ("WITHIN", ("is in", "in", "inside", "located in", "is within", "在", "位于", "处于")),
        ("IS", ("equals", "equal to", "is equal to", "are", "has", "为", "等于", "系")),
    )
)
"""What asks for one of several."""

_OUT: Final = match_any(
    *("不含", "不包括", "不包含", "不计", "exclusive", "excluding", "excluded", "not included"),
    *("not including",),
)
_IN: Final = match_any("含", "包括", "包含", "inclusive", "including", "included")


def _note(at: str) -> str:
    return rf"(?:\s*[（(]\s*(?:(?P<out_{at}>{_OUT})|{_IN})[^）)]*[）)])?\s*"


SIDED: Final = re.compile(
    LEFT
    + rf"(?:(?P<first>{match_keywords('REACHES', 'OVER', 'UP_TO', 'UNDER', 'AT_MOST', 'AT_LEAST')}"
    + rf"|大于)\s*|(?:is|are|为|是|在)\s*)?(?P<size>{_FIGURE}){_AGED}{_note('before')}(?P<word>(?:"
    + match_any(
        *("or more", "or older", "or over", "and above", "and over", "or above", "及以上", "以上"),
    )
    + "|(?P<below>"
    + match_any("or less", "or younger", "or under", "and below", "or below", "and under")
    + "|"
    + match_any("及以下", "以下", "以内", "之内")
    + f")|(?P<outer>以外|之外)){_note('after')})"
)
"""`年龄 60岁以上（不含）`: a word behind the figure, and whether the figure is taken in; `first`
is a comparison that stands before it too."""
