"""`docs/diagnostics/` is what the pages say."""

from tests.explain.diagnostic_docs import DOCS, render_docs


def test_the_files_are_fresh() -> None:
    """`python -m tests.explain.diagnostic_docs` would change nothing."""
    there = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert there == render_docs()
