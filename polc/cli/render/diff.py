"""What would change in a file, as a unified diff.

In: the file's name, its text before and after. Out: text.

`difflib` looks through a whole text for each line that it matches: of a long file of which every
other line changes that takes time with the square of its length. So it is given the stretches
between the lines that stand once in both texts, in the same order.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import Final

from polc.cli.terminal.text_width import visible

_AROUND: Final = 3
"""So many lines that stay are shown around those that change."""


def as_diff(name: str, before: str, after: str) -> str:
    """The diff, each line with its end."""
    lines = _unified(name, before.splitlines(), after.splitlines())
    return "".join(f"{visible(line)}\n" for line in lines)


def _unified(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    groups = _Stretches(old, new).get_grouped_opcodes(_AROUND)
    for at, group in enumerate(groups):
        if at == 0:
            yield from (f"--- {name}", f"+++ {name}")
        (_, first, _, begun, _), (_, _, last, _, ended) = group[0], group[-1]
        yield f"@@ -{_place(first, last)} +{_place(begun, ended)} @@"
        for tag, low, high, new_low, new_high in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[low:high])
                continue
            yield from (f"-{line}" for line in old[low:high])
            yield from (f"+{line}" for line in new[new_low:new_high])


def _place(first: int, end: int) -> str:
    """`first,count` as a diff writes it."""
    count = end - first
    return f"{first + 1}" if count == 1 else f"{first + (count > 0)},{count}"


class _Stretches(SequenceMatcher[str]):
    """Matches stretch by stretch, between lines that stand once in either text."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, old, new)
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[Match]:
        """The blocks in order, those that touch as one, and an empty one at the end."""
        found: list[Match] = []
        low = new_low = 0
        for high, new_high in (*_anchors(self._old, self._new), (len(self._old), len(self._new))):
            inside = SequenceMatcher(None, self._old[low:high], self._new[new_low:new_high])
            blocks = [
                (low + block.a, new_low + block.b, block.size)
                for block in inside.get_matching_blocks()
            ]
            for at, new_at, size in (*blocks, (high, new_high, int(high < len(self._old)))):
                touches = found and (found[-1].a + found[-1].size, found[-1].b + found[-1].size)
                if size and touches == (at, new_at):
                    last = found.pop()
                    found.append(Match(last.a, last.b, last.size + size))
                elif size:
                    found.append(Match(at, new_at, size))
            low, new_low = high + 1, new_high + 1
        return [*found, Match(len(self._old), len(self._new), 0)]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Where the lines stand that are once in both texts, as many of them as rise in both."""
    once = {line for line, count in Counter(old).items() if count == 1}
    places = {line: at for at, line in enumerate(new) if line in once}
    alone = {line for line, count in Counter(new).items() if count == 1}
    pairs = [(at, places[line]) for at, line in enumerate(old) if line in alone and line in places]
    ends: list[int] = []
    before: list[int] = []
    tops: list[int] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tops[length : length + 1] = [at]
    chain = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
