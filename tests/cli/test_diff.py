"""A diff is what makes of the one text the other, whatever changes and however much."""

import re

from hypothesis import given
from hypothesis import strategies as st

from polc.cli.render.diff import as_diff

LINES = st.text("abcdefgh", max_size=30).map(list)
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


@given(LINES, LINES)
def test_a_diff_makes_the_other_text(old: list[str], new: list[str]) -> None:
    """Every line that stays or goes is the one that stands there."""
    shown = as_diff("n", "\n".join(old), "\n".join(new)).splitlines()
    assert bool(shown) == (old != new)
    made, at = list[str](), 0
    for line in shown[2:]:
        found = HUNK.fullmatch(line)
        if found is not None:
            begins = int(found[1]) - (found[2] != "0")
            made, at = [*made, *old[at:begins]], begins
            assert len(made) == int(found[3]) - (found[4] != "0")
            continue
        sign, text = line[0], line[1:]
        if sign in " -":
            assert old[at] == text
            at += 1
        if sign in " +":
            made.append(text)
    assert [*made, *old[at:]] == new


def test_of_a_moved_line_the_rest_stays() -> None:
    """The first line becomes the last: the others are no change."""
    shown = as_diff("n", "a\nb\nc\nd", "b\nc\nd\na").splitlines()
    assert shown[3:] == ["-a", " b", " c", " d", "+a"]
