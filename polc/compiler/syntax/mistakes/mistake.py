"""Where a syntax mistake stands, and what its surroundings say.

In: the text and the place. Out: the line, the words around the place, and diagnostics of
stretches of the line.
"""

import re
from typing import Final

from lark import Token

from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Diagnostic, Edit, Safety, with_repair
from polc.compiler.report.source import SourceText, Span
from polc.grammar.keywords import Language, all_spellings, is_han, language_of
from polc.grammar.word import WORD
from polc.messages.text import Text

MOST_BEFORE: Final = 400
MOST_AFTER: Final = 400

_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]")
_KEYWORDS: Final = all_spellings()


@frozen
class Mistake:
    """A word or sign at `start` that none of the terminals `expected` allows; `text` is the
    normalised text, `previous` the token before it in its statement."""

    source: SourceText
    text: str
    start: int
    expected: frozenset[str]
    previous: Token | None

    @property
    def line_start(self) -> int:
        """Where the line of the mistake begins, or what is looked at of a long one."""
        start = self.text.rfind("\n", 0, self.start) + 1
        return start if self.start - start <= MOST_BEFORE else self.start - MOST_BEFORE

    @property
    def statement_start(self) -> int:
        """Where the first word of the line begins."""
        return self.line_start + len(self.line) - len(self.line.lstrip())

    @property
    def line(self) -> str:
        """The line as the author typed it, full-width signs and all; of a long one what stands
        around the mistake: whatever is looked for there takes no longer on it."""
        end = self.text.find("\n", self.start)
        last = min(end if end >= 0 else len(self.text), self.start + MOST_AFTER)
        return self.source.text[self.line_start : last]

    @property
    def in_open_text(self) -> bool:
        """Whether a text of the line has no closing mark."""
        line_end = self.line_start + len(self.line)
        return self.text.count('"', self.line_start, line_end) % 2 == 1

    def lines_near(self) -> tuple[tuple[int, str], ...]:
        """The line of the mistake and, where the word before stands on another, that one: the
        place where each begins, and its text."""
        found = [(self.line_start, self.line)]
        before = (self.previous.start_pos or 0) if self.previous is not None else self.start
        if self.text.find("\n", before, self.start) >= 0:
            start = max(self.text.rfind("\n", 0, before) + 1, before - MOST_BEFORE)
            end = min(self.text.index("\n", before), before + MOST_AFTER)
            found.append((start, self.source.text[start:end]))
        return tuple(found)

    @property
    def before(self) -> str:
        """The line up to the mistake."""
        return self.source.text[self.line_start : self.start]

    @property
    def language(self) -> Language:
        """The language of the statement: that of the line's first word, and where this is a name
        in Latin letters, that of the first keyword behind it."""
        words = WORD.findall(_QUOTED.sub(" ", self.line))
        if not words or is_han(words[0][0]):
            return "zh" if words else "en"
        return language_of(next((word for word in words if word in _KEYWORDS), words[0]))

    def cover(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match on the line that holds the place of the mistake."""
        at = self.start - self.line_start
        for found in pattern.finditer(self.line):
            if found.start() <= at < found.end():
                return found
        return None

    def at_match(
        self,
        code: str,
        message: Text,
        found: re.Match[str],
        hint: Text,
        fix: str | None = None,
        *,
        safety: Safety = "unsafe",
    ) -> Diagnostic:
        """A diagnostic of the stretch of the line that was matched."""
        start = self.line_start + found.start()
        return self.at(code, message, start, start + len(found.group()), hint, fix, safety=safety)

    def at(
        self,
        code: str,
        message: Text,
        start: int,
        end: int,
        hint: Text,
        fix: str | None = None,
        suggests: tuple[str, ...] = (),
        *,
        safety: Safety = "unsafe",
    ) -> Diagnostic:
        """A diagnostic of a stretch of the text; `fix` is what it should say instead, `safety`
        whether that may be put there without asking, `suggests` what may have been meant."""
        span = Span(start, end)
        rest = self.text[end:]
        apart = self.text[:start][-1:] in " \t\n"
        after = end + len(rest) - len(rest.lstrip(" ")) if fix == "" and apart else end
        if fix == "" and _joins(self.text, start, after):
            fix = " "
        found = Diagnostic(
            code=code,
            message=message,
            source=self.source,
            span=span,
            help=hint,
            subject=self.source.text[start:end],
            suggests=suggests or ((fix,) if fix and fix.strip() else ()),
        )
        return (
            found
            if fix is None
            else with_repair(found, Edit(Span(start, after), fix), safety=safety)
        )


def _joins(text: str, start: int, end: int) -> bool:
    """Whether two words become one where what stands between them is taken out."""
    words = text[:start][-1:], text[end:][:1]
    return all(letter.isalnum() or letter == "_" for letter in words)
