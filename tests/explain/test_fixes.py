"""Repairs that are certain: the example becomes its repair, and a second time changes nothing."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.apply_fixes import apply_fixes
from polc.compiler.report.source import SourceText
from polc.explain.find_page import codes, find_page
from polc.explain.try_example import diagnose
from tests.stdlib_texts import read_stdlib
from tests.test_corpus import CORPUS


def test_the_fix_is_the_repair_of_the_page() -> None:
    """Where all mistakes of a page's example have a safe repair, what `check --fix` writes is what
    the page shows."""
    fixed, wrong = 0, []
    for page in filter(None, map(find_page, codes())):
        found = diagnose(page.example) if page.example else ()
        if not all(told.fix and told.fix.safety == "safe" for told in found) or not page.example:
            continue
        fixed += 1
        if apply_fixes(SourceText("example.pol", page.example), found).text != page.repaired:
            wrong.append(page.code)
    assert wrong == []
    assert fixed > 10


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pol")), ids=lambda path: path.stem)
def test_a_second_run_finds_nothing(path: object) -> None:
    """Of every wrong program: after the repairs none is left to make, and none was made that
    the compiler does not read back."""
    text = path.read_bytes().decode("utf-8")  # type: ignore[attr-defined]
    for _ in range(20):
        source = SourceText("t.pol", text)
        fixed = apply_fixes(source, compile_text(source, read_stdlib).diagnostics)
        if fixed.text == text:
            break
        text = fixed.text
    assert not fixed.made or fixed.text == source.text
