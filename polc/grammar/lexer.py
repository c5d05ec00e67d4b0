"""The lexer: one scan of the text, the parser deciding what a word may be.

In: the text, and for each parser state the terminals it accepts. Out: tokens. Lark's
contextual lexer compiles one regular expression for each state, which for keywords in
two languages costs 0.7 s at the first parse; here one expression finds the next piece,
and a table says which keywords a word may be. A word is the longest keyword that the
state accepts, else a name.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from lark import Token
from lark.exceptions import UnexpectedCharacters
from lark.lexer import Lexer, LexerState, PatternStr

from polc.grammar.keywords import HAN, KEYWORDS

PIECES: Final = (
    ("DATE", r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"),
    (
        "MONEY",
        r"[0-9]+(?:\.[0-9]+)?\s*(?:万元|亿元|元|角|分(?!段)|(?:万\s*)?(?:yuan|fen)(?![A-Za-z0-9_]))",
    ),
    ("PERCENT", r"[0-9]+(?:\.[0-9]+)?\s*%"),
    ("POINTS", r"[0-9]+(?:\.[0-9]+)?\s*(?:points?(?![A-Za-z0-9_])|个百分点)"),
    ("DAYS", r"[0-9]+\s*(?:days?(?![A-Za-z0-9_])|天)"),
    ("MONTHS", r"[0-9]+\s*(?:months?(?![A-Za-z0-9_])|个月)"),
    ("INT", r"[0-9]+"),
    ("STRING", r'"[^"\n]*"'),
    ("CLAUSE", r"[A-Z]{1,3}-[A-Z]?[0-9][A-Za-z0-9.]*"),
    ("NAME", rf"[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|/[{HAN}]·?[{HAN}]?"),
    ("SIGN", r"\.\.|>=|<=|[^\s]"),
)
"""What a text is made of, by the names of the terminals; the highlighter reads it too."""

_SKIPPED: Final = re.compile(r"(?:[ \t\r\n\f\ufeff]+|#[^\n]*)*")
_PIECE: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PIECES))
_WORD: Final = re.compile(rf"[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+")


def _spellings() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First word → the keywords that begin with it, longest first, with their terminals."""
    by_spelling: dict[str, list[str]] = {}
    for terminal, pair in KEYWORDS.items():
        for spellings in pair:
            for spelling in spellings:
                by_spelling.setdefault(spelling, []).append(terminal)
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for spelling in sorted(by_spelling, key=len, reverse=True):
        first = spelling.split()[0]
        found.setdefault(first, []).append((spelling, tuple(by_spelling[spelling])))
    return found


def _pattern_of(spelling: str) -> re.Pattern[str]:
    guard = r"(?![A-Za-z0-9_])" if spelling.isascii() else ""
    return re.compile(r"\s+".join(map(re.escape, spelling.split())) + guard)


class KeywordLexer(Lexer):
    """Lexes for one parse table; holds no state of a text, so threads may share it."""

    __future_interface__ = True

    def __init__(
        self, conf: Any, states: Mapping[int, Collection[str]], always_accept: Collection[str] = ()
    ) -> None:
        self._accepts = states
        self._known: dict[int, frozenset[str]] = {}
        self._spellings = _spellings()
        self._phrases: dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = {}
        self._signs = {
            terminal.pattern.value: terminal.name
            for terminal in conf.terminals
            if isinstance(terminal.pattern, PatternStr)
        }

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """Tokens until the end, each chosen when the parser has taken the one before."""
        text = lexer_state.text.text
        at, end = lexer_state.line_ctr.char_pos, lexer_state.text.end
        while True:
            skipped = _SKIPPED.match(text, at, end)
            at = skipped.end() if skipped is not None else at
            if at >= end:
                return
            accepts = self._accepted_in(parser_state.position)
            kind, stop = self._next(text, at, end, accepts)
            if kind is None:
                allowed = set(accepts)
                raise UnexpectedCharacters(text, at, 1, at + 1, allowed)  # type: ignore[no-untyped-call]
            token = Token(kind, text[at:stop], at, 1, at + 1, 1, stop + 1, stop)
            lexer_state.last_token = token
            lexer_state.line_ctr.char_pos = stop
            yield token
            at = stop

    def _accepted_in(self, state: int) -> frozenset[str]:
        """What a state accepts; few states are met in any one text."""
        found = self._known.get(state)
        if found is None:
            found = self._known[state] = frozenset(self._accepts[state])
        return found

    def keywords_at(self, text: str, at: int) -> tuple[str, ...]:
        """The terminals of the longest keyword that begins at `at`, or of the sign there."""
        word = _WORD.match(text, at)
        if word is None:
            sign = self._signs.get(text[at : at + 1])
            return (sign,) if sign is not None else ()
        for pattern, terminals in self._phrases_of(word.group()):
            if pattern.match(text, at):
                return terminals
        return ()

    def _next(
        self, text: str, at: int, end: int, accepts: frozenset[str]
    ) -> tuple[str | None, int]:
        """The terminal and the end of the piece at `at`; None for a sign no rule has."""
        piece = _PIECE.match(text, at, end)
        if piece is None:
            return None, at
        kind = piece.lastgroup
        if kind == "CLAUSE" and kind not in accepts:
            word = _WORD.match(text, at, end)
            assert word is not None
            return self._word(text, at, word.end(), accepts)
        if kind == "NAME":
            return self._word(text, at, piece.end(), accepts)
        if kind == "SIGN":
            sign = piece.group()
            if sign not in self._signs:
                sign = sign[0]
            return self._signs.get(sign), at + len(sign)
        return kind, piece.end()

    def _phrases_of(self, word: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        """The keywords that begin with a word; few of them are met in any one text."""
        found = self._phrases.get(word)
        if found is None:
            known = self._spellings.get(word, ())
            found = tuple((_pattern_of(spelling), terminals) for spelling, terminals in known)
            if found:
                self._phrases[word] = found
        return found

    def _word(
        self, text: str, at: int, stop: int, accepts: frozenset[str]
    ) -> tuple[str | None, int]:
        """A keyword that the parser accepts here, else a name, else what it would be elsewhere."""
        elsewhere: tuple[str, int] | None = None
        for pattern, terminals in self._phrases_of(text[at:stop]):
            found = pattern.match(text, at)
            if found is None:
                continue
            for terminal in terminals:
                if terminal in accepts:
                    return terminal, found.end()
            elsewhere = elsewhere or (terminals[0], found.end())
        if "NAME" in accepts or elsewhere is None:
            return "NAME", stop
        return elsewhere
