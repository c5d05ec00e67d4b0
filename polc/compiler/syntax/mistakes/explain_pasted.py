"""Sentences and signs as documents have them, pasted where a statement is expected.

In: a mistake. Out: how their figures are written here, or None: ranges, edges in brackets,
numbers of a list, cells, a share of an amount, a product.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.explain_by_person import explain_by_person
from polc.compiler.syntax.mistakes.explain_claims import explain_claim
from polc.compiler.syntax.mistakes.explain_lines import explain_line
from polc.compiler.syntax.mistakes.explain_people import explain_people
from polc.compiler.syntax.mistakes.explain_ranges import explain_range, explain_signed
from polc.compiler.syntax.mistakes.explain_terms_of_some import explain_terms_of_some
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.open_brace import is_in_table
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar import advice
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import HAN, KEYWORDS, spelling
from polc.grammar.table_words import LEFT_OF_WHICH
from polc.messages.text import say

_FIGURE: Final = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_SUM: Final = rf"{_FIGURE}\s*(?:[%％]|万元|亿元|元|yuan\b)"
_RATE: Final = "|".join(map(re.escape, (*KEYWORDS["RATE"][0], *KEYWORDS["RATE"][1])))
_OPEN: Final = "|".join(
    word.replace(" ", r"\s+")
    for terminal in ("AT_LEAST", "AT_MOST", "UP_TO")
    for words in KEYWORDS[terminal]
    for word in words
)
_FROM_ABOVE: Final = re.compile(
    "不超|不高|不得超|不得高|不大于|最高|最多|至多|at most|up to|no more|not over"
)
_ABOUT: Final = "约为?|大约|about|around|roughly|approximately"
_BOUNDS: Final = "至少|最少|最低|至多|最多"
_OPEN_RATE: Final = re.compile(rf"(?:{_RATE})\s*((?:{_OPEN}|{_BOUNDS}|{_ABOUT})\s*{_SUM})")
_RATE_ABOVE: Final = re.compile(
    rf"(?:{_RATE})\s*{_SUM}\s*((?:above|over|exceeding|beyond|超过|超出|高于)\s*{_SUM})"
)
_STRETCH: Final = re.compile(
    rf"(?:(?:超过|超出|高于|大于|满)\s*)?({_SUM})\s*(?:[（(]\s*不?含[^）)]*[）)])?"
    r"\s*(以下|以内|以上部分|以上|及以上|及以下|部分|的)"
)
_EDGED: Final = re.compile(r"[（(]\s*不?含[^）)]*[）)]")
_OF_EDGE: Final = re.compile(
    r"[（(]\s*不?含(?:本数|本级|[0-9０-９.．]*\s*[万元%％岁天次]*)?\s*[）)]"
)
_FOR_EACH: Final = re.compile(rf"[/／]\s*(?:[{HAN}]+|person\b|month\b|visit\b|stay\b|year\b)")
_OF: Final = re.compile(rf"([{HAN}]+)的\s*({_FIGURE}\s*[%％])")
_LISTED: Final = re.compile(
    "[①-⓿❶-➓㈠-㈩•·●○■□◆]"
    r"|(?:(?<=^)|(?<=\s))(?:[(（](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[0-9]{1,2}[.．、)）](?![0-9.．])|[一二三四五六七八九十]{1,3}[、.．])"
)
_SHARE_TEXT: Final = rf"{_FIGURE}\s*[%％]"
_SHARE: Final = re.compile(_SHARE_TEXT)
_PAID: Final = r"(?:报销|救助|补助|补偿|资助|赔付|给付)(?=[\s0-9０-９])"
_SPOKEN: Final = re.compile(rf"(?:按照|按|给予|予以|对|享受|由)|{_PAID}")
_BARE: Final = re.compile(rf"(?:{_PAID})?\s*({_SUM})\s*$")
_TIMES_SHARE: Final = re.compile(rf"\*\s*{_FIGURE}\s*%")
_OUT_OF_POCKET: Final = re.compile(
    r"(?:out[ -]of[ -]pocket|self[ -]pa(?:id|y)|patient'?s? (?:share|part|cost))"
    r"(?: (?:costs?|expenses?|amount|part))?(?: (?:after|behind|left by|following) [a-z_]+)?"
)
_LESS: Final = frozenset(("减去", "减", "扣除", "扣减", "minus", "less"))
_ARITHMETIC: Final = re.compile(r"(?:减去|减|扣除|扣减|加上|加|(?:minus|less|plus)\b)(?=\s)")
_OF_RATE: Final = re.compile(rf"(?:{_RATE})\s*$")
_RATE_AT_LEAST: Final = say(
    "write the figure that holds; where it is open, a parameter with a bound: "
    "`param NAME : rate at least 70% unspecified`"
)
_RATE_AT_MOST: Final = say(
    "write the figure that holds; where it is open, a parameter with a bound: "
    "`param NAME : rate at most 70% unspecified`"
)
_CELL: Final = re.compile(r"[|｜│]")


_AGE: Final = re.compile(
    r"([0-9]+)\s*(?:years?(?: old)?\b|周岁|岁|周年|(?P<often>次|人次|times?\b))"
)

_OF_PERSON: Final = re.compile(rf"\s*(?:{match_keywords('PERSON')})")


def explain_pasted(mistake: Mistake) -> Diagnostic | None:
    """What is written in this language for what stands at the mistake."""
    return (
        explain_claim(mistake)
        or explain_people(mistake)
        or explain_terms_of_some(mistake)
        or explain_range(mistake)
        or _explain_stretch(mistake)
        or _explain_edge(mistake)
        or _explain_list(mistake)
        or _explain_cell(mistake)
        or _explain_for_each(mistake)
        or _explain_bound_of_rate(mistake)
        or _explain_rate_above(mistake)
        or explain_by_person(mistake)
        or _explain_out_of_pocket(mistake)
        or _explain_arithmetic(mistake)
        or _explain_of(mistake)
        or _explain_bare_figure(mistake)
        or _explain_sentence(mistake)
        or _explain_product(mistake)
        or _explain_age(mistake)
        or explain_signed(mistake)
        or explain_line(mistake)
    )


def _explain_out_of_pocket(mistake: Mistake) -> Diagnostic | None:
    """`base out of pocket after basic`."""
    found = mistake.cover(_OUT_OF_POCKET)
    if found is None:
        return None
    inside, whole = LEFT_OF_WHICH["out_of_pocket"]
    message = say("`{word}` is no word of the language", word=found.group().strip())
    hint = say(
        "write `{inside}` for what earlier layers leave of the cost in policy, `{whole}` for "
        "what they leave of the whole bill: the document says which",
        inside=inside,
        whole=whole,
    )
    return mistake.at_match("odd_word", message, found, hint)


def _explain_arithmetic(mistake: Mistake) -> Diagnostic | None:
    """`基数 政策范围内费用 减 乙类费用`, `base in_policy minus own`."""
    found = _ARITHMETIC.match(mistake.text, mistake.start)
    if found is None or mistake.previous is None or mistake.previous.type != "NAME":
        return None
    word = found.group().strip()
    sign = "-" if word in _LESS else "+"
    message = say("`{word}` is no word of the language", word=word)
    hint = say("write `{word}`", word=sign)
    start = mistake.start
    return mistake.at("odd_word", message, start, start + len(word), hint, sign)


def _explain_stretch(mistake: Mistake) -> Diagnostic | None:
    """`3万元以下：60%` among bands, `1000元以上` after a keyword or as a sentence."""
    found = mistake.cover(_STRETCH)
    if found is None:
        return None
    figure, edge = found.group(1), found.group(2)
    message = say("`{word}` cannot stand here", word=found.group())
    if {"TO", "ABOVE"} & mistake.expected and "RATE" not in mistake.expected:
        below = edge in ("以下", "以内", "及以下")
        word = f"至 {figure}" if below else "以上部分"
        hint = say("write `{word}`", word=word)
        if below:
            hint = say("write `{word}`, and the rest as `above`", word=word)
        return mistake.at_match("odd_word", message, found, hint, word)
    if figure.rstrip()[-1:] in "%％" and _OF_RATE.search(mistake.line[: found.start()]):
        hint = _RATE_AT_MOST if edge in ("以下", "以内", "及以下") else _RATE_AT_LEAST
        return mistake.at_match("odd_word", message, found, hint)
    if mistake.start == mistake.statement_start:
        hint = say(
            "write what is paid of each stretch as bands: "
            "`bands { to 1000 yuan: 60%; above: 70% }`; what is not counted at all is a deductible"
        )
        return mistake.at_match("odd_word", message, found, hint)
    hint = say("write `{word}` alone: the word before says which side of it is meant", word=figure)
    return mistake.at_match("odd_word", message, found, hint, figure)


def _explain_edge(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_EDGED)
    if found is None:
        return None
    message = say("`{word}` cannot stand here", word=found.group())
    if _OF_EDGE.fullmatch(found.group()) is None:
        hint = say(
            "leave it out: what a limit is for besides is said by the other benefit too, each with "
            "a line `counts toward NAME` for a pool outside of both"
        )
        return mistake.at_match("odd_word", message, found, hint)
    hint = say(
        "leave it out: bands, deductibles and caps pay the same at their edge; in a condition "
        "`reaches` and `up to` take the edge in, `over` and `under` do not"
    )
    return mistake.at_match("odd_word", message, found, hint)


def _explain_list(mistake: Mistake) -> Diagnostic | None:
    at = mistake.start - mistake.line_start
    begun = mistake.statement_start - mistake.line_start
    found = mistake.cover(_LISTED) or _LISTED.match(mistake.line, begun)
    if found is None or mistake.line[found.end() : at].strip():
        return None
    message = say("`{word}` numbers the items of a list, which has no meaning here",
                  word=found.group())  # fmt: skip
    hint = say("leave it out, and write each item as a line of its own")
    return mistake.at_match("odd_sign", message, found, hint)


def _explain_cell(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_CELL)
    if found is None or mistake.line.count(found.group()) < 2:
        return None
    message = say("`{word}` does not part the cells of a table", word=found.group())
    hint = say("write the rows between braces: `{ a: 70%; b: 60% }`")
    return mistake.at_match("odd_sign", message, found, hint)


def _explain_for_each(mistake: Mistake) -> Diagnostic | None:
    """`30000元/人`."""
    found = mistake.cover(_FOR_EACH)
    if found is None:
        return None
    if mistake.previous is not None and mistake.previous.type == "NAME":
        sign = found.group()[0]
        message = say("no `{sign}` stands between two names", sign=sign)
        comma = "、" if mistake.language == "zh" else ","
        start = mistake.line_start + found.start()
        return mistake.at("odd_sign", message, start, start + 1, say("write `{word}`", word=comma))
    message = say("`{word}` does not say for which time", word=found.group())
    if is_in_table(mistake.text, mistake.start):
        message = say("no row says `{word}`", word=found.group())
        hint = say("the time stands once, before the table: `cap per year { … }`")
        return mistake.at_match("odd_word", message, found, hint)
    hint = say(
        "every limit is each person's already: write its time, `per year`, `per stay` or "
        "`per claim`"
    )
    return mistake.at_match("odd_word", message, found, hint)


def _explain_bound_of_rate(mistake: Mistake) -> Diagnostic | None:
    """`比例 不低于70%`, `rate at least 70%`."""
    found = mistake.cover(_OPEN_RATE)
    if found is None:
        return None
    start, end = mistake.line_start + found.start(1), mistake.line_start + found.end(1)
    message = say("`{word}` leaves the figure open", word=found.group(1))
    hint = _RATE_AT_MOST if _FROM_ABOVE.match(found.group(1)) else _RATE_AT_LEAST
    if re.match(_ABOUT, found.group(1)):
        hint = say(
            "write the figure that holds; where it is open, a parameter: "
            "`param NAME : rate unspecified`"
        )
    return mistake.at("odd_word", message, start, end, hint)


def _explain_rate_above(mistake: Mistake) -> Diagnostic | None:
    """`rate 60% above 100 yuan`."""
    found = mistake.cover(_RATE_ABOVE)
    if found is None:
        return None
    start, end = mistake.line_start + found.start(1), mistake.line_start + found.end(1)
    message = say("`{word}` cannot stand here", word=found.group(1))
    hint = say(
        "write what is paid of each stretch as bands: "
        "`bands { to 1000 yuan: 60%; above: 70% }`; what is not counted at all is a deductible"
    )
    return mistake.at("odd_word", message, start, end, hint)


def _explain_of(mistake: Mistake) -> Diagnostic | None:
    """`人均可支配收入的10%`, whose 的 belongs to the name as it stands."""
    found = next(
        (
            match
            for match in _OF.finditer(mistake.line)
            if mistake.line_start + match.start(1)
            <= mistake.start
            < mistake.line_start + match.end()
        ),
        None,
    )
    if found is None:
        return None
    message = say("`{word}` is read as one word", word=f"{found.group(1)}的")
    right = f"{found.group(1)} 的 {found.group(2)}"
    return mistake.at_match("glued_words", message, found, say("write `{word}`", word=right), right)


def _explain_bare_figure(mistake: Mistake) -> Diagnostic | None:
    """`70%`, `补助 1000元`: what is paid, without the keyword that says so."""
    found = _BARE.fullmatch(mistake.line.strip())
    if found is None or mistake.start != mistake.statement_start or "RATE" not in mistake.expected:
        return None
    figure = found.group(1)
    terminal = "RATE" if figure[-1] in "%％" else "PAY"
    write = f"{spelling(terminal, detect_language(mistake.source.text))} {figure}"
    message = say("`{word}` stands here without its keyword", word=figure)
    end = mistake.start + len(found.group())
    hint = say("write `{word}` if so much is paid", word=write)
    return mistake.at("odd_word", message, mistake.start, end, hint, suggests=(write,))


def _explain_sentence(mistake: Mistake) -> Diagnostic | None:
    """`按70%救助`, `给予100%救助`."""
    begins = _SPOKEN.match(mistake.text, mistake.start)
    share = _SHARE.search(mistake.line)
    if begins is None or share is None or mistake.start != mistake.statement_start:
        return None
    if not {"RATE", "BASE"} & mistake.expected:
        return None
    start = mistake.start
    end = mistake.line_start + len(mistake.line.rstrip())
    message = say("a sentence of a document stands here, and a statement is expected")
    rate = f"{spelling('RATE', mistake.language)} {share.group()}"
    hint = say(
        "write `{rate}`; who, what is counted and from which amount on are lines of their own",
        rate=rate,
    )
    return mistake.at("odd_word", message, start, end, hint, suggests=(rate,))


def _explain_product(mistake: Mistake) -> Diagnostic | None:
    """`x × y`: a product says what it is, a share of an amount or as much for each."""
    previous = mistake.previous
    if mistake.text[mistake.start] != "*" or previous is None:
        return None
    if previous.type == "PERCENT" or _TIMES_SHARE.match(mistake.text, mistake.start):
        return None
    message = say("`*` is no word of the language")
    hint = say(
        "a share is taken as `50% of premium`, so much for each of a count as "
        "`80 yuan for each of days_in`"
    )
    return mistake.at("odd_sign", message, mistake.start, mistake.start + 1, hint)


def _explain_age(mistake: Mistake) -> Diagnostic | None:
    """`18 years`, `18周岁`, `2次`: an age is a count, and how often something was."""
    found = mistake.cover(_AGE)
    if found is None:
        return None
    message = say("`{word}` is no figure of the language", word=found.group())
    if found["often"]:
        hint = say("write `{word}`: how often it was is a number", word=found.group(1))
        return mistake.at_match("odd_amount", message, found, hint, found.group(1))
    if _OF_PERSON.match(mistake.line):
        return mistake.at_match("odd_amount", message, found, advice.BORN)
    hint = say(
        "write `{word}`: an age is a number; a time is in days or months", word=found.group(1)
    )
    return mistake.at_match("odd_amount", message, found, hint, found.group(1))
