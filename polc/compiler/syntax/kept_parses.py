"""Files that are read over and over while they are written.

In: a source. Out: what `read_file` says of it, which of a file that was read before costs no more
than the statements that changed: of the text that was last free of mistakes the others are taken
over. Where anything speaks against it, the whole text is read.
"""

from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.report.change import find_change
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.move import move
from polc.compiler.syntax.nodes.items import File, Item, PolicyHeader
from polc.compiler.syntax.parse import MOST_CHARACTERS
from polc.compiler.syntax.read_file import ReadFile, read_file
from polc.records.evolve import evolve

_MOST_KEPT: Final = 64
"""Files of which the syntax is kept."""

_Statement = PolicyHeader | Item


class KeptParses:
    """Of each file, by its name, what was read last, and what was read without a mistake last."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[SourceText, ReadFile]] = {}
        self._clean: dict[str, tuple[SourceText, File]] = {}

    def read(self, source: SourceText) -> ReadFile:
        """What `read_file` says of the source."""
        kept = self._last.get(source.name)
        if kept is not None and kept[0].text == source.text:
            return kept[1]
        clean = self._clean.get(source.name)
        file = None if clean is None else _read_again(*clean, source)
        found = read_file(source) if file is None else ReadFile(file)
        for texts in (self._last, self._clean):
            if len(texts) >= _MOST_KEPT and source.name not in texts:
                texts.clear()
        self._last[source.name] = source, found
        if found.file is not None and not found.mistakes:
            self._clean[source.name] = source, found.file
        return found


@frozen
class _Stretch:
    """What is read anew of a text: the statements `first` to `last` of before, the last included,
    which stand in the text as it is now from `start` to `end`; `moved` characters further on than
    before stands what follows."""

    first: int
    last: int
    start: int
    end: int
    moved: int


def _read_again(before: SourceText, file: File, source: SourceText) -> File | None:
    """The file as `source` has it; None where that is not to be told of a part of it."""
    if file.mixed is not None or len(source.text) > MOST_CHARACTERS:
        return None
    statements = _statements_of(file)
    stretch = _find_stretch(before, statements, source)
    blank = " " * stretch.start
    part = SourceText(source.name, blank + source.text[stretch.start : stretch.end])
    found = read_file(part)
    if found.file is None or found.mistakes:
        return None
    new = found.file
    if new.mixed is not None or new.language != file.language:
        return None
    if not _joins(statements, stretch, new):
        return None
    header = new.header if stretch.first == 0 else file.header
    # The header is a statement and no item.
    skipped = 0 if file.header is None else 1
    kept = file.items[: max(stretch.first - skipped, 0)]
    after = move(file.items[stretch.last + 1 - skipped :], stretch.moved)
    items = (*kept, *new.items, *after)
    begin = (items if header is None else (header,))[0].span.start
    end = max(new.span.end, file.span.end + stretch.moved if after else 0)
    return evolve(file, header=header, items=items, span=Span(begin, end))


def _statements_of(file: File) -> tuple[_Statement, ...]:
    return file.items if file.header is None else (file.header, *file.items)


def _find_stretch(
    before: SourceText, statements: tuple[_Statement, ...], source: SourceText
) -> _Stretch:
    """From the last statement that ends before the change to the first that begins after it: these
    two are read again, since how one ends is known by what follows it."""
    change = find_change(before.text, source.text)
    moved = change.now - change.before
    untouched = sum(statement.span.end < change.start for statement in statements)
    first = max(untouched - 1, 0)
    last = next(
        (
            place
            for place, statement in enumerate(statements)
            if statement.span.start > change.before
        ),
        len(statements),
    )
    start = statements[first].span.start if untouched else 0
    goes_on = last < len(statements)
    end = statements[last].span.end + moved if goes_on else len(source.text)
    return _Stretch(first, last, start, end, moved)


def _joins(statements: tuple[_Statement, ...], stretch: _Stretch, new: File) -> bool:
    """Whether what was read anew begins and ends with the statements that did not change, so that
    what stands before and behind them is read as it was."""
    found = _statements_of(new)
    if stretch.start > 0:
        kept = statements[stretch.first]
        if new.header is not None and stretch.first > 0:
            return False
        if found[0] != kept or found[0].span != kept.span:
            return False
    if stretch.last == len(statements):
        return True
    kept = statements[stretch.last]
    span = Span(kept.span.start + stretch.moved, kept.span.end + stretch.moved)
    return found[-1] == kept and found[-1].span == span
