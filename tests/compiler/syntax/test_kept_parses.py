"""What is read of a changed text is what would be read of it as a whole."""

from pathlib import Path
from random import Random

import pytest

import polc
from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import SourceText
from polc.compiler.syntax import kept_parses
from polc.compiler.syntax.kept_parses import KeptParses
from polc.compiler.syntax.nodes.values import Syntax
from polc.compiler.syntax.read_file import ReadFile, read_file

_EVERYTHING = (Path(__file__).parent / "everything.pol").read_text(encoding="utf-8")
_CHINESE = (Path(polc.__file__).parent / "stdlib_policies" / "pengshui.pol").read_text(
    encoding="utf-8"
)
_PUT = (
    *("\n", " ", "#", '"', "}", "{", "x", "1", "%", "元", "，", "or ", "payer a\n", "use a\n"),
    *('policy a "b"\n', 'cite a "b" ', "# allow unused\n", 'identity x "x"\n'),
)
"""What is put somewhere: halves of words, whole statements, what begins a text or a comment."""


def _source(text: str) -> SourceText:
    return SourceText("a.pol", text)


def _places(read: ReadFile) -> list[object]:
    return [node.span for node in walk_records(read.file) if isinstance(node, Syntax)]


def _edit(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    if chance.random() < 0.5:
        return text[:at] + chance.choice(_PUT) + text[at:]
    if chance.random() < 0.5:
        return text[:at] + text[at + chance.choice((1, 2, 40)) :]
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    if chance.random() < 0.5:
        del lines[first : first + chance.choice((1, 3, 12))]
    else:
        lines[first:first] = lines[chance.randrange(len(lines)) :][: chance.choice((1, 2, 9))]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "seed"),
    [(_EVERYTHING, 1), (_EVERYTHING, 2), (_CHINESE, 1)],
    ids=["everything", "everything again", "pengshui"],
)
def test_a_changed_text_is_read_as_the_whole_is(text: str, seed: int) -> None:
    """Of random edits, one after the other: syntax, places and mistakes."""
    chance = Random(seed)
    parses = KeptParses()
    parses.read(_source(text))
    for _ in range(5):
        changed = _edit(text, chance)
        found, whole = parses.read(_source(changed)), read_file(_source(changed))
        assert found == whole
        assert _places(found) == _places(whole)
        if not whole.mistakes:
            text = changed


def test_only_what_changed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment before one of nine hundred statements: that one, and one on either side of it."""
    read: list[str] = []

    def note(source: SourceText) -> ReadFile:
        read.append(source.text.strip())
        return read_file(source)

    monkeypatch.setattr(kept_parses, "read_file", note)
    parses = KeptParses()
    lines = "".join(f'identity a{number} "甲{number}"\n' for number in range(900))
    parses.read(_source(lines))
    changed = lines.replace('"甲450"\n', '"甲450"\n# b\n')
    parses.read(_source(changed))
    assert read[1:] == ['identity a450 "甲450"\n# b\nidentity a451 "甲451"\nidentity a452 "甲452"']


def test_a_text_of_before_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor one with a mistake."""
    parses = KeptParses()
    found = parses.read(_source("rate % %\n"))
    monkeypatch.setattr(kept_parses, "read_file", None)
    assert parses.read(_source("rate % %\n")) is found


def test_a_policy_line_behind_a_statement_is_a_mistake() -> None:
    """It is one of a whole text, and would be none at the beginning of the part read anew."""
    parses = KeptParses()
    text = 'identity a "甲"\nidentity b "乙"\nidentity c "丙"\n'
    parses.read(_source(text))
    changed = text.replace("identity b", 'policy p "某" edition 1\nidentity b')
    assert parses.read(_source(changed)).mistakes == read_file(_source(changed)).mistakes != ()
