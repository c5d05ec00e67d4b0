"""Words that documents put together for a statement of a benefit, and words before a figure.

In: a mistake. Out: which keyword says it, by what the word is made of; or None. A document says
年度累计救助限额, 单次不超过, 免起付: there are too many to list, and each is made of the few that
say which statement is meant.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.explain_synonyms import say_what_to_write
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar import advice
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings, spelling
from polc.grammar.synonym_places import FILLERS
from polc.messages.text import NOTHING, Text, say

_WORD: Final = re.compile(rf"[{HAN}]+")
_FILLED: Final = re.compile(rf"([{HAN}]+?)({'|'.join(sorted(FILLERS, key=len, reverse=True))})")
_LIMIT: Final = r"限额|封顶|上限|最高|不超过|不得超过|不高于|超出"
_NONE: Final = r"不设|未设|不限|取消|免除|免|无|零|〇"
_LIMITS: Final = say("`cap` is a limit of a period, `at most` one of each payment")
_PAYING: Final = re.compile(
    "定额|一次性|补助|补贴|资助|给予|予以|减免|报销|支付|救助|津贴|赔付|补偿|慰问|结算|兑付"
)
_BORNE_BY: Final = re.compile("个人|自付|自负|自费|自理|患者|本人|家庭|单位|用人")
_FIGURE: Final = re.compile(r"\s*([0-9][0-9.]*\s*(?:%|万元|元))")
_COMPOUNDS: Final[tuple[tuple[re.Pattern[str], tuple[str, ...], Text | None], ...]] = (
    (
        re.compile(
            r"(?:自付|自负|自费|个人负担|个人承担|个人支付|患者负担).*(?:封顶|上限|限额|最高|不超过)"
        ),
        (),
        advice.MOST_BORNE,
    ),
    (re.compile(rf"(?:共用|共享|合用|合计|合并|统一).*(?:{_LIMIT})"), ("计入",), advice.SHARED),
    (
        re.compile(rf"(?:{_NONE}|不).*(?:封顶|限额|上限)|(?:封顶|限额|上限).*(?:{_NONE})"),
        ("不设封顶线",),
        None,
    ),
    (
        re.compile(
            rf"(?:{_NONE}|不计|不收|不扣|不执行|不实行|不再).*(?:起付|门槛|免赔)|(?:起付|门槛|免赔额).*(?:{_NONE})"
        ),
        ("不设起付线",),
        None,
    ),
    (re.compile(rf"除[{HAN}]+(?:之|以)?外"), ("不含",), None),
    (re.compile(rf"(?:年|累计).*(?:{_LIMIT})"), ("封顶线 每年",), None),
    (re.compile(rf"(?:次|笔|单).*(?:{_LIMIT})"), ("不超过", "封顶线 每次住院"), _LIMITS),
    (re.compile(_LIMIT), ("封顶线 每年", "不超过"), _LIMITS),
    (re.compile(r"保底|最低|不低于|不少于|不得低于"), ("不低于",), None),
    (re.compile(r"(?:首|第[一二三]|再)次.*(?:起付|门槛|免赔)"), (), advice.NTH_STAY),
    (re.compile(r"(?:年|累计).*(?:起付|门槛|免赔)|(?:起付|门槛|免赔).*年"), ("起付线 每年",), None),
    (re.compile(r"(?:次|住院).*(?:起付|门槛|免赔)"), ("起付线 每次住院",), None),
    (re.compile(r"起付|门槛|免赔"), ("起付线",), None),
    (re.compile("全额|全部|据实"), ("比例 100%",), None),
    (
        re.compile("(?:支付|报销|救助|补偿|赔付|保障|制度)后"),
        ("基数 剩余政策范围内费用",),
        say("what earlier layers leave of the cost in policy is the base of a later one"),
    ),
    (re.compile("^(?:仅|只|限|经|凡)(?!.*(?:比例|%))"), ("须",), advice.CONDITION),
)
"""What a word has in it, what says that, and why; the first that fits counts."""

_PERIODS: Final = ("PER_YEAR", "PER_PERSON_YEAR", "PER_STAY", "PER_CLAIM", "PER_MONTH")
_TO_POOLS: Final = ("COUNTS_TOWARD", "LIMITED_BY", "CHARGES")
_SIDES: Final = re.compile(
    r"(up to|under|below|less than|over|above|more than|exceeding|不满|不足|低于|不超过|小于|"
    r"超过|高于|大于|超出)\s*([0-9][0-9.]*\s*(?:万元|元|yuan\b))"
)
_BELOW: Final = frozenset(
    ("up to", "under", "below", "less than", "不满", "不足", "低于", "不超过", "小于")
)


def explain_compound(mistake: Mistake) -> Diagnostic | None:
    """The word at the mistake, where it begins a line of a benefit or a row of bands."""
    return _explain_side(mistake) or _explain_filled(mistake) or _explain_word(mistake)


def _explain_side(mistake: Mistake) -> Diagnostic | None:
    """`under 30000 yuan: 60%` among bands."""
    found = mistake.cover(_SIDES)
    if found is None or "ABOVE" not in mistake.expected or "RATE" in mistake.expected:
        return None
    side, figure = found.groups()
    below = side in _BELOW
    write = spelling("ABOVE", mistake.language)
    if below:
        write = f"{spelling('TO', mistake.language)} {figure}"
    message = say("`{word}` cannot stand here", word=found.group())
    hint = say("write `{word}`", word=write)
    if below:
        hint = say("write `{word}`, and the rest as `above`", word=write)
    return mistake.at_match("odd_word", message, found, hint, write)


def _explain_filled(mistake: Mistake) -> Diagnostic | None:
    """`救助比例是70%`: a word that says nothing, written as one with the keyword."""
    word = _word_at(mistake)
    found = _FILLED.fullmatch(word)
    if found is None or found.group(1) not in all_spellings():
        return None
    end = mistake.start + len(word)
    if not mistake.text[end:].lstrip()[:1].isdigit():
        return None
    message = say("`{word}` is no word of the language", word=found.group(2))
    hint = say("leave it out: the figure follows")
    start = mistake.start + found.start(2)
    return mistake.at("odd_word", message, start, end, hint, " ")


def _explain_word(mistake: Mistake) -> Diagnostic | None:
    """`年度最高救助限额为3万元`, `免起付`."""
    word = _word_at(mistake)
    own = mistake.start == mistake.statement_start and "CAP" in mistake.expected
    if not own or word in all_spellings() or _is_glued(word):
        return None
    for pattern, write, why in _COMPOUNDS:
        if pattern.search(word):
            message = say("`{word}` is no word of the language", word=word)
            hint = say_what_to_write(write, why or NOTHING)
            end = mistake.start + len(word)
            return mistake.at("odd_word", message, mistake.start, end, hint, None, write)
    return _explain_paying(mistake, word)


def _explain_paying(mistake: Mistake, word: str) -> Diagnostic | None:
    """`定额补助 300元`, `基金支付70%`: what is paid, in a word of documents."""
    end = mistake.start + len(word)
    figure = _FIGURE.match(mistake.text, end)
    if figure is None or not _PAYING.search(word) or _BORNE_BY.search(word):
        return None
    terminal = "RATE" if figure.group(1).endswith("%") else "PAY"
    write = f"{spelling(terminal, mistake.language)} {figure.group(1)}"
    message = say("`{word}` is no word of the language", word=word)
    hint = say("write `{word}` if so much is paid", word=write)
    return mistake.at("odd_word", message, mistake.start, end, hint, None, (write,))


def _is_glued(word: str) -> bool:
    """`每年封顶线`, `起付线每次住院`, `计入年度限额`: a keyword of a period before another or
    behind it, or one before a name."""
    periods = [spelt for terminal in _PERIODS for spelt in KEYWORDS[terminal][1]]
    for spelt in periods:
        if {word.removeprefix(spelt), word.removesuffix(spelt)} & all_spellings() - {word}:
            return True
    return any(word.startswith(spelt) for terminal in _TO_POOLS for spelt in KEYWORDS[terminal][1])


def _word_at(mistake: Mistake) -> str:
    found = _WORD.match(mistake.text, mistake.start)
    return found.group() if found is not None else ""
