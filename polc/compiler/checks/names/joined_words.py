"""Two names that stand in one word, where each would be a word of its own.

In: a subject. Out: a `joined_words` at a word of a list, or a text that a field is compared with,
that has a sign or a word between names: a case says one disease, and equals no such word.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.names.asked_texts import is_text_field
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.items import WordList
from polc.compiler.syntax.nodes.values import Membership, Name, Reference, Table
from polc.grammar.detect_language import detect_language
from polc.messages.text import say

_BETWEEN: Final = re.compile(r"[、，,；;]|和|及|与|或|\band\b|\bor\b")
_AND_OTHERS: Final = re.compile(r"(?<=..)等(?:病种|疾病|病)?$")
_BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)]")
_IN_A_WORD: Final = re.compile(
    "及其?(?:并发症|后遗症)|和[田平县谐]|参与|给与|及时|[普涉波]及|[中饱温缓共]和|及格|或然"
)
_LEAST: Final = 2
"""The least number of letters that a name has."""


def check_joined_words(context: CheckContext) -> None:
    """Warns once for each such word of the policy's own file."""
    comma = "、" if detect_language(context.own.source.text) == "zh" else ", "
    for word, span in _words(context):
        parts = split_joined(word)
        if not parts:
            continue
        hint = say(
            "write each name as a word of its own: {parts}; if the whole is one name, say so with "
            "`# polc: allow joined_words because …`",
            parts=f"`{comma.join(_write(part) for part in parts)}`",
        )
        message = say("`{word}` is one word here, and may be several names", word=word)
        if len(parts) == 1:
            message = say("`{word}` is one word here, and stands for nothing but itself", word=word)
        context.own.warning("joined_words", message, span, hint, subject=word)


def split_joined(word: str) -> tuple[str, ...]:
    """The names that a word may join, `()` where it is plainly one: what is in brackets is of its
    name, and a part of a single letter is none."""
    plain = _BRACKETED.sub(lambda found: "_" * len(found.group()), word)
    plain = _IN_A_WORD.sub(lambda found: "_" * len(found.group()), plain)
    others = _AND_OTHERS.search(plain)
    end = others.start() if others is not None else len(word)
    breaks = [(found.start(), found.end()) for found in _BETWEEN.finditer(plain, 0, end)]
    edges = [(0, 0), *breaks, (end, end)]
    parts = [word[left[1] : right[0]].strip() for left, right in pairwise(edges)]
    if any(len(part) < _LEAST for part in parts):
        return ()
    return tuple(parts) if len(parts) > 1 or others is not None else ()


def _words(context: CheckContext) -> Iterator[tuple[str, Span]]:
    for item in context.own_items(object):
        if isinstance(item, WordList):
            yield from ((word, _place(context, item, word)) for word in item.words)
        if isinstance(item, Examples):
            continue
        for part in (*context.parts(item, Membership), *context.parts(item, Table)):
            match part:
                case Membership(subject=Reference(name=name)) if is_text_field(name.text):
                    members = [member for member in part.members if isinstance(member, Name)]
                case Table(by=Name() as name) if is_text_field(name.text):
                    members = [
                        key.name
                        for entry in part.entries
                        for key in entry.keys
                        if key.name is not None
                    ]
                case _:
                    continue
            yield from ((member.text, member.span) for member in members)


def _place(context: CheckContext, item: WordList, word: str) -> Span:
    """Where the word stands in its list, the list where it is written otherwise."""
    start, end = item.span.start, item.span.end
    begun = context.own.source.text.find("=", start, end)
    at = context.own.source.text.find(word, begun, end) if begun >= 0 else -1
    return Span(at, at + len(word)) if at >= 0 else item.span


def _write(name: str) -> str:
    return name if re.fullmatch(r"\w+", name) and not name[0].isdigit() else f'"{name}"'
