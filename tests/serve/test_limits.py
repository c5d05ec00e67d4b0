"""What a service takes on, and what it answers beyond that; what its log and metrics tell."""

import json
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.serve.town import CASE, kind_of, make_service, post, served, write_town

from polc.api.policy import Policy  # isort: skip
from polc.serve.ledger_store import LedgerHead, StoreError  # isort: skip
from polc.serve.limits import ServiceLimits  # isort: skip
from polc.serve.memory_store import MemoryStore  # isort: skip

SETTLE = Policy.settle


def hold(release: threading.Event) -> Callable[..., Any]:
    """Settling that waits for this."""

    def settle(policy: Policy, *words: Any, **more: Any) -> Any:
        release.wait(20)
        return SETTLE(policy, *words, **more)

    return settle


def test_a_large_request_is_turned_away(tmp_path: Path) -> None:
    """By the length that it says, and by what comes where it says none."""
    limits = ServiceLimits(bytes=1_000)
    with served(make_service(write_town(tmp_path), limits=limits)) as client:
        answer = post(client, "/town/settle", b" " * 1_001)
        assert (answer.status_code, kind_of(answer)) == (413, "too_large")
        pieces = (b" " * 400 for _ in range(3))
        answer = client.post(
            "/town/settle", content=pieces, headers={"content-type": "application/json"}
        )
        assert kind_of(answer) == "too_large"
        assert post(client, "/town/settle", CASE).status_code == 200


def test_what_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer comes in time without it; its work keeps its place until it is done."""
    release = threading.Event()
    monkeypatch.setattr(Policy, "settle", hold(release))
    limits = ServiceLimits(seconds=0.2, running=1, waiting=0)
    service = make_service(write_town(tmp_path), limits=limits)
    with served(service) as client:
        answer = post(client, "/town/settle", CASE)
        assert (answer.status_code, kind_of(answer)) == (503, "slow")
        assert answer.headers["retry-after"] == "1"
        assert kind_of(post(client, "/town/settle", CASE)) == "busy"
        release.set()
        while service.gate.taken:
            time.sleep(0.01)
        assert post(client, "/town/settle", CASE).status_code == 200


def test_outcomes_end_where_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the settlements that readings make none begins once the request has its answer."""
    release, settled = threading.Event(), []

    def settle(policy: Policy, *words: Any, **more: Any) -> Any:
        settled.append(policy)
        release.wait(20)
        return SETTLE(policy, *words, **more)

    monkeypatch.setattr(Policy, "settle", settle)
    service = make_service(write_town(tmp_path), limits=ServiceLimits(seconds=0.2))
    with served(service) as client:
        assert kind_of(post(client, "/town/outcomes", CASE)) == "slow"
        assert len(settled) == 1
        release.set()
        while service.gate.taken:
            time.sleep(0.01)
    assert len(settled) == 1


def test_the_line_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One runs, two wait, and of five at once two are turned away; health is answered meanwhile."""
    release = threading.Event()
    monkeypatch.setattr(Policy, "settle", hold(release))
    limits = ServiceLimits(running=1, waiting=2)
    service = make_service(write_town(tmp_path), limits=limits)
    with served(service) as client, ThreadPoolExecutor(5) as pool:
        asked = [pool.submit(post, client, "/town/settle", CASE) for _ in range(3)]
        while service.gate.taken < 3:
            time.sleep(0.01)
        assert [kind_of(post(client, "/town/settle", CASE)) for _ in range(2)] == ["busy"] * 2
        assert client.get("/health").json() == {"status": "ok", "stale": 0}
        assert "polc_requests_taken 3.0" in client.get("/metrics").text
        release.set()
        assert [answer.result().status_code for answer in asked] == [200] * 3


def test_a_mistake_tells_nothing_of_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its kind and its place in polc are in the log, under the incident that is answered."""

    def settle(policy: Policy, *words: Any, **more: Any) -> Any:
        raise KeyError("p1 secret")

    monkeypatch.setattr(Policy, "settle", settle)
    with served(make_service(write_town(tmp_path))) as client, caplog.at_level(logging.INFO):
        answer = post(client, "/town/settle", CASE)
    assert (answer.status_code, kind_of(answer)) == (500, "internal")
    assert "secret" not in answer.text
    told = caplog.text
    assert answer.json()["detail"].split("`")[1] in told
    assert "KeyError" in told
    assert "polc.serve.settle_requests:" in told
    for kept in ("secret", str(tmp_path), "Traceback", "dibao", "6000"):
        assert kept not in told


