"""Wrong programs, one to a file: the snapshot shows the source and what is said of it."""

from pathlib import Path

import click
import pytest
from syrupy.assertion import SnapshotAssertion

from polc.cli.render_diagnostics import as_text
from polc.compiler.pipeline import compile_text
from polc.compiler.source import Source
from tests.stdlib_texts import read_stdlib

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pol")), ids=lambda path: path.stem)
def test_wrong_program(path: Path, snapshot: SnapshotAssertion) -> None:
    """The file is answered with messages that name place, cause and repair."""
    source = Source(path.name, path.read_bytes().decode("utf-8"))
    found = compile_text(source, read_stdlib).diagnostics
    assert found, "the corpus holds wrong programs only"
    messages = "\n".join(click.unstyle(as_text(one)) for one in found)
    shown = f"{source.text}\n{'-' * 60}\n{messages}"
    assert shown == snapshot
