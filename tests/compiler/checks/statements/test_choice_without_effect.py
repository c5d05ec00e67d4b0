"""A `where` that decides nothing is told, and one that records a question is not."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

TEXT = """policy small "小"
use identities
layers basic
benefit basic "基本" per claim {{
  rate 50%
  when referred {where}
  reading how {{ x default; y; z{unsettled} }}
}}
"""


@pytest.mark.parametrize(
    ("where", "unsettled", "told"),
    [
        ("where how is x", "", False),
        ("where how is x, y", ' cannot be settled because "缺"', True),
        ("where how is z", ' cannot be settled because "缺"', True),
        ("where how is x, y, z", "", True),
    ],
)
def test_all_choices_or_none(where: str, unsettled: str, told: bool) -> None:
    """All choices that can be settled, or none of them, decide nothing."""
    assert codes(TEXT.format(where=where, unsettled=unsettled)) == ["line_without_effect"] * told


def test_the_only_choice_that_can_be_settled() -> None:
    """The line says that it hangs on a question of which only one answer can be settled."""
    text = TEXT.format(where="where how is x", unsettled=' cannot be settled because "缺"')
    assert codes(text.replace(" y; ", ' y cannot be settled because "缺"; ')) == []


def codes(text: str) -> list[str]:
    """Of what is told, that a line has no effect; nothing else is wrong with the text."""
    found = compile_text(SourceText("small.pol", text), read_stdlib).diagnostics
    assert not [diagnostic for diagnostic in found if diagnostic.severity == "error"], found
    return [diagnostic.code for diagnostic in found if diagnostic.code == "line_without_effect"]
