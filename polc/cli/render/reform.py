"""A reform as the text of a terminal.

In: the parts of a reform. Out: text: of each pair the old line with `-`, the new with `+`.
"""

from collections.abc import Iterable, Iterator

from polc.cli.terminal.columns import table
from polc.cli.terminal.style import styled
from polc.cli.terminal.text_width import visible
from polc.reform.tell_reform import Pair, Part


def as_text(parts: Iterable[Part]) -> str:
    """All parts, a line free between them."""
    return "\n".join("".join(_part(part)) for part in parts)


def _part(part: Part) -> Iterator[str]:
    yield f"{styled(visible(part.head), 'bold')}\n"
    for line in part.lines:
        yield f"  {visible(line)}\n"
    for pair in part.pairs:
        yield from _pair(pair)
    for figures in part.figures:
        rows = (figures.columns, *figures.rows)
        yield table(rows, right=range(1, len(figures.columns)))


def _pair(pair: Pair) -> Iterator[str]:
    if pair.head:
        yield f"  {visible(pair.head)}\n"
    for line in pair.old.splitlines():
        yield f"    {styled(f'- {visible(line)}', 'red')}\n"
    for line in pair.new.splitlines():
        yield f"    {styled(f'+ {visible(line)}', 'blue')}\n"
