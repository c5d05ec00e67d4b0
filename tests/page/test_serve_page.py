"""The page on this machine: what its server gives, and to whom."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from polc.page.serve_page import SITE, OpenedPolicy, PageServer
from tests.page.asking import TOWN

OPENED = OpenedPolicy(name="town.pol", text=TOWN, used={"shared.pol": 'policy s "S" edition 1\n'})


@pytest.fixture(scope="module")
def server() -> Iterator[PageServer]:
    """A server with a policy opened."""
    served = PageServer(OPENED, "zh")
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served
    served.shutdown()
    served.server_close()


def ask(
    server: PageServer, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, bytes, http.client.HTTPMessage]:
    """The status of an answer, its body and its headers."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.request(method, path, body, headers)
    told = connection.getresponse()
    found = told.status, told.read(), told.headers
    connection.close()
    return found


def test_the_page_starts_with_what_was_opened(server: PageServer) -> None:
    """The text under the file's name, what it uses, the language, the style."""
    status, body, _ = ask(server, "GET", f"/{server.secret}/start")
    told = json.loads(body)
    assert status == 200
    assert told["opened"] == {"name": "town.pol", "text": TOWN, "files": OPENED.used}
    assert told["language"] == "zh"
    assert ".money" in told["style"]


def test_the_page_says_itself_in_which_language_it_begins(server: PageServer) -> None:
    """So that what it says while polc starts is in it too."""
    _, body, _ = ask(server, "GET", f"/{server.secret}/")
    assert b'<html lang="zh" data-language="zh">' in body


@pytest.mark.parametrize("name", ["", "index.html", "page.js", "page.css", "worker.js"])
def test_a_file_of_the_page_has_its_security_policy(server: PageServer, name: str) -> None:
    """The worker's too, which has no document to take one from."""
    status, body, headers = ask(server, "GET", f"/{server.secret}/{name}")
    assert status == 200
    assert body
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/start",
        "/wrong/start",
        "/{0}",
        "/{0}/../serve_page.py",
        "/{0}/%2e%2e/answer.py",
        "/{0}/x",
    ],
)
def test_nothing_else_is_served(server: PageServer, path: str) -> None:
    """Not without the word of the address, and no other file."""
    assert ask(server, "GET", path.format(server.secret))[0] == 404


def test_a_request_is_answered(server: PageServer) -> None:
    """As the page's own worker would."""
    request = {"operation": "check", "main": "t.pol", "files": {"t.pol": TOWN}, "language": "zh"}
    status, body, _ = ask(server, "POST", f"/{server.secret}/answer", json.dumps(request).encode())
    assert status == 200
    assert json.loads(body) == {"ok": True, "diagnostics": []}


def test_another_page_asks_nothing(server: PageServer) -> None:
    """It does not know the word."""
    assert ask(server, "POST", "/answer", b"{}")[0] == 404


@pytest.mark.parametrize(
    ("said", "status"), [("4000001", 413), ("99999999999999999999", 413), ("-1", 411), ("x", 411)]
)
def test_a_body_that_is_too_long_is_not_read(server: PageServer, said: str, status: int) -> None:
    """Nor one that does not say how long it is."""
    path = f"/{server.secret}/answer"
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.putrequest("POST", path)
    connection.putheader("Content-Length", said)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


def answering(server: PageServer) -> BaseProcess:
    """The process that answered last."""
    assert server.answering._begun is not None
    process, _ = server.answering._begun
    return process


def test_what_nobody_waits_for_is_ended(server: PageServer) -> None:
    """A check of 3,000 benefits, which takes seconds, is left by who asked for it: the process that
    would have answered it is there no more, the next is answered by another."""
    ask(server, "POST", f"/{server.secret}/answer", b'{"operation": "none"}')
    before = answering(server)
    many = range(3_000)
    text = "".join(f'benefit b{at} "B" per claim {{ rate 60% }}\n' for at in many)
    layers = "layers " + " > ".join(f"b{at}" for at in many)
    long = f'policy t "T" edition 1\n{layers}\n{text}'
    request = json.dumps({"operation": "check", "main": "t.pol", "files": {"t.pol": long}}).encode()
    left = http.client.HTTPConnection("127.0.0.1", server.server_port)
    left.request("POST", f"/{server.secret}/answer", request)
    time.sleep(0.3)
    left.close()
    status, body, _ = ask(server, "POST", f"/{server.secret}/answer", b'{"operation": "none"}')
    assert status == 200
    assert json.loads(body)["problem"]["code"] == "unknown_operation"
    assert not before.is_alive()
    assert answering(server).is_alive()


def test_what_takes_too_long_is_told(server: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the language of the request."""
    monkeypatch.setattr(server.answering, "_most_seconds", 0.0)
    request = b'{"operation": "policies", "language": "zh"}'
    _, body, _ = ask(server, "POST", f"/{server.secret}/answer", request)
    problem = json.loads(body)["problem"]
    assert problem["code"] == "no_answer"
    assert not problem["title"].isascii()


def test_the_site_has_the_licences_of_what_is_in_it() -> None:
    """CodeMirror's, whose code is in the page."""
    assert "@codemirror/state" in Path(SITE, "licences.txt").read_text(encoding="utf-8")
