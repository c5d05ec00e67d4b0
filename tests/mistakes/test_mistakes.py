"""The commonest mistakes: each can be mended from its message alone.

`NAME.pol` has one mistake of somebody who is new to the language, `NAME.mended` is what they
write after reading the message, in the language of their file.
"""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from polc.cli.render.diagnostics import as_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.apply_fixes import apply_fixes
from polc.compiler.report.diagnostics import Diagnostic, Edit
from polc.compiler.report.source import SourceText
from tests.cli.without_style import without_style
from tests.stdlib_texts import read_stdlib

WRONG = sorted(Path(__file__).parent.glob("*.pol"))
CERTAIN = {
    "comma_for_semicolon",
    "comma_in_number",
    "equals_sign",
    "glued_words",
    "greater_equal",
    "identities_not_used",
    "names_not_separated",
    "no_layers",
    "title_without_quotes",
}
"""Those that `check --fix` mends; in the others something is to be decided."""


def found_in(path: Path) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """The text of a file and what is said of it."""
    source = SourceText(f"{path.stem}.pol", path.read_text(encoding="utf-8"))
    return source, compile_text(source, read_stdlib).diagnostics


def test_there_are_twenty_and_more() -> None:
    """Of the words of the language, its figures, its signs and its rules."""
    assert len(WRONG) >= 20


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_one_message_says_what_to_do(path: Path, snapshot: SnapshotAssertion) -> None:
    """The line, what is wrong with it and what to write; nothing else is told."""
    _, found = found_in(path)
    (diagnostic,) = found
    assert diagnostic.help
    shown = without_style(as_text(diagnostic))
    edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
    fix = "".join(f"fix: {edit.text!r} for {text(diagnostic, edit)!r}\n" for edit in edits)
    assert f"{shown}{fix}" == snapshot


def text(diagnostic: Diagnostic, edit: Edit) -> str:
    span = edit.span
    return diagnostic.source.text[span.start : span.end]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_the_mended_file_is_right(path: Path) -> None:
    """Nothing is found in it."""
    _, found = found_in(path.with_suffix(".mended"))
    assert [diagnostic.message for diagnostic in found] == []


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_certain_repairs(path: Path) -> None:
    """Where the repair is certain it leads to the mended file; elsewhere there is none."""
    source, found = found_in(path)
    fixed = apply_fixes(source, found)
    assert (path.stem in CERTAIN) == bool(fixed.made)
    if fixed.made:
        assert fixed.text == path.with_suffix(".mended").read_text(encoding="utf-8")
