"""What may still be said of a file some of whose statements could not be read.

In: the text, its tree, the mistakes of syntax. Out: of what later passes find, that which
cannot follow from what is missing: it speaks of what is written, on a line without such a
mistake, and of no word that the unread statements say too.
"""

import re
from typing import Final

from attrs import frozen

from polc.compiler.report.diagnostics import Diagnostic

_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[\u3400-\u4dbf\u4e00-\u9fff]+")
_OF_WHAT_IS_WRITTEN: Final = frozenset(
    {
        "adjusted_twice",
        "and_or_without_brackets",
        "backward_range",
        "bad_figure",
        "circular_use",
        "declared_twice",
        "edges_fall",
        "file_not_found",
        "key_twice",
        "kinds_disagree",
        "layer_twice",
        "missing_period",
        "overlapping_years",
        "rate_over_100",
        "ranked_twice",
        "title_taken",
        "unknown_choice",
        "unknown_error",
        "unknown_field",
        "unknown_key",
        "unknown_name",
        "unknown_output",
        "unknown_value",
        "wrong_kind",
        "wrong_kind_of_name",
    }
)


_OF_NAMES: Final = frozenset(
    {
        "unknown_choice",
        "unknown_field",
        "unknown_key",
        "unknown_name",
        "unknown_output",
        "unknown_value",
        "wrong_kind_of_name",
    }
)
"""These may follow from a declaration that was not read."""


@frozen
class UnreadStatements:
    """Of one file: the `words` of the statements that could not be read, and the `mistakes`
    on their account."""

    words: frozenset[str]
    mistakes: tuple[Diagnostic, ...]


def find_unread_statements(
    text: str, read: set[int], mistakes: tuple[Diagnostic, ...]
) -> UnreadStatements:
    """What lies outside of the tokens that begin at the places `read`."""
    words = (found.group() for found in _WORD.finditer(text) if found.start() not in read)
    return UnreadStatements(frozenset(words), mistakes)


def drop_followers(found: list[Diagnostic], unread: list[UnreadStatements]) -> list[Diagnostic]:
    """The mistakes of reading, and of the others those that cannot follow from them."""
    if not unread:
        return found
    words = frozenset(word for one in unread for word in one.words)
    mistakes = [mistake for one in unread for mistake in one.mistakes]
    lines = {(one.source.name, one.line) for one in mistakes}
    told = frozenset(mistakes)
    return [
        one
        for one in found
        if one in told
        or (
            one.code in _OF_WHAT_IS_WRITTEN
            and (one.source.name, one.line) not in lines
            and not (one.code in _OF_NAMES and _says(one, words))
        )
    ]


def _says(one: Diagnostic, words: frozenset[str]) -> bool:
    """Whether the place of the finding says one of the words."""
    return not words.isdisjoint(_WORD.findall(one.source.text[one.span.start : one.span.end]))
