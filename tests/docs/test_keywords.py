"""The page of the keywords is the table of the keywords."""

from pathlib import Path

from polc.grammar.keywords import keyword_page

PAGE = Path(__file__).parents[2] / "docs" / "keywords.md"


def test_the_page_is_fresh() -> None:
    """`python -m polc.grammar.keywords > docs/keywords.md` would change nothing."""
    assert PAGE.read_text(encoding="utf-8") == keyword_page()
