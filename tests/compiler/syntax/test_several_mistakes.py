"""Several independent syntax mistakes in one file: one message each, in order of place."""

from random import Random

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import main_road_text, read_stdlib

INJECTIONS = [
    ("  rate basic_rate  ", "  rat basic_rate  "),
    ("    base in_policy", "    base in policy"),
    ("    deductible per claim basic_deductible", "    deductable per claim basic_deductible"),
    ("      tekun, orphan:       100%", "      tekun, orphan        100%"),
    ("    cap { tekun, orphan: none", "    cap { tekun, orphan; none"),
    ("  pool annual_assistance", "  pol annual_assistance"),
    ("layers basic > critical", "layers basic > > critical"),
    ("    counts toward annual_assistance  ", "    count toward annual_assistance  "),
    ("    rate raised by 5 points, at most", "    rate raised by points, at most"),
    ("  expect tilted 12000 yuan", "  expekt tilted 12000 yuan"),
    (
        "  person stable_out_of_poverty { year 2022 }",
        "  person stable_out_of_poverty { year: 2022 }",
    ),
    (
        "      returned  for returned_to_poverty until",
        "      returned  four returned_to_poverty until",
    ),
]


LATER = [pytest.param(seed, marks=pytest.mark.long) for seed in range(12, 80)]


def messages(text: str) -> list[int]:
    """The lines of the messages."""
    return [
        diagnostic.line
        for diagnostic in compile_text(SourceText("s.pol", text), read_stdlib).diagnostics
    ]


@pytest.mark.parametrize(("right", "wrong"), INJECTIONS, ids=[row[1].strip() for row in INJECTIONS])
def test_one_mistake_is_one_message(right: str, wrong: str) -> None:
    """The message stands on the line of the mistake, and nothing follows from it."""
    text = main_road_text()
    assert right in text
    broken = text.replace(right, wrong, 1)
    line = broken[: broken.index(wrong)].count("\n") + 1
    assert messages(broken) == [line]


@pytest.mark.parametrize("seed", [*range(12), *LATER])
def test_so_many_mistakes_so_many_messages(seed: int) -> None:
    """Two to eight of them at once, each on its line."""
    chance = Random(seed)
    text = main_road_text()
    chosen = chance.sample(INJECTIONS, chance.randrange(2, 9))
    for right, wrong in chosen:
        text = text.replace(right, wrong, 1)
    expected = sorted(text[: text.index(wrong)].count("\n") + 1 for _, wrong in chosen)
    assert messages(text) == expected
