"""Several independent mistakes of meaning: one message each, in order of place."""

from random import Random

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import main_road_text, read_stdlib

INJECTIONS = [
    ("    rate basic_rate ", "    rate basic_deductible "),
    (
        '  pool annual_assistance "年度救助限额" 4万元',
        '  pool annual_assistance "年度救助限额" 40%',
    ),
    ("      dibao     for dibao: 90% of premium", "      dibao     for diabo: 90% of premium"),
    (
        "    deductible per year critical_illness_deductible",
        "    deductible critical_illness_deductible",
    ),
    ("    rate { in_city: 80%; in_province", "    rate { in_town: 80%; in_province"),
    ("      monitored:           60%", "      monitored, special_family: 60%"),
    (
        "    rate raised by 5 points, at most 100% where over_100 is capped",
        "    rate raised by 5 points, at most 100% where over_100 is cappd",
    ),
    ('section sz "一"', 'section sy "一"'),
    ("  person tekun { year 2022 }", "  person teku { year 2022 }"),
    ("    leaving premium_own", '    leaving premium_own "自缴" of 5%\n    leaving premium_owed'),
]


LATER = [pytest.param(seed, marks=pytest.mark.long) for seed in range(10, 60)]


def messages(text: str) -> list[int]:
    """The lines of the errors."""
    found = compile_text(SourceText("s.pol", text), read_stdlib).diagnostics
    return [diagnostic.line for diagnostic in found if diagnostic.severity == "error"]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("right", "wrong"), INJECTIONS, ids=[row[1].split("\n")[0].strip() for row in INJECTIONS]
)
def test_one_mistake_is_one_message(right: str, wrong: str) -> None:
    """The message stands within two lines of the mistake, and nothing follows from it."""
    text = main_road_text()
    assert right in text
    found = messages(text.replace(right, wrong, 1))
    assert len(found) == 1
    near = line_of(text, right)
    assert near - 5 <= found[0] <= near + 2


@pytest.mark.parametrize("seed", [*range(10), *LATER])
def test_so_many_mistakes_so_many_messages(seed: int) -> None:
    """Two to six of them at once."""
    chance = Random(seed)
    text = main_road_text()
    chosen = chance.sample(INJECTIONS, chance.randrange(2, 7))
    for right, wrong in chosen:
        text = text.replace(right, wrong, 1)
    found = messages(text)
    assert found == sorted(found)
    assert len(found) == len(chosen)
