"""Safe repairs, made in the files that are checked.

In: a file's text. Out: it before and after, and how many repairs were made. A repair may show
the next mistake, so it is compiled again until there is nothing more to repair; a second run
finds nothing. A repair stays only where it lowers the number of mistakes and leaves nothing
wrong at its place; a line that cannot be read after its repairs either stays as it was. Policies
that come with polc, and files that a policy uses, are left alone.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from polc.api.loader import BYTE_ORDER_MARK, read_text, read_used, stdlib_names
from polc.cli.files.write_text import check_writable, write_text
from polc.cli.terminal.exit_status import why_unloaded
from polc.compiler.pipeline import compile_text
from polc.compiler.report.apply_fixes import apply_fixes, edited_spans
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.parse import MOST_MISTAKES, parse
from polc.records.frozen import frozen

MOST_ROUNDS: Final = 100
"""Each round goes on to the next mistake of every statement; one that has as many is left."""

MOST_REPAIRED: Final = 1_000
"""So many mistakes of syntax are looked at in one round."""

MOST_TRIES: Final = 100
"""So many times a round looks for repairs that are some."""

_NO_NAME: Final = ("unknown_name", "wrong_kind_of_name")

Check = Callable[[SourceText], tuple[Diagnostic, ...]]
"""What is found in a text."""


@frozen
class Repaired:
    """A text before and after its repairs, and the number of them."""

    before: SourceText
    after: SourceText
    made: int


@frozen
class _State:
    """A text and its mistakes: of `syntax`, and all that was `found`."""

    source: SourceText
    found: tuple[Diagnostic, ...]
    syntax: tuple[Diagnostic, ...]

    @property
    def safe(self) -> list[Diagnostic]:
        """Those with a safe repair, by place."""
        return [
            diagnostic
            for diagnostic in self.found
            if diagnostic.fix is not None and diagnostic.fix.safety == "safe"
        ]

    def left(self, end: int) -> tuple[int, int]:
        """What is left to read up to the place: the statements with a mistake of syntax, and the
        characters after these mistakes."""
        rest = [
            len(self.source.line_text(mistake.line)) - mistake.column + 1
            for mistake in self.syntax
            if mistake.span.start <= end
        ]
        return len(rest), sum(rest)

    @property
    def known_to(self) -> int:
        """The place behind which nothing is known: the last mistake, where there may be more."""
        if len(self.syntax) < MOST_REPAIRED:
            return len(self.source.text)
        return max(mistake.span.start for mistake in self.syntax)


def repair_text(source: SourceText, check: Check) -> Repaired:
    """The text after its safe repairs; as it was where there is no end to them."""
    begun = state = _check(source, check)
    seen = {source.text}
    lines: list[int] = []
    for _ in range(MOST_ROUNDS):
        following, made = _next_state(state, check)
        if not made:
            return _leave_broken_lines(begun, state, lines)
        if following.source.text in seen:
            break
        seen.add(following.source.text)
        state, lines = following, [*lines, *made]
    return Repaired(source, source, 0)


def _leave_broken_lines(before: _State, after: _State, repaired: list[int]) -> Repaired:
    """What the repairs come to, without those of lines that cannot be read all the same;
    `repaired` has the line of each repair."""
    old, new = before.source.text.split("\n"), after.source.text.split("\n")
    if len(old) != len(new):
        return Repaired(before.source, after.source, len(repaired))
    broken = {mistake.line for mistake in after.syntax}.intersection(repaired)
    lines = [old[place - 1] if place in broken else line for place, line in enumerate(new, start=1)]
    made = sum(line not in broken for line in repaired)
    return Repaired(before.source, SourceText(before.source.name, "\n".join(lines)), made)


def repair_file(source: SourceText) -> Repaired:
    """What the repairs make of a file's text; nothing is written."""
    if source.name in stdlib_names():
        return Repaired(source, source, 0)
    try:
        return repair_text(source, lambda text: compile_text(text, read_used).diagnostics)
    except OSError as mistake:
        raise why_unloaded(mistake) from None


def fix_file(source: SourceText) -> Repaired:
    """The repairs, made in the file too, which keeps its line ends."""
    repaired = repair_file(source)
    if repaired.after.text != repaired.before.text:
        _write(Path(source.name), source.name, repaired.after.text)
    return repaired


def _check(source: SourceText, check: Check) -> _State:
    """What is wrong with a text; of one with many mistakes of syntax these alone."""
    syntax = parse(source, MOST_REPAIRED)[1]
    return _State(source, check(source) if len(syntax) < MOST_MISTAKES else syntax, syntax)


def _next_state(state: _State, check: Check) -> tuple[_State, tuple[int, ...]]:
    """The text after one round, and the line of each repair: all at once, or, where one of them is
    none, as many as are by themselves."""
    waiting = [state.safe]
    for _ in range(MOST_TRIES):
        if not waiting:
            break
        repairs = waiting.pop(0)
        following, made = _try_repairs(state, repairs, check)
        if made:
            return following, made
        half = len(repairs) // 2
        waiting += [part for part in (repairs[:half], repairs[half:]) if half]
    return state, ()


def _try_repairs(
    state: _State, repairs: Iterable[Diagnostic], check: Check
) -> tuple[_State, tuple[int, ...]]:
    """The text after these repairs and the lines of those made; as it was where they are none."""
    fixed = apply_fixes(state.source, repairs)
    if not fixed.made or fixed.text == state.source.text:
        return state, ()
    following = _check(SourceText(state.source.name, fixed.text), check)
    if _is_better(state, following, fixed.made):
        return following, tuple(repair.line for repair in fixed.made)
    return state, ()


def _is_better(before: _State, after: _State, made: tuple[Diagnostic, ...]) -> bool:
    """Whether there are fewer mistakes, and none where the repairs were made."""
    for span in edited_spans(made):
        if any(
            mistake.span.start <= span.end and span.start <= mistake.span.end
            for mistake in (*after.syntax, *_newly_unknown(before, after))
        ):
            return False
    end = before.known_to
    left = before.left(end), after.left(end + len(after.source.text) - len(before.source.text))
    if left[0] != left[1]:
        return left[1] < left[0]
    if len(after.found) < len(before.found):
        return True
    return all(
        _count(after, diagnostic.code) < _count(before, diagnostic.code) for diagnostic in made
    )


def _newly_unknown(before: _State, after: _State) -> list[Diagnostic]:
    """Names that nothing has and that were no names before: the pieces of a word that a repair
    has taken apart."""
    known = {diagnostic.subject for diagnostic in before.found if diagnostic.code in _NO_NAME}
    return [
        diagnostic
        for diagnostic in after.found
        if diagnostic.code in _NO_NAME and diagnostic.subject not in known
    ]


def _count(state: _State, code: str) -> int:
    return sum(diagnostic.code == code for diagnostic in state.found)


def _write(path: Path, name: str, text: str) -> None:
    check_writable(path, name)
    before = read_text(path, name)
    if "\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
    write_text(path, name, mark + text)
