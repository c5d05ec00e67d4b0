"""How many columns a letter takes."""

import pytest

from polc.compiler.format.width import column_width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("cap 320.00", 10, id="Latin"),
        pytest.param("起付线", 6, id="Chinese"),
        pytest.param("，。（）〔〕", 12, id="full-width marks"),
        pytest.param("３２０％", 8, id="full-width figures"),
        pytest.param("ｱ", 1, id="half-width kana"),
        pytest.param("“住院”", 6, id="quotes take one, as East Asian ambiguous letters do"),
        pytest.param("①…·", 3, id="other ambiguous letters"),
        pytest.param("e\u0301", 1, id="a mark over a letter"),
        pytest.param("起\u200b付\ufeff", 4, id="zero-width space and byte-order mark"),
        pytest.param("a\u202eb", 2, id="a change of direction"),
        pytest.param("a\x1bb", 2, id="a control character"),
        pytest.param("a\u00adb", 3, id="a soft hyphen, which terminals show"),
        pytest.param("\U00020bb7", 2, id="a character beyond 16 bits"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_width(text: str, width: int) -> None:
    """The columns of a terminal, letter by letter."""
    assert column_width(text) == width
