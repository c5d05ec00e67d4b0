"""The examples of the pages in Chinese."""

import pytest

from polc.explain.find_page import codes, find_page
from polc.explain.speak_example import speak_example
from polc.explain.try_example import diagnose
from polc.grammar.keywords import is_han


@pytest.mark.parametrize("code", codes())
def test_a_chinese_example_shows_the_same(code: str) -> None:
    """What the compiler says of it is what it says of the English one; its repair is right; both
    begin with the keyword of the same language."""
    page = find_page(code)
    assert page is not None
    shown = speak_example(page, "zh")
    for text, own in ((page.example, shown.example), (page.repaired, shown.repaired)):
        assert [found.code for found in diagnose(own)] == [found.code for found in diagnose(text)]
    assert not {_speaks(shown.example), _speaks(shown.repaired)} >= {"en", "zh"}


@pytest.mark.parametrize("code", ["comma_in_number", "odd_date", "unclosed_bracket"])
def test_what_cannot_be_parsed_is_told_in_chinese_too(code: str) -> None:
    """Word for word, for there is nothing to lay out."""
    page = find_page(code)
    assert page is not None
    assert speak_example(page, "zh").example.lstrip().startswith("政策 town")


def _speaks(text: str) -> str:
    """The language of the first keyword; none where there are comments alone."""
    words = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return ("zh" if is_han(words[0][0]) else "en") if words else ""
