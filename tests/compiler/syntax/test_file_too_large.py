"""A file that is longer than the limit is told at once."""

import pytest

from polc.compiler.report.source import SourceText
from polc.compiler.syntax import parse as parsing

TOWN = 'policy town "某镇" edition 1\n'


def codes(text: str) -> list[str]:
    """What is wrong with the text, by code."""
    return [mistake.code for mistake in parsing.parse(SourceText("town.pol", text))[1]]


def test_one_character_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many characters as may be are read, Chinese ones as others; one more is refused."""
    monkeypatch.setattr(parsing, "MOST_CHARACTERS", len(TOWN))
    assert codes(TOWN) == []
    assert codes(f"{TOWN}\n") == ["file_too_large"]


def test_the_limit_as_it_is() -> None:
    """Four million characters; nothing of what is refused is looked at, and the message says so."""
    tree, (mistake,) = parsing.parse(SourceText("town.pol", "{" * 4_000_001))
    assert tree is None
    assert mistake.message == "the file has more than 4000000 characters"
