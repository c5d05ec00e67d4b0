"""The page on this machine, for `polc page`: its files, and polc's answers beside them.

In: what is opened on it. Out: a `PageServer` on loopback. Every address of it begins with a word
that nobody can guess, so that no other page and no other user of the machine asks it anything. What
is asked is answered in a process of its own.
"""

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Final

from polc.markup.style import STYLE
from polc.messages.text import Language
from polc.page.answering_process import AnsweringProcess, AskerGoneError
from polc.page.asked import MOST_REQUEST
from polc.records.frozen import frozen

SITE: Final = Path(__file__).parent / "site"
"""The page as `editors/page/` builds it."""

_KINDS: Final = {
    "index.html": "text/html; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "worker.js": "text/javascript; charset=utf-8",
}
_JSON: Final = "application/json"
_MOST_BYTES: Final = 4 * MOST_REQUEST
"""A character has at most four."""

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "connect-src 'self'; worker-src 'self' blob:; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ROOT: Final = b'<html lang="zh">'
_SECONDS: Final = 30
"""So long somebody may take to say a request."""


@frozen(kw_only=True)
class OpenedPolicy:
    """The text that the page opens, the file's name, and the texts of the files that it uses, by
    their names."""

    name: str
    text: str
    used: dict[str, str]


class PageServer(ThreadingHTTPServer):
    """Serves the page until it is closed; `address` is where it is. Raises `OSError` where the port
    is not free."""

    daemon_threads = True

    def __init__(
        self, opened: OpenedPolicy | None, language: Language | None = None, port: int = 0
    ) -> None:
        self.secret, self.language = token_urlsafe(16), language
        self.start = {
            "style": STYLE,
            "language": language,
            "opened": None
            if opened is None
            else {"name": opened.name, "text": opened.text, "files": opened.used},
        }
        self.answering = AnsweringProcess()
        super().__init__(("127.0.0.1", port), PageHandler)

    @property
    def address(self) -> str:
        """Of the page."""
        return f"http://127.0.0.1:{self.server_port}/{self.secret}/"

    def file(self, name: str) -> bytes:
        """A file of the page; the page itself says in which language it is to begin."""
        found = (SITE / name).read_bytes()
        if name != "index.html" or self.language is None:
            return found
        begun = f'<html lang="zh" data-language="{self.language}">'
        return found.replace(_ROOT, begun.encode(), 1)

    def server_close(self) -> None:
        """Ends what is being answered too."""
        super().server_close()
        self.answering.end()


class PageHandler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: PageServer
    timeout = _SECONDS
    server_version = "polc"
    sys_version = ""

    def do_GET(self) -> None:  # the name that the library calls
        """A file of the page, or what it starts with."""
        name = self._named()
        if name == "start":
            self._send(json.dumps(self.server.start).encode(), _JSON)
        elif name in _KINDS:
            self._send(self.server.file(name), _KINDS[name])
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:  # the same
        """What polc answers to what the page asks."""
        if self._named() != "answer":
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        said = self.headers.get("Content-Length", "")
        if not (said.isascii() and said.isdecimal()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif len(said) > len(str(_MOST_BYTES)) or int(said) > _MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._answer(self.rfile.read(int(said)).decode("utf-8", "replace"))

    def _answer(self, request: str) -> None:
        try:
            told = self.server.answering.ask(request, self.connection)
        except AskerGoneError:
            self.close_connection = True
        else:
            self._send(told.encode(), _JSON)

    def _named(self) -> str:
        """The part of the path behind the word that is the server's own; empty where it has not
        that word."""
        path, _, _ = self.path.partition("?")
        word, _, name = path.removeprefix("/").partition("/")
        return (name or "index.html") if word == self.server.secret and "/" in path[1:] else ""

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in {**_HEADERS, "Content-Type": kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _refuse(self, status: HTTPStatus) -> None:
        """An answer without a body; what was asked is not repeated."""
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library's
        """Nothing: an address has the page's word."""
