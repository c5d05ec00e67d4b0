"""Signs that other languages, or an input method, put where this one has another.

In: a mistake. Out: what the sign is and what to write, or None: comments, quotation
marks, brackets, comparisons, an equals sign, a full stop, what cannot be seen.
"""

import re
import unicodedata
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic, Edit, Safety, with_repair
from polc.compiler.report.source import Span
from polc.compiler.syntax.mistakes.explain_separators import tell_either
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace, is_in_table
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings
from polc.grammar.table_words import FIELD_SYNONYMS
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.vocabulary import FIELDS

_SCRIPTS: Final = re.compile(r"\w+")
LOOKALIKES: Final = dict(
    zip(
        "аеорсухіјѕԁһӏАВЕКМНОРСТХІЈЅαορνΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhlABEKMHOPCTXIJSaopvABEZHIKMNOPTYX",
        strict=True,
    )
)
"""Cyrillic and Greek letters that most fonts draw like Latin ones, from UTS 39."""

_TO_LATIN: Final = str.maketrans(LOOKALIKES)
_FIGURE: Final = re.compile(
    r"[0-9][0-9.]*(?:\s*(?:%|个百分点|万?元|points?\b|yuan\b))?|(?:none|无)\b"
)
_ROW: Final = re.compile(
    rf"\s*(?:[A-Za-z_{HAN}][A-Za-z0-9_{HAN}]*\s*,\s*)*"
    rf"[A-Za-z_{HAN}][A-Za-z0-9_{HAN}]*\s*"
)
_BROKEN: Final = re.compile(r"\w+([^\w\s])(?=\w)")
"""A word with a sign inside."""

_COMMENT: Final = re.compile(r"＃|//+|/\*|--+(?=\s)")
_QUOTE: Final = re.compile(r"['‘’「」『』《》`]+")
_QUOTED: Final = re.compile(r"(?:['‘’]|「|『|《|`)([^'‘’「」『』《》`\"“”\n]*)(?:['‘’]|」|』|》|`)")
_BRACKET: Final = re.compile(r"[\[\]［］]")
_MORE_THAN: Final = "〉》›»→"
_COMPARED: Final = re.compile(r"==+|!=|<>|=<|=>|≥|≤|≧|≦|≠|(?<![<>=!])=(?![<>=])|＝")
_JOINED: Final = re.compile(r"&&?|\|\||!|！")
_DASHED: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z_][A-Za-z0-9_]*)+")
_STOP: Final = re.compile(r"。")
_COMPARISONS: Final = {
    "=": ("is", "是"),
    "==": ("is", "是"),
    "＝": ("is", "是"),
    "≥": ("reaches", "达到"),
    "≧": ("reaches", "达到"),
    "=>": ("reaches", "达到"),
    "≤": ("up to", "以内"),
    "≦": ("up to", "以内"),
    "=<": ("up to", "以内"),
    "!=": ("not … is …", "非 … 是 …"),
    "<>": ("not … is …", "非 … 是 …"),
    "≠": ("not … is …", "非 … 是 …"),
}


def explain_sign(mistake: Mistake) -> Diagnostic | None:
    """What the sign at the mistake is elsewhere."""
    sign = mistake.source.text[mistake.start : mistake.start + 1]
    inside = _BROKEN.match(mistake.text, mistake.start)
    if inside is not None and unicodedata.category(inside.group(1)) == "Cf":
        number = f"U+{ord(inside.group(1)):04X}"
        message = say("a character that cannot be seen stands here, {number}", number=number)
        start, end = inside.span(1)
        return mistake.at(
            "unseen_character", message, start, end, say("delete it"), "", safety="safe"
        )
    if sign not in "\t\r\n" and unicodedata.category(sign) in ("Cf", "Cc"):
        number = f"U+{ord(sign):04X}"
        message = say("a character that cannot be seen stands here, {number}", number=number)
        end = mistake.start + 1
        return mistake.at(
            "unseen_character", message, mistake.start, end, say("delete it"), "", safety="safe"
        )
    return (
        _explain_script(mistake, sign)
        or _explain_quotes(mistake)
        or _explain_comment(mistake)
        or _explain_comparison(mistake)
        or _explain_rows(mistake)
        or _explain_colon(mistake)
        or _explain_other(mistake)
    )


def _explain_script(mistake: Mistake, sign: str) -> Diagnostic | None:
    """A letter of another script inside a name: most look like a Latin one."""
    if sign.isascii() or not unicodedata.category(sign).startswith("L"):
        return None
    found = mistake.cover(_SCRIPTS)
    name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
    if found is None or unicodedata.east_asian_width(sign) in ("W", "F"):
        return None
    message = say("`{sign}` is no Latin letter but {name}", sign=sign, name=name)
    latin = LOOKALIKES.get(sign)
    hint = say("write `{word}` in Latin letters", word=found.group().translate(_TO_LATIN))
    told = mistake.at_match("mixed_script", message, found, hint)
    if latin is None:
        return evolve(told, help=say("names have Latin or Chinese letters"))
    return with_repair(told, Edit(told.span, found.group().translate(_TO_LATIN)), safety="safe")


