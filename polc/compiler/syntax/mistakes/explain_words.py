"""Words of other languages, and keywords at a level where they do not stand.

In: a mistake. Out: what the word would be here, or None.
"""

import re
from typing import Final

from lark import Token

from polc.compiler.report.diagnostics import Diagnostic, Edit, Safety, with_repair
from polc.compiler.report.source import Span
from polc.compiler.syntax.mistakes.explain_separators import explain_words_apart
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar.detect_language import ENGLISH_WORDS, detect_language
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings, spelling
from polc.grammar.table_words import FIELD_SYNONYMS
from polc.grammar.word import WORD
from polc.messages.text import say
from polc.runtime.said_otherwise import LEVEL_WORDS
from polc.runtime.vocabulary import find_field

_KEY: Final = re.compile(rf"(?P<key>[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|[0-9]+)\s*[:：]")
"""The key of a row."""

_OF_COSTS: Final = re.compile("费用|自付|自负|负担|支付|报销|起付|比例|限额|救助$|补助")
_TO_DAY: Final = re.compile(
    r"(\b(?:to|till|through|thru|up to)\b|到|迄|截至|截止到?)\s*[0-9]{4}(?:-[0-9]+-[0-9]+|年)"
)
_FOREIGN: Final = {
    "if": say("write `when …` as a line of its own, or a table `{ a: …; otherwise: … }`"),
    "unless": say("write `when not …` as a line of its own"),
    "then": say("leave it out: the line ends with its condition"),
    "else": say("write `otherwise: …` in a table"),
    "elif": say("write a further row of a table `{ a: …; otherwise: … }`"),
    "如果": say("write `须 …` as a line of its own, or a table `{ a：…；其他：… }`"),
    "则": say("leave it out: the line ends with its condition"),
    "否则": say("write `其他：…` in a table"),
    "percent": say("write figures in digits: `60%`, `500元`, `3万元`"),
    "equals": say("write `is`"),
    "等于": say("write `是`"),
    "exceeds": say("write `over`"),
    "大于": say("write `超过`"),
    "大于等于": say("write `达到`"),
    "小于": say("write `低于`"),
    "小于等于": say("write `以内`"),
}
_INSTEAD: Final = {
    "equals": "is",
    "等于": "是",
    "exceeds": "over",
    "大于": "超过",
    "大于等于": "达到",
    "小于": "低于",
    "小于等于": "以内",
    "then": "",
    "则": "",
}
"""Those for which another word can be put without asking."""

_LISTS: Final = frozenset(
    ("FOR", "NOT_FOR", "USE", "COUNTS_TOWARD", "CHARGES", "LIMITED_BY", "PERSON", "WITHOUT")
)
"""Keywords of lines that are a list of names."""

_TITLED: Final = {
    *("POLICY", "FRAMEWORK", "SOURCE", "IDENTITY", "GROUP", "PARAM", "POOL", "SECTION"),
    *("BENEFIT", "READING", "EXAMPLE", "PAYER", "TALLY", "FIELD", "ENTITLEMENT", "ALERT"),
    *("LIMIT", "TARGET", "DEADLINE", "OBLIGATION", "REQUIRE", "FOLLOWS", "WINDOW"),
}
"""Keywords of lines that give a title."""

_WORDS_BEFORE_A_TITLE: Final = 3
"""`field claim NAME` at most."""

_JOINING: Final = (
    *(
        "and",
        "or",
        "plus",
        "且",
        "或",
        "和",
        "与",
        "及",
        "以及",
        "或者",
        "并",
        "及其",
        "、和",
        "还有",
    ),
    "as well as",
)
_POLICY: Final = say("the policy itself")
_LEVELS: Final = (
    (
        say("a benefit"),
        ("DEDUCTIBLE", "COUNTS_TOWARD", "BASE"),
        "NO_DEDUCTIBLE RATE BANDS CAP NO_CAP COUNTS_TOWARD LIMITED_BY BASE FOR WHEN PAYS_WHEN "
        "COUNTS_WHEN DEDUCTIBLE PAY NOT_FOR PAY_HIGHEST PAY_SUM LEAVING FIRST_OF CUMULATED "
        "START_AGAIN ONCE_PER_YEAR CHARGES PAID_BY CLASS_BY_AMOUNT CLASS_LOWEST",
    ),
    (
        say("an example"),
        ("PERSON", "EXPECT"),
        "PERSON CLAIM EXPECT REGION OPENING UNDER WITH",
    ),
    (
        _POLICY,
        ("BENEFIT", "SECTION"),
        "BENEFIT SECTION POOL PARAM IDENTITY GROUP RANK LAYERS SOURCE IN_FORCE USE EXAMPLE "
        "ADJUST TALLY FIELD ENTITLEMENT ALERT LIMIT TARGET DEADLINE OBLIGATION NO_RULE "
        "REQUIRE EXTENDS WINDOW DATED_BY CONFORMS_TO",
    ),
)
"""What a level is called, the terminals that only it expects, the terminals that begin its
statements."""


