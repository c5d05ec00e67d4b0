"""The page in Debian's browser: as it is built for a file server, and as `polc page` serves it.

`.ci/page` builds the page and names its folder in `POLC_PAGE`; elsewhere these tests are skipped.
"""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from polc.page.serve_page import PageServer

CHROMIUM = Path("/usr/bin/chromium")
FOLDER = os.environ.get("POLC_PAGE", "")

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Quiet(SimpleHTTPRequestHandler):
    """A file server that logs nothing."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's browser."""
    if not FOLDER or not CHROMIUM.exists():
        pytest.skip("needs the built page and Debian's Chromium")
    driver = pytest.importorskip("playwright.sync_api")
    with driver.sync_playwright() as playing:
        opened = playing.chromium.launch(executable_path=str(CHROMIUM), args=list(_ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def static() -> Iterator[str]:
    """Where a file server has the built page, with Python in it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=FOLDER))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """Where `polc page` has it."""
    server = PageServer(None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.address
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["static", "served"])
def either(request: pytest.FixtureRequest) -> str:
    """Both, one after the other: for what hangs on where polc runs. Python takes long to start."""
    return str(request.getfixturevalue(request.param))