_OTHER_CLOSING: Final = re.compile("[”“＂」』’]")
"""What may have been meant to close a text that a plain or a curly mark opens."""


def _explain_quotes(mistake: Mistake) -> Diagnostic | None:
    """A text without one of its marks, or in marks of another kind."""
    line_end = mistake.line_start + len(mistake.line)
    odd = mistake.text.count('"', mistake.line_start, line_end) % 2 == 1
    previous = mistake.previous
    if odd and previous is not None and previous.type == "STRING":
        start, hint = previous.start_pos or 0, say('add `"` where it ends')
        if mistake.line_start <= start:
            message = say("this text has no closing quotation mark")
            return mistake.at("unclosed_text", message, start, start + 1, hint)
    if mistake.text[mistake.start] == '"' and odd:
        other = _OTHER_CLOSING.search(mistake.source.text, mistake.start + 1, line_end)
        if other is not None:
            message = say(
                "this text opens with `{opening}` and is closed with `{closing}`",
                opening=mistake.source.text[mistake.start],
                closing=other.group(),
            )
            hint = say('write texts as `“…”` or `"…"`')
            return mistake.at("unclosed_text", message, other.start(), other.end(), hint)
        message = say("this text has no closing quotation mark")
        end = mistake.start + 1
        return mistake.at(
            "unclosed_text", message, mistake.start, end, say('add `"` where it ends')
        )
    if odd and "STRING" in mistake.expected:
        end = mistake.text.index('"', mistake.line_start)
        if end > mistake.start:
            message = say("this text has no opening quotation mark")
            word = mistake.source.text[mistake.start : end]
            hint = say('write `"{word}"`', word=word)
            fix = f'"{word}"'
            return mistake.at("unclosed_text", message, mistake.start, end + 1, hint, fix)
    return _explain_odd_quotes(mistake)


def _explain_odd_quotes(mistake: Mistake) -> Diagnostic | None:
    """Marks of another kind around a text, or one of them."""
    hint = say('write texts as `“…”` or `"…"`')
    whole = mistake.cover(_QUOTED)
    if whole is not None:
        message = say("`{word}` is no quotation mark of the language", word=whole.group()[0])
        fix = f'"{whole.group(1)}"'
        return mistake.at_match("odd_sign", message, whole, hint, fix, safety="safe")
    found = mistake.cover(_QUOTE)
    if found is None:
        return None
    message = say("`{word}` is no quotation mark of the language", word=found.group())
    return mistake.at_match("odd_sign", message, found, hint)


def _explain_comment(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_COMMENT)
    if found is None:
        return None
    message = say("`{word}` begins no comment", word=found.group())
    fix = None if found.group() == "/*" else "#"
    hint = say("begin a comment with `#`")
    return mistake.at_match("odd_comment", message, found, hint, fix, safety="safe")


_KEYED: Final = re.compile(r"\s*[:：]")
_KEYED_AGAIN: Final = re.compile(r"[^;；{}]*[:：]")
"""A line that has its colon elsewhere."""


def _explain_comparison(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_COMPARED)
    if found is None:
        return None
    sign = found.group()
    if mistake.line[: found.start()].rstrip().endswith(("<", ">", "=", "!", "≥", "≤", "＜", "＞")):
        message = say("`{sign}` stands behind another sign of a comparison", sign=sign)
        hint = say("write one of them: `>`, `>=`, `<` or `<=`")
        return mistake.at_match("odd_sign", message, found, hint)
    if "IS" in mistake.expected or "REACHES" in mistake.expected:
        english, chinese = _COMPARISONS.get(sign, ("is", "是"))
        word = chinese if mistake.language == "zh" else english
        message = say("`{sign}` is not how things are compared", sign=sign)
        fix = None if "…" in word else word
        hint = say("write `{word}`", word=word)
        return mistake.at_match("odd_sign", message, found, hint, fix, safety="safe")
    if sign in ("=", "==", "＝") and "COLON" in mistake.expected:
        colon = "：" if mistake.language == "zh" else ":"
        message = say("`{sign}` does not part a key from its figure", sign=sign)
        hint = say("write `{word}`", word=colon)
        rest = mistake.line[found.end() :]
        safety: Safety = "unsafe" if _KEYED_AGAIN.match(rest) else "safe"
        return mistake.at_match("odd_sign", message, found, hint, colon, safety=safety)
    if sign in ("=", "==", "＝"):
        message = say("no `{sign}` stands between a word and its value here", sign=sign)
        hint = say("leave it out")
        around = (
            mistake.line[max(0, found.start() - 1) : found.start()],
            mistake.line[found.end() :],
        )
        apart = around[0].isspace() or around[1][:1].isspace()
        return mistake.at_match(
            "odd_sign", message, found, hint, "" if apart else " ", safety="safe"
        )
    return None


_FIELDS: Final = frozenset(word for known in FIELDS for word in (known.name, *known.chinese))


