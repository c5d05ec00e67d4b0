"""What somebody does on the page, and what is written there."""

import base64
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polc

LONG = 90_000
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


@contextmanager
def opened(browser: Any, address: str, locale: str = "en-US", width: int = 1200) -> Iterator[Any]:
    """The page once the first policy is checked; what it fetches elsewhere fails the test."""
    page = browser.new_page(locale=locale, viewport={"width": width, "height": 900})
    page.set_default_timeout(LONG)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda mistake: wrong.append(str(mistake)))
    page.goto(address)
    page.locator("#mistakes > div > *").first.wait_for()
    yield page
    own = (address.partition("#")[0], "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert wrong == []
    page.close()


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


def settle(page: Any) -> None:
    """Presses the button, once it can be pressed."""
    page.locator("#case button.first:enabled").click()
