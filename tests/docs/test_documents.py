"""The pages of the documents: their tables are fresh, and every open question is on them."""

import re
from pathlib import Path

import pytest

from tests.stdlib_policies.document_page import FOLDER, page
from tests.stdlib_policies.settled_once import settled_once

PAGES = sorted(path for path in FOLDER.glob("*.md") if path.stem != "README")
QUESTIONS = {
    "suizhou": {
        *(f"SZ-A{number:02d}" for number in range(1, 32)),
        *(f"SZ-U{number:02d}" for number in range(1, 28)),
        *(f"G-A{number}" for number in range(1, 9)),
    },
    "chongqing": {
        *(f"CQ-A{number:02d}" for number in range(1, 23)),
        *(f"CQ-U{number:02d}" for number in range(1, 20)),
        *(f"G-A{number}" for number in range(1, 9)),
    },
    "pengshui": {
        *(f"PS-A{number:02d}" for number in range(1, 24)),
        *(f"PS-U{number:02d}" for number in range(1, 21)),
        *(f"G-A{number}" for number in range(1, 9)),
    },
    "zhangye": {
        *(f"ZY-A{number:02d}" for number in range(1, 24)),
        *(f"ZY-U{number:02d}" for number in range(1, 23)),
        *(f"G-A{number}" for number in range(1, 9)),
    },
    "national": {
        *(f"NA-A{number:02d}" for number in range(1, 16)),
        *(f"NA-U{number:02d}" for number in range(1, 14)),
    },
}
"""The ambiguities and the unspecified values that the inventory of each document lists."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_tables_are_fresh(path: Path) -> None:
    """`python -m tests.stdlib_policies.document_page` would change nothing."""
    text = path.read_text(encoding="utf-8")
    assert page(text, settled_once(path.stem)) == text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_open_question_is_answered_or_named(path: Path) -> None:
    """Each ambiguity and each unspecified value of the document stands on its page."""
    text = path.read_text(encoding="utf-8")
    found = set(re.findall(r"\b(?:[A-Z]{2}-[AU]\d{2}|G-A\d)\b", text))
    assert QUESTIONS[path.stem] - found == set()
