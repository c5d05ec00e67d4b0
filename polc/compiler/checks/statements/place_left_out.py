"""`place is in_city`, which leaves out the county inside it.

In: a context. Out: a `place_left_out` at each `is` of a wider place, where nothing of its item
names one that is inside it: `is` asks for the place itself, and `within` for what lies inside it
too. All adjustments are looked at together.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.values import Membership, Name, Reference
from polc.grammar.keywords import language_of, spelling
from polc.messages.text import say
from polc.runtime.vocabulary import CHINESE_CHOICES, PLACE_FIELDS, PLACES, find_field

_WIDER: Final = frozenset(PLACES[1:-1])
_WORDS: Final = (*_WIDER, *(word for word, place in CHINESE_CHOICES.items() if place in _WIDER))
_ASKED: Final = re.compile(rf"(?:{match_keywords('IS')})\s*(?:{match_any(*_WORDS)})")
"""What stands in the text of a file that asks so, and of few others."""


def check_place_left_out(context: CheckContext) -> None:
    """Warns once for each condition of the policy's own file."""
    if _ASKED.search(context.own.source.text) is None:
        return
    rules = [item for item in context.own_items(object) if not isinstance(item, Examples)]
    changes = [item for item in rules if isinstance(item, Adjust)]
    for together in (changes, *([item] for item in rules if not isinstance(item, Adjust))):
        asked = [part for item in together for part in context.parts(item, Membership)]
        exact = [membership for membership in asked if not membership.within]
        named = _places_named(context, together) if exact else set()
        for membership in exact:
            _check(context, membership, named)


def _places_named(context: CheckContext, items: Iterable[Any]) -> set[str]:
    names = (part.text for item in items for part in context.parts(item, Name))
    return {CHINESE_CHOICES.get(name, name) for name in names}


def _check(context: CheckContext, asked: Membership, named: set[str]) -> None:
    subject = asked.subject
    field = find_field(subject.name.text) if isinstance(subject, Reference) else None
    members = {
        CHINESE_CHOICES.get(member.text, member.text): member.text
        for member in asked.members
        if isinstance(member, Name)
    }
    if field is None or field.name not in PLACE_FIELDS or not members or members.keys() - _WIDER:
        return
    widest = max(members, key=PLACES.index)
    inside = PLACES[: min(map(PLACES.index, members))]
    if context.program.municipality:
        inside = PLACES[:1]
    if not named.isdisjoint(inside):
        return
    text, language = context.own.source.text, language_of(members[widest])
    place = text[subject.span.start : subject.span.end]
    within, inner = spelling("WITHIN", language), inside[-1]
    if language == "zh":
        inner = next(word for word, known in CHINESE_CHOICES.items() if known == inner)
    but = f"{spelling('AND', language)} {spelling('NOT', language)}"
    context.own.warning(
        "place_left_out",
        say(
            "this is not so of the places inside it, which are places of their own: `{inside}`",
            inside=inner,
        ),
        asked.span,
        say(
            "write `{wide}` if it is of all that lies inside; if it is of the rest alone, add "
            "`{rest}`",
            wide=f"{place} {within} {members[widest]}",
            rest=f"{but} {place} {within} {inner}",
        ),
        subject=place,
    )
