"""A text that opens with one mark and ends with another is told at the mark that is wrong."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib


@pytest.mark.parametrize(
    ("written", "opening", "closing"),
    [('"基本”', '"', "”"), ("“基本“", "“", "“"), ('"基本＂', '"', "＂"), ('"基本」', '"', "」")],
)
def test_the_closing_mark_is_named(written: str, opening: str, closing: str) -> None:
    """Both marks are said, and the place is that of the second."""
    text = f"policy y {written} edition 1\nlayers basic\n"
    told = compile_text(SourceText("y.pol", text), read_stdlib).diagnostics[0]
    assert told.code == "unclosed_text"
    assert str(told.message) == (f"this text opens with `{opening}` and is closed with `{closing}`")
    assert text[told.span.start] == closing