def _explain_colon(mistake: Mistake) -> Diagnostic | None:
    """`对象：特困人员`, with a colon after a keyword; `特困人员 100%`, without one."""
    sign, previous = mistake.source.text[mistake.start], mistake.previous
    if previous is None or previous.end_pos is None:
        return None
    named = previous.type in KEYWORDS or (previous.type == "NAME" and str(previous) in _FIELDS)
    if sign in ":：" and named and "COLON" not in mistake.expected:
        message = say("no `{sign}` stands between a word and its value here", sign=sign)
        end = mistake.start + 1
        hint = say("leave it out")
        return mistake.at("odd_sign", message, mistake.start, end, hint, " ", safety="safe")
    figure = _FIGURE.match(mistake.text, mistake.start)
    if figure is None or previous.type != "NAME" or "COLON" not in mistake.expected:
        return None
    if str(previous) in all_spellings() and previous.start_pos == mistake.statement_start:
        return None
    called = FIELD_SYNONYMS.get(str(previous), str(previous))
    if called in _FIELDS and _KEYED.match(mistake.source.text, figure.end()):
        return None
    if previous.end_pos <= mistake.line_start or not _begins_row(mistake):
        return None
    colon = "：" if mistake.language == "zh" else ": "
    key, filler, _ = str(previous).rpartition("为")
    if key and str(previous).endswith("为"):
        message = say("`{word}` is no word of the language", word=filler)
        hint = say("write `{word}`", word=f"{key}{colon}{figure.group()}")
        end = previous.end_pos
        return mistake.at("odd_word", message, end - 1, end, hint, colon.strip())
    message = say("nothing stands between `{previous}` and `{word}`",
                  previous=previous, word=figure.group())  # fmt: skip
    hint = say("write `{previous}{comma}{word}`",
               previous=previous, comma=colon, word=figure.group())  # fmt: skip
    told = mistake.at("unexpected_word", message, mistake.start, figure.end(), hint)
    return with_repair(told, Edit(Span(previous.end_pos, mistake.start), colon), safety="safe")


def _begins_row(mistake: Mistake) -> bool:
    """Whether nothing but names, with commas between them, stands before the mistake in a row
    of a table."""
    opened = innermost_brace(mistake.text, mistake.start)
    begun = max(opened, mistake.text.rfind(";", 0, mistake.start), mistake.line_start - 1) + 1
    return opened >= 0 and _ROW.fullmatch(mistake.text, begun, mistake.start) is not None


def _explain_rows(mistake: Mistake) -> Diagnostic | None:
    """`{ a: 1%、b: 2% }`: what separates names stands between rows."""
    sign = mistake.source.text[mistake.start]
    if sign not in ",，、" or not mistake.expected >= {"SEMICOLON", "RBRACE"}:
        return None
    if not is_in_table(mistake.text, mistake.start):
        return None
    right = "；" if mistake.language == "zh" else ";"
    message = say("`{sign}` separates names, not the rows of a table", sign=sign)
    hint = say("write `{word}`", word=right)
    end = mistake.start + 1
    return mistake.at("odd_list", message, mistake.start, end, hint, right, safety="safe")


def _explain_other(mistake: Mistake) -> Diagnostic | None:
    found = mistake.cover(_BRACKET)
    if found is not None:
        message = say("`{word}` is no bracket of the language", word=found.group())
        hint = say("write `{ … }` around a table or a block, and `( … )` elsewhere")
        return mistake.at_match("odd_sign", message, found, hint)
    sign = mistake.source.text[mistake.start]
    if sign in _MORE_THAN and "MORETHAN" in mistake.expected:
        message = say("`{word}` cannot stand here", word=sign)
        end = mistake.start + 1
        return mistake.at(
            "odd_sign", message, mistake.start, end, say("write `{word}`", word=">"), ">"
        )
    found = mistake.cover(_STOP)
    if found is not None:
        message = say("no full stop ends a statement")
        either = tell_either(mistake, mistake.start + 1)
        if either is not None:
            return mistake.at_match("odd_sign", message, found, either)
        hint = say("leave it out: the line ends it")
        return mistake.at_match("odd_sign", message, found, hint, "", safety="safe")
    found = mistake.cover(_JOINED)
    if found is not None:
        words = ("and", "or", "not") if mistake.language == "en" else ("且", "或", "非")
        word = words["&|!！".index(found.group()[0]) if found.group()[0] != "！" else 2]
        message = say("`{word}` does not join conditions", word=found.group())
        fix = f"{word} " if word in ("not", "非") else word
        hint = say("write `{word}`", word=word)
        return mistake.at_match("odd_sign", message, found, hint, fix, safety="safe")
    found = mistake.cover(_DASHED)
    if found is not None and mistake.text[mistake.start] == "-":
        plain = found.group().replace("-", "_")
        message = say("a name has no `-` in it, as `{word}` does", word=found.group())
        hint = say("write `{word}`", word=plain)
        return mistake.at_match("odd_name", message, found, hint, plain)
    if mistake.source.text[mistake.start] == "*":
        message = say("`*` does not multiply")
        end = mistake.start + 1
        hint = say("write a share as `50% of premium`")
        previous = mistake.previous
        share = previous is not None and previous.type == "PERCENT" and mistake.language == "en"
        of = "of" if share else None
        return mistake.at("odd_sign", message, mistake.start, end, hint, of, safety="safe")
    return None
