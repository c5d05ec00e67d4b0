"""Many unknown names are told in one message: from how many on, of which, and where it stands."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText

POLICY = """policy town "某镇" edition 1
layers basic
benefit basic "基本" per claim {
  base BASE
  rate 50%
}
"""
UNLIKE = ("qqa", "wwb", "yyf", "uug", "xxk", "zzj")
"""Names that are like no other name."""


def found_of(*names: str) -> list[Diagnostic]:
    """What is told of a policy whose base is the sum of these names."""
    source = SourceText("town.pol", POLICY.replace("BASE", " + ".join(names)))
    found = compile_text(source, lambda name, by: None).diagnostics
    return [diagnostic for diagnostic in found if diagnostic.code == "unknown_name"]


def test_three_are_told_one_by_one() -> None:
    """Fewer than four are no beginning of a file."""
    assert [diagnostic.subject for diagnostic in found_of(*UNLIKE[:3])] == list(UNLIKE[:3])


def test_four_are_one_message() -> None:
    """It stands at the first and shows the places of the others."""
    (merged,) = found_of(*UNLIKE[:4])
    assert str(merged.message) == ("nothing is declared under the names `qqa`, `wwb`, `yyf`, `uug`")
    text = merged.source.text
    assert text[merged.span.start : merged.span.end] == "qqa"
    places = [text[label.span.start : label.span.end] for label in merged.related]
    assert places == ["wwb", "yyf", "uug"]


def test_five_are_named_and_more_are_counted_on() -> None:
    """The sixth is shown at its place alone."""
    (merged,) = found_of(*UNLIKE)
    assert str(merged.message).endswith("`yyf`, `uug`, `xxk`, …")
    assert len(merged.related) == 5


@pytest.mark.parametrize("close", ["in_polcy", "own_cst"])
def test_what_suggests_a_word_is_told_by_itself(close: str) -> None:
    """Its repair is its own."""
    found = found_of(*UNLIKE[:4], close)
    assert [bool(diagnostic.suggests) for diagnostic in found].count(True) == 1
    assert len(found) == 2