def explain_word(mistake: Mistake) -> Diagnostic | None:
    """What the word at the mistake would be here."""
    found = WORD.match(mistake.text, mistake.start)
    word = found.group() if found else ""
    end = mistake.start + len(word)
    if word in _FOREIGN:
        message = say("`{word}` is no word of the language", word=word)
        fix = _INSTEAD.get(word)
        return mistake.at("odd_word", message, mistake.start, end, _FOREIGN[word], fix)
    return (
        _explain_until(mistake)
        or _explain_list(mistake, word)
        or _explain_level(mistake)
        or _explain_open_parameter(mistake)
    )


def _explain_open_parameter(mistake: Mistake) -> Diagnostic | None:
    """`param share : rate by identity`, and the next statement."""
    previous = mistake.previous
    if not mistake.expected.issuperset(("UNSPECIFIED", "EQUAL")) or previous is None:
        return None
    *_, (begun, line) = mistake.lines_near()
    first = begun + len(line) - len(line.lstrip())
    if mistake.start != mistake.statement_start or not _spelt(mistake.text, first, {"PARAM"}):
        return None
    message = say("this parameter has neither a figure nor `unspecified`")
    hint = say(
        "write `=` and the figure that the document has, or `unspecified` where it has none and "
        "whoever settles supplies it"
    )
    end = (previous.start_pos or 0) + len(previous)
    return mistake.at("unexpected_word", message, previous.start_pos or 0, end, hint)


def _explain_until(mistake: Mistake) -> Diagnostic | None:
    """`in force from 2026-01-01 to 2026-12-31`."""
    found = mistake.cover(_TO_DAY)
    if found is None or "IN_FORCE" not in _beginning_at(mistake.text, mistake.statement_start):
        return None
    message = say("`{word}` cannot stand here", word=found.group(1))
    until = spelling("UNTIL", mistake.language)
    start = mistake.line_start + found.start(1)
    end = start + len(found.group(1))
    return mistake.at("odd_word", message, start, end, say("write `{word}`", word=until), until)


def _explain_list(mistake: Mistake, word: str) -> Diagnostic | None:
    """`for a and b`, `for a b`: the names of a list stand with commas between them."""
    previous = mistake.previous
    joined = _explain_joined_members(mistake)
    if joined is not None:
        return joined
    if previous is None or previous.type != "NAME" or "COMMA" not in mistake.expected:
        return None
    comma = "、" if mistake.language == "zh" else ", "
    end = mistake.start + len(word)
    if word in _JOINING:
        after = WORD.match(
            mistake.text, end + len(mistake.text[end:]) - len(mistake.text[end:].lstrip())
        )
        listed = f"{previous}{comma}{after.group()}" if after else f"{previous}{comma}…"
        message = say("`{word}` does not join the names of a list", word=word)
        hint = say("write `{word}`", word=listed)
        told = mistake.at("odd_list", message, mistake.start, end, hint)
        if after is None or previous.end_pos is None:
            return told
        return with_repair(told, Edit(Span(previous.end_pos, after.start()), comma))
    return None


def _explain_joined_members(mistake: Mistake) -> Diagnostic | None:
    """`group g = a and b`, whose `and` is read as the name of something declared next."""
    previous = mistake.previous
    if previous is None or str(previous) not in _JOINING or previous.end_pos is None:
        return None
    if "GROUP" not in _beginning_at(mistake.text, mistake.statement_start):
        return None
    start = previous.start_pos or 0
    before = mistake.text[mistake.statement_start : start].split()[-1]
    after = WORD.match(mistake.text, mistake.start)
    comma = "、" if mistake.language == "zh" else " | "
    listed = f"{before}{comma}{after.group() if after is not None else '…'}"
    message = say("`{word}` does not join the names of a list", word=previous)
    told = mistake.at(
        "odd_list", message, start, previous.end_pos, say("write `{word}`", word=listed)
    )
    blank = len(mistake.text[:start]) - len(mistake.text[:start].rstrip())
    return with_repair(told, Edit(Span(start - blank, mistake.start), comma))


def explain_bare_list(mistake: Mistake) -> Diagnostic | None:
    """`for a b`: two names of a list on one line with nothing between them."""
    previous = mistake.previous
    if previous is None or previous.type != "NAME":
        return None
    of_field = _explain_field_key(mistake, previous)
    found = WORD.match(mistake.text, mistake.start)
    if of_field is not None or found is None:
        return of_field
    if found.group() in all_spellings() or str(previous) in all_spellings():
        return None
    if "COMMA" not in mistake.expected or (previous.start_pos or 0) < mistake.line_start:
        return None
    if previous.start_pos == mistake.statement_start:
        return None
    if str(previous) == "the":
        message = say("`{word}` is no word of the language", word=f"the {found.group()}")
        hint = say("write `{word}`", word="the stay")
        return mistake.at("odd_word", message, previous.start_pos or 0, found.end(), hint)
    if _OF_COSTS.search(found.group()) is not None:
        message = say("a sentence of a document stands here, and a statement is expected")
        hint = say("a list of people ends with their names: write what it is of on its own line")
        return mistake.at("odd_word", message, mistake.start, found.end(), hint)
    earlier = explain_words_apart(mistake)
    if earlier is not None:
        return earlier
    comma = "、" if mistake.language == "zh" else ", "
    message = say(
        "nothing stands between `{previous}` and `{word}`", previous=previous, word=found.group()
    )
    hint = say(
        "write `{previous}{comma}{word}`", previous=previous, comma=comma, word=found.group()
    )
    told = mistake.at("odd_list", message, mistake.start, found.end(), hint)
    if previous.end_pos is None:
        return told
    names = (str(previous), found.group())
    safety: Safety = "safe" if _lists_names(mistake, names) else "unsafe"
    return with_repair(told, Edit(Span(previous.end_pos, mistake.start), comma), safety=safety)


