"""The text on the page: mistakes, fixes, what a word means, files."""

from pathlib import Path
from typing import Any

from tests.page_in_browser.using_page import STARTER, TOWN, field, opened, shared, write


def test_a_mistake_is_mended_by_click(browser: Any, served: str) -> None:
    """It is told with its line; the fix changes the text, and nothing is wrong any more."""
    with opened(browser, served) as page:
        write(page, STARTER.replace("benefit assistance", "benefitt assistance"))
        page.locator("#mistakes li", has_text="benefitt").first.wait_for()
        page.locator("#mistakes button.fix").click()
        page.locator("#mistakes .fine").wait_for()


def test_a_word_is_explained_under_the_pointer(browser: Any, served: str) -> None:
    """Its title and its declaration, in both languages."""
    with opened(browser, served + shared(TOWN, {})) as page:
        line = page.locator(".cm-line", has_text="benefit assistance")
        line.hover(position={"x": 90, "y": 8})  # the second word of the first row
        page.locator(".cm-tooltip .note", has_text="待遇 assistance").wait_for()


def test_a_word_is_explained_without_a_pointer(browser: Any, served: str) -> None:
    """By a button, of the word at the cursor: for a keyboard, and for a finger."""
    with opened(browser, served + shared(TOWN, {}), locale="zh-CN") as page:
        page.locator(".cm-content").click()
        page.keyboard.press("Control+Home")
        page.get_by_role("button", name="解释光标处的词").click()
        page.locator("#text .note", has_text="政策").wait_for()


def test_the_first_draft_has_no_word_of_a_terminal(browser: Any, served: str) -> None:
    """What `polc new` says of commands is left out."""
    with opened(browser, served, locale="zh-CN") as page:
        text = page.locator(".cm-content").inner_text()
        assert "政策 my_city" in text
        assert "polc check" not in text


def test_a_text_is_saved_and_opened_as_a_file(browser: Any, served: str, tmp_path: Path) -> None:
    """What was saved is the text, and another page opens it."""
    with opened(browser, served + shared(TOWN, {})) as page:
        with page.expect_download() as saving:
            page.get_by_role("button", name="Save").click()
        path = tmp_path / "town.pol"
        saving.value.save_as(path)
        assert path.read_text(encoding="utf-8") == TOWN
    with opened(browser, served) as page:
        page.locator("header input[type=file]").set_input_files(path)
        page.locator(".cm-content", has_text='policy town "Town"').wait_for()
        field(page, "scope").wait_for(state="attached")


def test_a_file_that_is_no_text_is_not_opened(browser: Any, served: str, tmp_path: Path) -> None:
    """And that is told."""
    path = tmp_path / "town.pol"
    path.write_bytes(b"\xff\xfe\x00")
    with opened(browser, served) as page:
        page.locator("header input[type=file]").set_input_files(path)
        page.locator(".told", has_text="cannot be opened").wait_for()


def test_what_is_shared_is_reopened(browser: Any, served: str) -> None:
    """The address that the button makes brings the text and the case to another page."""
    with opened(browser, served) as page:
        write(page, TOWN)
        field(page, "scope").wait_for(state="attached")
        field(page, "in_policy").fill("1234.56")
        page.locator("header button", has_text="Share").click()
        page.wait_for_url("**/#*")
        address = page.url
    with opened(browser, address) as page:
        field(page, "in_policy").wait_for()
        assert 'policy town "Town"' in page.locator(".cm-content").inner_text()
        assert field(page, "in_policy").input_value() == "1234.56"


def test_a_fragment_that_is_none_is_told(browser: Any, served: str) -> None:
    """The page opens all the same."""
    with opened(browser, served + "#nothing") as page:
        assert "nothing that this page can read" in page.locator(".told").inner_text()
