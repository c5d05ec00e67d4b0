"""What may still be said of a file some of whose statements could not be read.

In: the text, its tree, the mistakes of syntax. Out: of what later passes find, that which
cannot follow from what is missing: it speaks of what is written, on a line without such a
mistake, and of no word that the unread statements say too.
"""

import re
from typing import Final, assert_never

from polc.compiler.model.record import frozen
from polc.compiler.report.codes import CODES
from polc.compiler.report.diagnostics import Diagnostic

_WORD: Final = r"[A-Za-z_][A-Za-z0-9_]*|[\u3400-\u4dbf\u4e00-\u9fff]+"


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
    words = (found.group() for found in re.finditer(_WORD, text) if found.start() not in read)
    return UnreadStatements(frozenset(words), mistakes)


def drop_followers(found: list[Diagnostic], unread: list[UnreadStatements]) -> list[Diagnostic]:
    """The mistakes of reading, and of the others those that cannot follow from them."""
    if not unread:
        return found
    words = frozenset(word for statements in unread for word in statements.words)
    mistakes = [mistake for statements in unread for mistake in statements.mistakes]
    lines = {(mistake.source.name, mistake.line) for mistake in mistakes}
    told = frozenset(mistakes)
    return [
        diagnostic
        for diagnostic in found
        if diagnostic in told
        or (
            (diagnostic.source.name, diagnostic.line) not in lines
            and not _may_follow(diagnostic, words)
        )
    ]


def _may_follow(diagnostic: Diagnostic, words: frozenset[str]) -> bool:
    """Whether it may follow from statements with these words."""
    match CODES[diagnostic.code].follows:
        case "nothing":
            return False
        case "declaration":
            return not words.isdisjoint(re.findall(_WORD, diagnostic.subject))
        case "anything":
            return True
        case unexpected:
            assert_never(unexpected)
