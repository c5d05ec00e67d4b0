"""Elements: what a file says stays text, whatever it says."""

import pytest

from polc.markup.element import element, write
from polc.markup.page import page, table


def test_text_is_escaped() -> None:
    """In an element."""
    assert write(element("b", "<script>a & b</script>")) == (
        "<b>&lt;script&gt;a &amp; b&lt;/script&gt;</b>"
    )


def test_a_text_behind_an_element_is_escaped() -> None:
    """It stands in what is around both."""
    assert write(element("b", element("i", "x"), "<", ">")) == "<b><i>x</i>&lt;&gt;</b>"


def test_an_attribute_is_escaped() -> None:
    """A quotation mark does not end it."""
    assert write(element("b", title='" onclick="x')) == ('<b title="&quot; onclick=&quot;x"></b>')


@pytest.mark.parametrize("tag", ["script", "style"])
def test_no_element_takes_raw_text(tag: str) -> None:
    """The text of a script or a style would be written as it is."""
    with pytest.raises(ValueError, match="not escaped"):
        element(tag, "x")


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\u202e", "\ud800"])
def test_what_cannot_be_shown_is_replaced(letter: str) -> None:
    """Control characters, what turns the direction of a text, half of a pair."""
    assert write(element("b", f"a{letter}b")) == "<b>a\ufffdb</b>"


def test_an_attribute_that_is_none_is_left_out() -> None:
    """An underscore is a hyphen, and none at the end."""
    assert write(element("b", class_="x", aria_label="y", id=None)) == (
        '<b class="x" aria-label="y"></b>'
    )


def test_a_page_lets_nothing_be_loaded() -> None:
    """It tells the browser so, and says its language."""
    told = page("a <b>", "zh", [element("h1", "c")])
    assert "default-src 'none'" in told
    assert '<html lang="zh">' in told
    assert "<title>a &lt;b&gt;</title>" in told


def test_a_table_says_what_its_rows_and_columns_are() -> None:
    """A caption, a header for each column and each row."""
    told = write(table("sums", ("layer", "amount"), [("basic", "1.00")], right={1}))
    assert "<caption>sums</caption>" in told
    assert '<th scope="col">layer</th>' in told
    assert '<th scope="row">basic</th>' in told
    assert '<td class="money">1.00</td>' in told
