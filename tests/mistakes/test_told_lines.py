"""Lines of documents and drafts, as officials and programmers write them: what is said of each.

A file of `lines/` has a line of a benefit, or of a policy, in each of its lines. None of them is a
statement; each message stands at the word that is wrong and says what to write.
"""

from pathlib import Path
from typing import Final

import pytest
from syrupy.assertion import SnapshotAssertion

from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

LINES: Final = Path(__file__).parent / "lines"
CHINESE: Final = """政策 town “某镇” 版次 1
施行 自 2023年1月1日 起
引入 identities
支付次序 a
{above}待遇 a “医疗救助” 每笔结算 {{
  {line}
}}
"""
ENGLISH: Final = """policy town "某镇" edition 1
in force from 2023-01-01
use identities
layers a
{above}benefit a "医疗救助" per claim {{
  {line}
}}
"""
OF_THE_FRAME: Final = frozenset(("no_rate", "unordered_classes", "no_layer"))
"""What is said of the little that stands around the line."""


@pytest.mark.parametrize("path", sorted(LINES.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_said_of_a_line(path: Path, snapshot: SnapshotAssertion) -> None:
    """The word at which the first message stands, and what it says to write."""
    told = []
    for line in path.read_text(encoding="utf-8").splitlines():
        first = find_first(line, path.stem)
        shown = first.in_language()
        told.append(f"{line}\n    {first.subject!r} {first.code}: {shown.help}\n")
        assert first.help, line
    assert "".join(told) == snapshot


def find_first(line: str, frame: str) -> Diagnostic:
    """The first error of a policy with the line."""
    language, _, place = frame.partition("_")
    text = CHINESE if language == "chinese" else ENGLISH
    rate = "比例 70%" if language == "chinese" else "rate 70%"
    text = text.format(
        above=f"{line}\n" if place == "policy" else "", line=rate if place == "policy" else line
    )
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    return next(
        diagnostic
        for diagnostic in found
        if diagnostic.severity == "error" and diagnostic.code not in OF_THE_FRAME
    )
