"""The lexer: one scan of the text, the parser deciding what a word may be.

In: the text, and for each parser state the terminals it accepts. Out: tokens. Lark's
contextual lexer compiles one regular expression for each state, which for keywords in
two languages costs 0.7 s at the first parse; here one expression finds the next piece,
and a table says which keywords a word may be. A word is the longest keyword that the
state accepts, else a name.
"""

import re
from collections.abc import Collection, Container, Iterator, Mapping
from typing import Any, Final

from lark import Token
from lark.exceptions import UnexpectedCharacters
from lark.lexer import Lexer, LexerState, PatternStr

from polc.grammar.keywords import HAN, KEYWORDS, MONTH_NAMES
from polc.grammar.word import WORD

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
    (
        "NAME",
        rf"[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|/[{HAN}]·?[{HAN}]?"
        r"|/(?:year|month|quarter|stay|claim)(?![A-Za-z0-9_])",
    ),
    ("SIGN", r"\.\.|>=|<=|[^\s]"),
)
"""What a text is made of, by the names of the terminals; the highlighter reads it too."""

_SKIPPED: Final = re.compile(r"(?:[ \t\r\n\f\ufeff]+|#[^\n]*)*")
_ROW_BEGINS: Final = re.compile(r"[ \t\r\f|0-9]*\Z")
"""What stands before the first name of a row: bars of its table, a number of the row."""

_SPACE: Final = re.compile(r"\s+")
_PIECE: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PIECES))
_DAY: Final = re.compile(r"\s*[0-9]{4}[-年]")
_MONTH_DAY: Final = re.compile(
    rf"[0-9]{{1,2}}-[0-9]{{1,2}}(?!-)|[0-9]{{1,2}}月[0-9]{{1,2}}日|[0-9]{{1,2}}\s+(?:{'|'.join(MONTH_NAMES)})"
)
"""A day of every year, where the parser waits for one: elsewhere `10-01` is a difference."""
_BLANK: Final = re.compile(r"[ \t]*")
_LED: Final = ("DEDUCTIBLE", "CAP", "COUNTED_AT_MOST")
"""The terms that a period may stand before."""

_LIMITS: Final = ("AT_MOST", "AT_LEAST", "NO_CAP", "NO_DEDUCTIBLE")
"""Other terms that a period which begins a line is written before, rightly or not: it is none of
the line above."""

_LETTER: Final = re.compile("[A-Za-z0-9_]")

Keyword = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a spelling after its first, and the terminals that are spelt so."""


def _keywords_by_first_word() -> dict[str, list[Keyword]]:
    """First word → the keywords that begin with it, longest first."""
    by_spelling: dict[str, list[str]] = {}
    for terminal, pair in KEYWORDS.items():
        for spellings in pair:
            for spelling in spellings:
                by_spelling.setdefault(spelling, []).append(terminal)
    found: dict[str, list[Keyword]] = {}
    for spelling in sorted(by_spelling, key=len, reverse=True):
        first, *more = spelling.split()
        found.setdefault(first, []).append((tuple(more), tuple(by_spelling[spelling])))
    return found


def _is_share(stack: list[Any]) -> bool:
    """Whether a `share of` waits for its whole: there `in` asks for no list. Behind a name the
    parser's tables know no difference."""
    return _waits(stack, "SHARE_OF")


def _is_deadline(stack: list[Any]) -> bool:
    """Whether a `deadline` is open: behind a clause or a choice 每月 may begin one of its lines, as
    it begins one of a benefit elsewhere."""
    return _waits(stack, "DEADLINE")


def _waits(stack: list[Any], kind: str) -> bool:
    return any(isinstance(part, Token) and part.type == kind for part in stack)


def _begins_row(text: str, at: int, stack: list[Any]) -> bool:
    """Whether a name is the first of its line in a matrix: behind a citation the parser's tables
    know no difference between that and what may follow elsewhere."""
    for part in reversed(stack):
        kind = part.type if isinstance(part, Token) else ""
        if kind in ("RBRACE", "TERMS_BY_CLASS"):
            line = text.rfind("\n", 0, at) + 1
            return kind == "TERMS_BY_CLASS" and _ROW_BEGINS.match(text, line, at) is not None
    return False


def _is_end(text: str, at: int, stop: int) -> bool:
    """Whether 至 is before a day, where it is the end of a time, and not of a band."""
    return text[at].isascii() or _DAY.match(text, stop) is not None