def test_the_log_has_nothing_that_was_sent(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither of addresses, queries and ids of benefit years nor of cases."""
    with served(make_service(write_town(tmp_path))) as client, caplog.at_level(logging.INFO):
        opening = {"id": "id-420302", "year": 2023, "person": CASE["person"]}
        post(client, "/town/ledgers", opening)
        client.get("/town/ledgers/id-420302")
        client.get("/no-such-name/settle?who=li")
        post(client, "/town/settle?explian=li", CASE)
        post(client, "/town/settle", b'{"secret')
    told = [record.getMessage() for record in caplog.records if record.name == "polc.serve"]
    assert len([line for line in told if line.startswith("request ")]) == 5
    for kept in ("420302", "no-such-name", "li ", "explian", "secret", "dibao", str(tmp_path)):
        assert kept not in "\n".join(told)


def test_requests_are_counted(tmp_path: Path) -> None:
    """By operation, policy and status; a policy that is not served has no label of its own."""
    with served(make_service(write_town(tmp_path))) as client:
        post(client, "/town/settle", CASE)
        post(client, "/town/settle", b"{}")
        post(client, "/nothing/settle", CASE)
        told = client.get("/metrics").text
    for policy, status in (("town", 200), ("town", 422), ("-", 404)):
        labels = f'operation="/{{policy}}/settle",policy="{policy}",status="{status}"'
        assert f"polc_requests_total{{{labels}}} 1.0" in told


class BrokenStore(MemoryStore):
    """A store whose server is away."""

    def create(self, head: LedgerHead) -> bool:
        raise StoreError("OperationalError")

    def find(self, ledger: str) -> LedgerHead | None:
        raise StoreError("OperationalError")


def test_a_store_that_is_away(tmp_path: Path) -> None:
    """Benefit years are to be tried again later; cases are settled."""
    with served(make_service(write_town(tmp_path), store=BrokenStore())) as client:
        answer = client.get("/town/ledgers/y1")
        assert (answer.status_code, kind_of(answer)) == (503, "store_unavailable")
        assert answer.headers["retry-after"]
        opening = {"id": "y1", "year": 2023, "person": CASE["person"]}
        assert kind_of(post(client, "/town/ledgers", opening)) == "store_unavailable"
        assert json.loads(post(client, "/town/settle", CASE).text)["claims"]


def test_readings_of_many_claims_are_refused_before_they_are_settled(tmp_path: Path) -> None:
    """10,001 claims are more than are settled under any reading; a request that explains has at
    most 1,000, one that settles 20,000."""
    with served(make_service(write_town(tmp_path))) as client:
        for path, count in (("outcomes", 10_001), ("explain", 1_001), ("settle", 20_001)):
            many = {**CASE, "claims": [{} for _ in range(count)]}
            answer = post(client, f"/town/{path}", many)
            assert (answer.status_code, kind_of(answer)) == (413, "too_large")
        assert post(client, "/town/outcomes", CASE).status_code == 200


def test_the_store_in_memory_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what it keeps in all; the space of a request is not kept."""
    monkeypatch.setattr("polc.serve.memory_store.MOST_KEPT", 200)
    with served(make_service(write_town(tmp_path))) as client:
        opening = {"year": 2023, "person": CASE["person"]}
        spaced = json.dumps({**opening, "id": "y1"}).encode() + b" " * 500
        assert post(client, "/town/ledgers", spaced).status_code == 201
        assert post(client, "/town/ledgers", {**opening, "id": "y2"}).status_code == 201
        third = post(client, "/town/ledgers", {**opening, "id": "y3"})
        assert kind_of(third) == "store_unavailable"
