"""Wrong programs, one to a file: the snapshot shows the source and what is said of it."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from polc.cli.render.diagnostics import as_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.cli.without_style import without_style
from tests.stdlib_texts import read_stdlib

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pol")), ids=lambda path: path.stem)
def test_wrong_program(path: Path, snapshot: SnapshotAssertion) -> None:
    """The file is answered with messages that name place, cause and repair."""
    source = SourceText(path.name, path.read_bytes().decode("utf-8"))
    found = compile_text(source, read_stdlib).diagnostics
    assert found, "the corpus holds wrong programs only"
    messages = "\n".join(without_style(as_text(diagnostic, "en")) for diagnostic in found)
    shown = f"{source.text}\n{'-' * 60}\n{messages}"
    assert shown == snapshot


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pol")), ids=lambda path: path.stem)
def test_wrong_program_in_chinese(path: Path, snapshot: SnapshotAssertion) -> None:
    """The same is said in Chinese."""
    source = SourceText(path.name, path.read_bytes().decode("utf-8"))
    found = compile_text(source, read_stdlib).diagnostics
    lines = []
    for diagnostic in found:
        told = diagnostic.in_language("zh")
        lines.append(f"{told.line}:{told.column} {told.message}")
        lines += [f"    建议：{told.help}"] if told.help else []
        lines += [
            f"    第{label.source.line_of(label.span.start)}行：{label.text}"
            for label in told.related
        ]
    assert "\n".join(lines) == snapshot
