"""A county's group that only idle lines of its base name."""

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

BASE = """policy base "某市" edition 1
in force from 2022-01-01
use identities
rank tekun > dibao
group broad "重点人群" = tekun | dibao
layers basic > second
benefit basic "基本医保" per claim {{ rate 50% }}
benefit second "二次救助" per claim {{
  cap 100 yuan per year
  not specified
}}
adjust {adjusted} for broad {{ {change} }}
"""
COUNTY = """policy county "某县" edition 1
extends base
replace group broad = dibao
"""


def told(adjusted: str, change: str, after: str = "") -> list[tuple[str, int, list[int]]]:
    """What is told of the county's file: code, line, the lines beside it."""
    base = SourceText("base", BASE.format(adjusted=adjusted, change=change))

    def read(name: str, by: str) -> SourceText | None:
        return base if name == "base" else read_stdlib(name, by)

    found = compile_text(SourceText("county", COUNTY + after), read)
    assert found.program is not None
    return [
        (known.code, known.line, [at.source.line_of(at.span.start) for at in known.related])
        for known in found.diagnostics
        if known.code == "unused_group"
    ]


def test_it_is_told_at_the_county_s_line() -> None:
    """A cap is changed where nothing is specified: line 12 of the base does nothing for anybody."""
    assert told("second", "no cap") == [("unused_group", 3, [12])]


def test_a_line_with_effect_uses_it() -> None:
    """The rate of the base is another for the group."""
    assert told("basic", "rate raised by 5 points") == []


def test_a_line_of_the_county_uses_it() -> None:
    """A line beside the idle one acts."""
    assert told("second", "no cap", "adjust basic for broad { rate raised by 5 points }\n") == []
