"""Notices as tests ask for them, and what they say."""

import re
from typing import Any

import polc
from polc.inspect.titles import all_titles_of
from polc.markup.element import Element
from polc.messages.text import Language, in_language
from polc.notice.make_notice import make_notice
from polc.wording.names import Names
from tests.stdlib_policies.settled_once import SettledOnce

_TOLD = frozenset({"h1", "h2", "h3", "p", "dt", "dd", "caption", "th", "td", "li", "text"})
LATIN = re.compile(r"[A-Za-z]\w+", re.ASCII)


def told_notice(
    policy: polc.Policy | SettledOnce, case: dict[str, Any], language: Language
) -> Element:
    """The notice of a case, told in the language."""
    settlement = policy.settle(case)
    settled = settlement.to_dict(explain=True)
    keywords = policy.plan.language
    settled["notes"] = [in_language(note, language, keywords) for note in settled["notes"]]
    for gap in settled["undetermined"]:
        gap["missing"] = in_language(gap["missing"], language, keywords)
    return make_notice(settled, settlement.case, names_of(policy, language))


def names_of(policy: polc.Policy | SettledOnce, language: Language) -> Names:
    """What the policy names, for a reader."""
    return Names(all_titles_of(policy.program), language)


def text_of(page: Element) -> str:
    """What a page says, a line for each part; a row of a table is one line."""
    lines = []
    for part in page.iter():
        if part.tag == "tr":
            lines.append(" | ".join(_text(cell) for cell in part))
        elif part.tag in _TOLD and part.tag not in ("th", "td"):
            lines.append(_text(part))
    return "\n".join(lines) + "\n"


def _text(part: Element) -> str:
    return " ".join(" ".join(part.itertext()).split())


def latin_words(page: Element, known: set[str]) -> set[str]:
    """The words of Latin letters that a page says and nobody's names are."""
    said = set(LATIN.findall(text_of(page)))
    return {word for word in said if word not in known}
