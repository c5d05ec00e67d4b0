"""`docs/service.md` and the same in Chinese: their calls are answered as printed, their tables are
those of the code."""

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("prometheus_client")
pytest.importorskip("starlette")

from polc.serve.operations import OPERATIONS
from polc.serve.problems import KINDS
from polc.serve.service import Service
from polc.serve.shelf import fill_shelf
from tests.serve.town import served

ROOT = Path(__file__).parents[2]
PAGES = [
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("service.md", "zh/service.md")
]
ANY = ".*"


@contextmanager
def _client() -> Iterator[Any]:
    with served(Service(shelf=fill_shelf(["suizhou"]), reload_seconds=0)) as client:
        client.headers.pop("accept-language")
        yield client


def call(client: Any, words: list[str]) -> str:
    """What `curl` would print: of its options those that the page uses."""
    method, body, headers, url = "GET", None, {}, ""
    rest = iter(words)
    for word in rest:
        match word:
            case "curl" | "-s":
                pass
            case "-H":
                name, _, value = next(rest).partition(": ")
                headers[name] = value
            case "-d":
                said = next(rest)
                file = said.removeprefix("@")
                body = (ROOT / file).read_bytes() if said != file else said.encode()
                method = "POST"
            case _:
                url = word.removeprefix("localhost:8000")
    return str(client.request(method, url, content=body, headers=headers).text)


@pytest.mark.parametrize("page", PAGES, ids=("en", "zh"))
def test_calls_are_answered_as_printed(page: str) -> None:
    """`…` stands for anything."""
    calls = re.findall(r"^\$ (curl .*)\n(.*)\n", page, re.M)
    assert len(calls) == page.count("$ curl") > 0
    with _client() as client:
        _call_all(client, calls)


def _call_all(client: Any, calls: list[tuple[str, str]]) -> None:
    for words, printed in calls:
        wanted = ANY.join(map(re.escape, printed.split("…")))
        answer = call(client, shlex.split(words))
        assert re.fullmatch(wanted, answer), (words, answer)


@pytest.mark.parametrize("page", PAGES, ids=("en", "zh"))
def test_every_operation_is_named(page: str) -> None:
    """By its method and address; of the parts of a policy that are alike by name."""
    for operation in OPERATIONS:
        part = operation.path.rpartition("/")[2]
        assert f"`{operation.method} {operation.path}`" in page or f"`{part}`" in page


@pytest.mark.parametrize("page", PAGES, ids=("en", "zh"))
def test_every_problem_is_named(page: str) -> None:
    """With its status, and none that there is not."""
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| (\d{3})", page, re.M)
    named = {kind: int(status) for kinds, status in rows for kind in re.findall(r"\w+", kinds)}
    assert named == {kind: known.status for kind, known in KINDS.items()}
