"""What the page never does: run what somebody typed, fetch from elsewhere, hang."""

from typing import Any

from tests.page_in_browser.using_page import CLAIM, STARTER, TOWN, opened, settle, shared, write

REACHES = """async (address) => {
  try { await fetch(address, { mode: "no-cors" }); return "reached"; }
  catch { return "refused"; }
}"""


def test_markup_in_a_title_stays_text(browser: Any, served: str) -> None:
    """What a policy or an address says is never run."""
    text = TOWN.replace('"Assistance"', '"<img src=x onerror=document.title=1>"')
    with opened(browser, served + shared(text, CLAIM)) as page:
        settle(page)
        page.locator("#result article", has_text="<img").first.wait_for()
        assert page.locator("#result article img").count() == 0
        page.get_by_role("button", name="Who gets what").click()
        page.locator("#sheet article", has_text="<img").first.wait_for()
        assert page.locator("#sheet article img").count() == 0
        assert page.title() == "polc"


def test_the_worker_is_bound_by_the_policy_of_the_page(
    browser: Any, static: str, served: str
) -> None:
    """What runs in it, Python too, reaches the server that it came from, and no other that would
    answer."""
    for own, other in ((static, served), (served, static)):
        with opened(browser, own) as page:
            worker = page.workers[0]
            assert worker.evaluate(REACHES, own) == "reached"
            assert worker.evaluate(REACHES, other) == "refused"


def test_what_takes_long_is_stopped(browser: Any, either: str) -> None:
    """A check of a policy of 1,000 benefits can be ended by the button as soon as it takes
    long; what was written is kept, and polc answers again."""
    more = "".join(f'benefit b{count} "B" per claim {{ rate 60% }}\n' for count in range(1_000))
    layers = "layers " + " > ".join(f"b{count}" for count in range(1_000))
    long = TOWN.split("layers")[0] + layers + "\n" + more
    with opened(browser, either) as page:
        write(page, long)
        page.locator("header button.stop:visible").click()
        page.locator(".told", has_text="Stopped").wait_for()
        with page.expect_download() as saving:
            page.get_by_role("button", name="Save").click()
        assert saving.value.path().read_text(encoding="utf-8") == long
        write(page, STARTER)
        page.locator("#mistakes .fine").wait_for()
