"""The programs on the page of a code do what the page says."""

import pytest

from polc.compiler.format.format import format_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.explain.find_page import codes, find_page
from polc.explain.page import Page
from tests.stdlib_texts import read_stdlib

PAGES = [page for code in codes() if (page := find_page(code)) is not None]
SHOWN = [page for page in PAGES if page.example]
TOLD = {"file_too_large", "too_many_identities", "too_many_lines", "too_many_parts"} | {
    "too_many_readings",
    "nested_too_deep",
    "breached_in_example",
    "lost_limit",
}
"""Codes whose mistake takes more lines than a page has, or a file of its own beside it; `tests/`
have them elsewhere."""


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    """What is found in a program called `example.pol`, which can use itself."""
    source = SourceText("example.pol", text)
    return compile_text(
        source, lambda name, by: source if name == "example" else read_stdlib(name, by)
    ).diagnostics


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_page_is_about_its_code(page: Page) -> None:
    """The heading names the code that the file is called by, and each part says something."""
    assert find_page(page.code) == page
    assert all((*page.meaning.values(), *page.matters.values()))
    assert page.example or (page.code in TOLD and all(page.told.values()))


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_example_has_the_mistake(page: Page) -> None:
    """The example is told that code and no other."""
    assert {diagnostic.code for diagnostic in diagnostics_of(page.example)} == {page.code}


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_repaired_example_is_right(page: Page) -> None:
    """Nothing is found in it."""
    assert [diagnostic.message for diagnostic in diagnostics_of(page.repaired)] == []


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_repaired_example_is_laid_out(page: Page) -> None:
    """As `polc fmt` would."""
    text, _ = format_text(SourceText("example.pol", page.repaired), None, frozenset())
    assert text == page.repaired