class KeywordLexer(Lexer):
    """Lexes for one parse table, which says what its states accept; holds no state of a text, so
    threads may share it."""

    __future_interface__ = True

    def __init__(
        self, conf: Any, states: Mapping[int, Collection[str]], always_accept: Collection[str] = ()
    ) -> None:
        self._keywords = _keywords_by_first_word()
        self._signs = {
            terminal.pattern.value: terminal.name
            for terminal in conf.terminals
            if isinstance(terminal.pattern, PatternStr)
        }

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """Tokens until the end, each chosen when the parser has taken the one before."""
        text = lexer_state.text.text
        at, end = lexer_state.line_ctr.char_pos, lexer_state.text.end
        states = parser_state.parse_conf.states
        while True:
            skipped = _SKIPPED.match(text, at, end)
            at = skipped.end() if skipped is not None else at
            if at >= end:
                return
            accepts = states[parser_state.position]
            kind, stop = self._next(text, at, end, accepts)
            if kind is None:
                allowed = set(accepts)
                raise UnexpectedCharacters(text, at, 1, at + 1, allowed)  # type: ignore[no-untyped-call]
            if kind == "IN_LIST" and "IN_WHOLE" in accepts and _is_share(parser_state.value_stack):
                kind = "IN_WHOLE"
            elif (
                kind == "NAME"
                and "ROW_NAME" in accepts
                and _begins_row(text, at, parser_state.value_stack)
            ):
                kind = "ROW_NAME"
            if kind == "PER_MONTH" and "EVERY_MONTH" in accepts:
                kind = "EVERY_MONTH" if _is_deadline(parser_state.value_stack) else kind
            if kind == "PER_YEAR":
                kind = self._year(text, at, stop, accepts)
            if kind == "UNTIL" and "TO" in accepts and not _is_end(text, at, stop):
                kind = "TO"
            token = _make_token(kind, text[at:stop], at, stop)
            lexer_state.last_token = token
            lexer_state.line_ctr.char_pos = stop
            yield token
            at = stop

    def _year(self, text: str, at: int, stop: int, accepts: Container[str]) -> str:
        """What `per year` is of. Before a term, and the first of a line, it begins one: behind
        bands, or a bound, it could be theirs. Behind bands it is theirs where no term follows;
        before a bound that begins with it, it is nobody's."""
        space = _BLANK.match(text, stop)
        follows = self.keywords_at(text, space.end() if space is not None else stop)
        is_first = not text[text.rfind("\n", 0, at) + 1 : at].strip()
        leads = (*_LED, *_LIMITS) if is_first else _LED
        if not any(terminal in leads for terminal in follows):
            return "ALONG_YEAR" if "ALONG_YEAR" in accepts else "PER_YEAR"
        return "LEADING_YEAR" if is_first and "LEADING_YEAR" in accepts else "PER_YEAR"

    def keywords_at(self, text: str, at: int) -> tuple[str, ...]:
        """The terminals of the longest keyword that begins at `at`, or of the sign there."""
        word = WORD.match(text, at)
        if word is None:
            sign = self._signs.get(text[at : at + 1])
            return (sign,) if sign is not None else ()
        for more, terminals in self._keywords.get(word.group(), ()):
            if _end_of(text, word.end(), more) is not None:
                return terminals
        return ()

    def _next(
        self, text: str, at: int, end: int, accepts: Container[str]
    ) -> tuple[str | None, int]:
        """The terminal and the end of the piece at `at`; None for a sign no rule has."""
        word = WORD.match(text, at, end)
        if word is not None and not "A" <= text[at] <= "Z":
            return self._word(text, word.group(), word.end(), accepts)
        of_year = _MONTH_DAY.match(text, at, end) if "MONTH_DAY" in accepts else None
        if of_year is not None:
            return "MONTH_DAY", of_year.end()
        piece = _PIECE.match(text, at, end)
        if piece is None:
            return None, at
        kind = piece.lastgroup
        if kind == "NAME":
            return self._word(text, piece.group(), piece.end(), accepts)
        if kind == "CLAUSE" and kind not in accepts:
            assert word is not None
            return self._word(text, word.group(), word.end(), accepts)
        if kind == "SIGN":
            sign = piece.group()
            if sign not in self._signs:
                sign = sign[0]
            return self._signs.get(sign), at + len(sign)
        return kind, piece.end()

    def _word(self, text: str, word: str, end: int, accepts: Container[str]) -> tuple[str, int]:
        """A keyword that the parser accepts here, else a name, else what it would be elsewhere."""
        elsewhere: tuple[str, int] | None = None
        for more, terminals in self._keywords.get(word, ()):
            stop = _end_of(text, end, more) if more else end
            if stop is None:
                continue
            for terminal in terminals:
                if terminal in accepts:
                    return terminal, stop
            elsewhere = elsewhere or (terminals[0], stop)
        if "NAME" in accepts or elsewhere is None:
            return "NAME", end
        return elsewhere


def _make_token(kind: str, piece: str, at: int, stop: int) -> Token:
    """`Token(…)`, without asking which of two ways its fields are given in."""
    token = str.__new__(Token, piece)
    token.type, token.value = kind, piece
    token.start_pos, token.end_pos = at, stop
    token.line = token.end_line = 1
    token.column, token.end_column = at + 1, stop + 1
    return token


def _end_of(text: str, at: int, more: tuple[str, ...]) -> int | None:
    """Where a spelling ends whose first word ends at a place; None where it is another."""
    for part in more:
        space = _SPACE.match(text, at)
        if space is None or not text.startswith(part, space.end()):
            return None
        at = space.end() + len(part)
    if more and more[-1].isascii() and _LETTER.match(text, at):
        return None
    return at
