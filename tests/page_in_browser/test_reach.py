"""Who can use the page: in both languages, on a phone, by keyboard."""

from typing import Any

from tests.page_in_browser.test_case import CITY, CITY_CASE
from tests.page_in_browser.using_page import CLAIM, TOWN, field, opened, settle, shared, write


def test_a_chinese_browser_is_spoken_to_in_chinese(browser: Any, served: str) -> None:
    """The page, and polc on it; a button changes to English."""
    with opened(browser, served, locale="zh-CN") as page:
        write(page, TOWN.replace("benefit", "benefitt"))
        page.locator("#mistakes li", has_text="benefitt").wait_for()
        assert "行" in page.locator("#mistakes li").inner_text()
        assert page.locator("#mistakes h2").inner_text() == "错误"
        page.locator("#language").click()
        page.locator("#mistakes li", has_text="line").wait_for()
        assert page.locator("html").get_attribute("lang") == "en"


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Any, served: str) -> None:
    """At 360 pixels, with a form, a settlement, all that is compared, and the sheet."""
    with opened(browser, served + shared(CITY, CITY_CASE), width=360, locale="zh-CN") as page:
        settle(page)
        page.locator("#result article").wait_for()
        for name in ("各种口径", "各种身份", "个人负担随费用的变化"):
            page.get_by_role("button", name=name).click()
        page.locator("#compare svg").wait_for()
        page.get_by_role("button", name="谁得到什么").click()
        page.locator("#sheet article").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        small = page.locator("button:visible:not(.place), select:visible").evaluate_all(
            "found => found.filter(one => one.getBoundingClientRect().height < 24).length"
        )
        assert small == 0


def test_a_case_is_settled_by_keyboard(browser: Any, served: str) -> None:
    """Return in a field settles; the fields are reached by Tab, in their order."""
    with opened(browser, served + shared(TOWN, CLAIM)) as page:
        page.locator("#case button.first:enabled").wait_for()
        field(page, "date").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("#result article", has_text="600.00").wait_for()


def test_a_mistake_is_mended_by_keyboard(browser: Any, served: str) -> None:
    """Escape and Tab leave the text; Tab comes to the place of the mistake, then to its fix."""
    with opened(browser, served) as page:
        write(page, TOWN.replace("benefit", "benefitt"))
        page.locator("#mistakes button.fix").wait_for()
        page.keyboard.press("Escape")
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.className") == "fix":
                break
        page.keyboard.press("Enter")
        page.locator("#mistakes .fine").wait_for()


def test_all_that_is_used_has_a_name(browser: Any, served: str) -> None:
    """Every control of the page is named for who hears it."""
    with opened(browser, served + shared(TOWN, CLAIM)) as page:
        page.locator("#case button.first:enabled").wait_for()
        unnamed = page.locator("button:visible, input:visible, select:visible").evaluate_all(
            """found => found.filter(one =>
              !(one.textContent.trim() || one.ariaLabel || one.labels?.length)).length"""
        )
        assert unnamed == 0
