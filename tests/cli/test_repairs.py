"""What safe repairs may do to a text, over every wrong program that the tests have."""

import re
import unicodedata
from pathlib import Path

import pytest

from polc.cli.files.fix_files import repair_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import Source
from polc.explain.find_page import codes, find_page
from tests.stdlib_texts import read_stdlib

TESTS = Path(__file__).parents[1]
LEFT = sorted((TESTS / "mistakes" / "left").glob("*.pol"))
WRONG = [*sorted((TESTS / "corpus").glob("*.pol")), *sorted((TESTS / "mistakes").glob("*.pol"))]
PAGES = [page for code in codes() if (page := find_page(code)) is not None]
EXAMPLES = [(page.code, page.example) for page in PAGES if page.example]
TEXTS = [(path.stem, path.read_bytes().decode("utf-8")) for path in [*WRONG, *LEFT]] + EXAMPLES

_WORD = re.compile(r"[A-Za-z]+|[㐀-鿿]")
_UNITS = {
    "yuan",
    "RMB",
    "CNY",
    *"元万亿千百成整正年月日号天",
    "wan",
    "percent",
    "pct",
    "per",
    "cent",
}
_WORDS_OF_SIGNS = {"is", "reaches", "of", "not", "and", "or", *"是达到以内非且或的", "up", "to"}


def check(source: Source) -> tuple[Diagnostic, ...]:
    return compile_text(source, read_stdlib).diagnostics


def words(text: str) -> list[str]:
    """The letters that are neither a unit nor what a sign is written as, in their order."""
    plain = unicodedata.normalize("NFKC", text)
    return [word.lower() for word in _WORD.findall(plain) if word not in _UNITS | _WORDS_OF_SIGNS]


@pytest.mark.parametrize("path", LEFT, ids=lambda path: path.stem)
def test_what_is_close_is_left(path: Path) -> None:
    """A word that is close to a keyword may mean the opposite: nothing is changed."""
    source = Source("t.pol", path.read_text(encoding="utf-8"))
    assert repair_text(source, check).after.text == source.text


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_second_run_changes_nothing(name: str, text: str) -> None:
    """What one run leaves, the next leaves too, and a run lowers the number of mistakes."""
    once = repair_text(Source("t.pol", text), check)
    again = repair_text(once.after, check)
    assert (again.made, again.after.text) == (0, once.after.text)


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_safe_repair_keeps_every_word(name: str, text: str) -> None:
    """No letter is exchanged, put in or left out: only signs, widths and units; but for the
    lines that `use` a file and give the order of paying, and the keywords of the other
    language."""
    source = Source("t.pol", text)
    for found in check(source):
        if found.fix is None or found.fix.safety == "unsafe":
            continue
        if found.code in ("missing_use", "no_layer", "mixed_languages", "mixed_script"):
            continue
        for edit in found.fix.edits:
            before = text[edit.span.start : edit.span.end]
            assert words(before) == words(edit.text), found.message


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_page_says_whether_its_repair_is_safe(name: str, text: str) -> None:
    """Of each code that has a repair, in both languages."""
    for found in check(Source("t.pol", text)):
        page = find_page(found.code)
        if found.fix is not None:
            assert page is not None
            assert all(page.safety.get(language) for language in ("en", "zh")), found.code
