"""A token too few, one twice, a file that ends too early: few messages, no crash, at once."""

import re
from pathlib import Path
from time import process_time

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.source import Source
from tests.stdlib_texts import read_stdlib

TESTS = Path(__file__).parent.parent
FILES = [TESTS / "semantics" / "s09_split.pol", TESTS / "syntax" / "constructs.pol"]
MOST_MESSAGES = 5
MOST_SECONDS = 1.0
SAMPLED = 17
"""Of so many tokens the default run takes one; a prime, so that it meets all kinds."""

_TOKEN = re.compile(r'#[^\n]*|"[^"\n]*"|\w+|[0-9.]+|\S')


def broken(text: str) -> list[str]:
    """For every token the text without it, with it twice, and up to it."""
    found = []
    for token in _TOKEN.finditer(text):
        if not token.group().startswith("#"):
            start, end = token.span()
            found += [text[:start] + text[end:], f"{text[:end]} {text[start:]}", text[:end]]
    return found


def assert_answered(text: str) -> None:
    begun = process_time()
    found = compile_text(Source("s.pol", text), read_stdlib).diagnostics
    assert process_time() - begun < MOST_SECONDS
    errors = [one for one in found if one.severity == "error"]
    assert len(errors) <= MOST_MESSAGES, [(one.line, one.message) for one in errors]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_sampled_tokens(path: Path) -> None:
    """At most five messages, within a second, at tokens spread over the file."""
    for text in broken(path.read_text(encoding="utf-8"))[::SAMPLED]:
        assert_answered(text)


@pytest.mark.long
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_token(path: Path) -> None:
    """The same at every token."""
    for text in broken(path.read_text(encoding="utf-8")):
        assert_answered(text)


def test_right_files() -> None:
    """Both files are right as they stand."""
    for path in FILES:
        source = Source(path.name, path.read_text(encoding="utf-8"))
        found = compile_text(source, read_stdlib).diagnostics
        assert [one for one in found if one.severity == "error"] == []
