"""The pages that come with polc.

In: a code. Out: its page, or None; `codes` are all that have one. Files of this package
alone are read.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from polc.explain.page import Page, read_page
from polc.messages.text import Language

FOLDER: Final = Path(__file__).parent / "pages"


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """Every code that has a page, by the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def find_page(code: str) -> Page | None:
    """The page of a code."""
    if code not in codes():
        return None
    return read_page((FOLDER / f"{code}.md").read_text(encoding="utf-8"))


def find_titles(wanted: Iterable[str], language: Language | None) -> dict[str, str]:
    """The titles of these codes, in English where no language is asked for."""
    pages = ((code, find_page(code)) for code in wanted)
    return {code: page.titles[language or "en"] for code, page in pages if page is not None}
