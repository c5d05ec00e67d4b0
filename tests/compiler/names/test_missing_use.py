"""Where the line goes by which a file uses the identities of the library."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

REST = 'layers basic\nbenefit basic "基本" per claim { for dibao\nrate 60% }\n'
POLICY = 'policy town "某镇" edition 1\n'


@pytest.mark.parametrize(
    ("above", "inserted"),
    [
        ("", True),
        ("# 某镇\n", True),
        ("\n# 某镇\n\n", True),
        ("layers basic > assistance\n", False),
    ],
    ids=["nothing", "a comment", "blank lines", "something else"],
)
def test_below_the_policy_line(above: str, inserted: bool) -> None:
    """Below the line that names the policy, when nothing but comments is above it."""
    text = f"{above}{POLICY}{REST if inserted else REST.partition(chr(10))[2]}"
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    edits = [edit for told in found if told.fix is not None for edit in told.fix.edits]
    places = [(edit.span.start, edit.text) for edit in edits if "use identities" in edit.text]
    assert places == ([(len(above) + len(POLICY), "use identities\n")] if inserted else [])
