"""The examples of the pages in Chinese."""

import pytest

from polc.explain.find_page import codes, find_page
from polc.explain.try_example import diagnose, spoken_program


@pytest.mark.parametrize("code", codes())
def test_a_chinese_example_shows_the_same(code: str) -> None:
    """What the compiler says of it is what it says of the English one; its repair is right."""
    page = find_page(code)
    assert page is not None
    for text in (page.example, page.repaired):
        told = [found.code for found in diagnose(spoken_program(text, "zh"))]
        assert told == [found.code for found in diagnose(text)]
