"""A tally that names what is not there: one message, at the name."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

POLICY = """policy town "某镇" edition 1
layers basic
TALLY
benefit basic "基本" per claim {
  rate 50%
}
"""


@pytest.mark.parametrize(
    "tally",
    [
        "tally so_far = sum of nobodys",
        "tally so_far = highest of nobodys",
        "tally so_far = any claim only when nobodys",
        "tally so_far = count of visits only when nobodys",
    ],
)
def test_an_unknown_name_is_one_message(tally: str) -> None:
    """Whether it is what is added up, what is compared, or the condition."""
    found = compile_text(SourceText("t.pol", POLICY.replace("TALLY", tally)), lambda name, by: None)
    assert [(finding.code, finding.subject) for finding in found.diagnostics] == [
        ("unknown_name", "nobodys")
    ]