def _explain_field_key(mistake: Mistake, field: Token) -> Diagnostic | None:
    """`{ 医院级别 三级：50% }`: a key with the field that it is of."""
    found = _KEY.match(mistake.source.text, mistake.start)
    called = FIELD_SYNONYMS.get(str(field), str(field))
    if found is None or find_field(called) is None:
        return None
    message = say(
        "nothing stands between `{previous}` and `{word}`", previous=field, word=found["key"]
    )
    key = LEVEL_WORDS.get(found["key"], found["key"])
    by = f"{spelling('BY', mistake.language)} {called}"
    hint = say("write `{key}` alone, and `{by}` behind the table", key=key, by=by)
    begun = field.start_pos or 0
    return mistake.at("odd_list", message, begun, found.end("key"), hint, None, (key,))


def _lists_names(mistake: Mistake, words: tuple[str, str]) -> bool:
    """Whether the words can be nothing but names of a list: its line begins with the keyword of
    one, in the language of the file, and neither is what is left of a keyword of several words,
    as `toward` without its `counts`."""
    listed = not _beginning_at(mistake.text, mistake.statement_start).isdisjoint(_LISTS)
    own = mistake.language == detect_language(mistake.source.text)
    return listed and own and ENGLISH_WORDS.isdisjoint(words)


def explain_bare_title(mistake: Mistake) -> Diagnostic | None:
    """A title in Chinese without quotation marks."""
    found = WORD.match(mistake.text, mistake.start)
    if found is None or "STRING" not in mistake.expected or found.group().isascii():
        return None
    if found.group() in all_spellings() or not _begins_title(mistake):
        return None
    message = say("the text `{word}` stands in no quotation marks", word=found.group())
    hint = say('write `"{word}"`', word=found.group())
    fix = f'"{found.group()}"'
    return mistake.at(
        "unclosed_text", message, mistake.start, found.end(), hint, fix, safety="safe"
    )


def _begins_title(mistake: Mistake) -> bool:
    """Whether the place is that of a title: after the name of what the line declares, or after
    the word that begins it."""
    begun = mistake.statement_start
    declared = _beginning_at(mistake.text, begun) & _TITLED
    before = mistake.text[begun : mistake.start].split()
    return bool(declared) and len(before) <= _WORDS_BEFORE_A_TITLE


def _explain_level(mistake: Mistake) -> Diagnostic | None:
    """A statement of another level, as a line of a benefit outside of one."""
    begun = mistake.statement_start
    previous = mistake.previous
    first = mistake.start == begun
    if not first and (previous is None or previous.start_pos != begun or previous.type != "NAME"):
        return None
    terminals = _beginning_at(mistake.text, begun)
    here = [level for level, telling, _ in _LEVELS if mistake.expected.issuperset(telling)]
    if first is False:
        here = [_POLICY]
    for level, _, begins in _LEVELS:
        own = terminals & set(begins.split())
        if not own or not here or level in here:
            continue
        spelling = _spelt(mistake.text, begun, own)
        message = say(
            "`{spelling}` belongs into {level} and stands in {here}",
            spelling=spelling,
            level=level,
            here=here[0],
        )
        hint = say("put it between the braces of {level}", level=level)
        if level == _POLICY:
            hint = say("put it before or after {here}", here=here[0])
        return mistake.at("wrong_level", message, begun, begun + len(spelling), hint)
    return None


def _beginning_at(text: str, at: int) -> set[str]:
    """The keywords that the text at `at` begins with."""
    return {terminal for terminal in KEYWORDS if _spelt(text, at, {terminal})}


def _spelt(text: str, at: int, terminals: set[str]) -> str:
    """The longest spelling of one of the terminals that stands at `at`, else empty."""
    longest = ""
    for terminal in terminals:
        for spellings in KEYWORDS[terminal]:
            for words in spellings:
                if not text.startswith(words.split()[0], at):
                    continue
                pattern = r"\s+".join(map(re.escape, words.split()))
                guard = "(?![A-Za-z0-9_])" if words.isascii() else f"(?![{HAN}])"
                found = re.compile(rf"{pattern}{guard}").match(text, at)
                if found is not None and len(found.group()) > len(longest):
                    longest = found.group()
    return longest
