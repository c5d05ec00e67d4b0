"""The built page in a browser: a policy written, mended by click, a case settled, read otherwise,
shared, in both languages, on a phone, by keyboard.

`.ci/page` builds the page and names its folder in `POLC_PAGE`; elsewhere these are skipped.
"""

import base64
import json
import os
import threading
import zlib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import polc

CHROMIUM = Path("/usr/bin/chromium")
FOLDER = os.environ.get("POLC_PAGE", "")
if not FOLDER or not CHROMIUM.exists():
    pytest.skip("needs the built page and Debian's Chromium", allow_module_level=True)
driver = pytest.importorskip("playwright.sync_api")

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_LONG = 30_000
"""Milliseconds in which Python starts on a machine that does other things besides."""

STARTER = (Path(polc.__file__).parent / "cli/files/starters/en.pol").read_text("utf-8")
"""Basic insurance pays 60% of what is over 500 yuan, assistance all of the rest for tekun."""

TOWN = """\
policy town "Town" edition 1
use identities
layers assistance
reading scope "What is in scope" {
  all  "all of it" default
  half "half of it"
}
benefit assistance "Assistance" per claim { rate { all: 60%; half: 30% } by scope }
"""

CLAIM = {"claims": [{"date": "2026-03-01", "in_policy": "1000.00"}]}


class Quiet(SimpleHTTPRequestHandler):
    """A file server that logs nothing."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the built page is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=FOLDER))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's browser."""
    with driver.sync_playwright() as playing:
        opened = playing.chromium.launch(executable_path=str(CHROMIUM), args=list(_ARGUMENTS))
        yield opened
        opened.close()


def open_page(browser: Any, address: str, locale: str = "en-US", width: int = 1200) -> Any:
    """The page once the first policy is checked; what it fetches elsewhere fails the test."""
    page = browser.new_page(locale=locale, viewport={"width": width, "height": 900})
    page.set_default_timeout(_LONG)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.locator("#mistakes > div > *").first.wait_for()
    assert all(url.startswith((address.partition("#")[0], "data:", "blob:")) for url in asked)
    return page


def write(page: Any, text: str) -> None:
    """Puts a text in place of that of the editor."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def shared(text: str, case: dict[str, Any]) -> str:
    """The fragment of a page with a policy and a case: JSON, packed, in base64."""
    packing = zlib.compressobj(wbits=-15)
    said = json.dumps({"text": text, "case": case}).encode()
    packed = packing.compress(said) + packing.flush()
    return "#" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def field(page: Any, key: str) -> Any:
    """The control of a field, by the name that the case has for it: the first."""
    row = page.locator("#case .field", has=page.locator(f"code:text-is('{key}')"))
    return row.locator("input, select").first


def test_a_mistake_is_mended_by_click(browser: Any, address: str) -> None:
    """It is told with its line; the fix changes the text, and nothing is wrong any more."""
    page = open_page(browser, address)
    write(page, STARTER.replace("benefit assistance", "benefitt assistance"))
    page.locator("#mistakes li", has_text="benefitt").first.wait_for()
    page.locator("#mistakes button.fix").click()
    page.locator("#mistakes .fine").wait_for()
    page.close()


def test_a_missing_fact_is_told_at_its_field(browser: Any, address: str) -> None:
    """Blank is blank: a claim without its date is refused, where the date stands."""
    page = open_page(browser, address)
    write(page, TOWN)
    page.locator("#mistakes .fine").wait_for()
    field(page, "in_policy").fill("1000")
    page.locator("#case button.first").click()
    page.locator("#result [role=alert] li").first.wait_for()
    assert field(page, "date").get_attribute("aria-invalid") == "true"
    assert field(page, "in_policy").get_attribute("aria-invalid") is None
    page.close()


def test_a_case_is_settled_and_read_otherwise(browser: Any, address: str) -> None:
    """60% of 1000 is 600; under the other answer it is 30%, 300, which is 300 less."""
    page = open_page(browser, address + shared(TOWN, CLAIM))
    page.locator("#case button.first:enabled").click()
    page.locator("#result article", has_text="600.00").wait_for()
    page.locator("#readings button").first.click()
    row = page.locator("#readings tbody tr")
    row.wait_for()
    assert "-300.00" in row.inner_text().replace("\u2212", "-")
    row.locator("button").click()
    page.locator("#result article", has_text="300.00").wait_for()
    page.locator("#result article", has_text="600.00").wait_for(state="detached")
    assert field(page, "scope").input_value() == "half"
    page.close()


def test_what_is_shared_is_reopened(browser: Any, address: str) -> None:
    """The address that the button makes brings the text and the case to another page."""
    page = open_page(browser, address)
    write(page, TOWN)
    page.locator("#mistakes .fine").wait_for()
    field(page, "in_policy").fill("1234.56")
    page.locator("header button", has_text="Share").click()
    page.wait_for_url("**/#*")
    other = open_page(browser, page.url)
    field(other, "in_policy").wait_for()
    assert 'policy town "Town"' in other.locator(".cm-content").inner_text()
    assert field(other, "in_policy").input_value() == "1234.56"
    page.close()
    other.close()


def test_a_fragment_that_is_none_is_told(browser: Any, address: str) -> None:
    """The page opens all the same."""
    page = open_page(browser, address + "#nothing")
    assert "nothing that this page can read" in page.locator(".told").inner_text()
    page.close()


def test_a_chinese_browser_is_spoken_to_in_chinese(browser: Any, address: str) -> None:
    """The page, and polc on it; a button changes to English."""
    page = open_page(browser, address, locale="zh-CN")
    write(page, TOWN.replace("benefit", "benefitt"))
    page.locator("#mistakes li", has_text="benefitt").wait_for()
    assert "行" in page.locator("#mistakes li").inner_text()
    assert page.locator("#mistakes h2").inner_text() == "错误"
    page.locator("#language").click()
    page.locator("#mistakes li", has_text="line").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    page.close()


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Any, address: str) -> None:
    """At 360 pixels, with a form and a settlement."""
    page = open_page(browser, address + shared(TOWN, CLAIM), width=360)
    page.locator("#case button.first:enabled").click()
    page.locator("#result article").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_a_case_is_settled_by_keyboard(browser: Any, address: str) -> None:
    """Return in a field settles; the fields are reached by Tab, in their order."""
    page = open_page(browser, address + shared(TOWN, CLAIM))
    page.locator("#case button.first:enabled").wait_for()
    field(page, "date").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#result article", has_text="600.00").wait_for()
    page.close()


def test_markup_in_a_title_stays_text(browser: Any, address: str) -> None:
    """What a policy or an address says is never run."""
    text = TOWN.replace('"Assistance"', '"<img src=x onerror=document.title=1>"')
    page = open_page(browser, address + shared(text, CLAIM))
    page.locator("#case button.first:enabled").click()
    page.locator("#result article", has_text="<img").first.wait_for()
    assert page.locator("#result article img").count() == 0
    assert page.title() == "polc"
    page.close()


def test_what_takes_long_is_stopped(browser: Any, address: str) -> None:
    """polc starts again, and what was written is there."""
    page = open_page(browser, address + shared(TOWN, CLAIM))
    page.locator("#case button.first:enabled").wait_for()
    # The button is there while polc works, too short here for a hand: it is pressed by its element.
    page.locator("header button.stop").dispatch_event("click")
    assert "Stopped" in page.locator(".told").inner_text()
    page.locator("#case button.first").click()
    page.locator("#result article", has_text="600.00").wait_for()
    page.close()
