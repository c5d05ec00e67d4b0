"""`polc serve` as it is run: started, asked, changed, told to end, killed."""

import json
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.invoke import run_process
from tests.serve.process import serving
from tests.serve.town import CASE, PERSON, claim, write_town

SLOW = """
import time
from polc.api.policy import Policy
settle = Policy.settle
def slowly(policy, *words, **more):
    time.sleep(1.5)
    return settle(policy, *words, **more)
Policy.settle = slowly
"""

YEAR = {"id": "y1", "year": 2023, "person": PERSON}


def test_what_is_taken_is_answered_before_the_end(tmp_path: Path) -> None:
    """Told to end while a case is settled, the service answers it and ends with status 0; its log
    has neither the case nor a path."""
    answers: list[tuple[int, Any]] = []
    with serving(write_town(tmp_path), before=SLOW) as service:
        asking = threading.Thread(
            target=lambda: answers.append(service.ask("POST", "/town/settle", CASE))
        )
        asking.start()
        time.sleep(0.7)
        status, log = service.stop()
        asking.join()
    assert status == 0
    assert answers[0][0] == 200
    assert answers[0][1]["claims"][0]["benefits"]["assistance"] == "3000.00"
    assert "operation=/{policy}/settle policy=town status=200" in log
    assert log.rstrip().endswith("stopped")
    for kept in (str(tmp_path), "dibao", "p1", "6000", "Traceback", ".py"):
        assert kept not in log


def test_work_that_goes_on_does_not_hold_up_the_end(tmp_path: Path) -> None:
    """A request that was answered as slow leaves a thread at work for a minute; the service ends
    without it."""
    slow = SLOW.replace("1.5", "60")
    with serving(write_town(tmp_path), "--max-seconds", "1", before=slow) as service:
        assert service.ask("POST", "/town/settle", CASE)[0] == 503
        status, log = service.stop()
    assert status == 0
    assert log.rstrip().endswith("stopped")


def test_a_changed_file_is_seen(tmp_path: Path) -> None:
    """Within the seconds that are asked for, while the service runs."""
    path = write_town(tmp_path)
    with serving(path, "--reload", "1") as service:
        before = service.ask("GET", "/town")[1]["fingerprint"]
        write_town(tmp_path, "70%")
        ends = time.monotonic() + 20
        while service.ask("GET", "/town")[1]["fingerprint"] == before:
            assert time.monotonic() < ends
            time.sleep(0.1)
        paid = service.ask("POST", "/town/settle", CASE)[1]["claims"][0]["benefits"]
        assert paid == {"assistance": "3500.00"}
        assert service.ask("POST", f"/town@{before}/settle", CASE)[0] == 200


def test_a_kill_between_two_claims_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Whoever has no answer sends the claim again; each is entered once."""
    words = (write_town(tmp_path), "--store", f"sqlite:{tmp_path}/years.db")
    claims = [claim(f"c{at}", f"0{at}-01", "1000.00") for at in range(1, 5)]
    with serving(*words) as service:
        service.ask("POST", "/town/ledgers", YEAR)
        for each in claims[:2]:
            service.ask("POST", "/town/ledgers/y1/entries", {"claim": each})
        service.kill()
    with serving(*words) as service:
        told = [
            service.ask("POST", "/town/ledgers/y1/entries", {"claim": each})[1]
            for each in claims[1:]
        ]
        assert [answer["repeated"] for answer in told] == [True, False, False]
        _, whole = service.ask("GET", "/town/ledgers/y1/settlement")
    # The first 1,000 of 4,000 yuan are borne: 3000 × 60%.
    assert whole["totals"]["benefits"] == {"assistance": "1800.00"}
    assert [settled["id"] for settled in whole["claims"]] == ["c1", "c2", "c3", "c4"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["twon.pol"], 2, "there is no file `twon.pol`"),
        (["broken.pol"], 1, "error["),
        (["town.pol", "--store", "mysql://x:secret@y"], 2, "`--store` is `memory`"),
        (["town.pol", "--store", "sqlite:/nowhere/at/all.db"], 2, "the store cannot be reached"),
        (["town.pol", "--host", "203.0.113.1"], 2, "cannot listen on `203.0.113.1:8000`"),
        (["town.pol", "--max-running", "0"], 2, "--max-running"),
        (["health.pol"], 2, "the service has `/health` for itself"),
        ([], 2, "POLICY"),
    ],
    ids=str,
)
def test_what_cannot_be_served(words: list[str], status: int, said: str, tmp_path: Path) -> None:
    """It is told before anything listens, without what an address may have of a password."""
    text = write_town(tmp_path).read_text(encoding="utf-8")
    (tmp_path / "broken.pol").write_text("policy", encoding="utf-8")
    health = text.replace("政策 town", "政策 health")
    (tmp_path / "health.pol").write_text(health, encoding="utf-8")
    done = run_process(["serve", *words], tmp_path, POLC_LANGUAGE="en")
    assert done.returncode == status
    assert said in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_it_is_told_what_to_install(tmp_path: Path) -> None:
    """In Chinese as well."""
    hide = "import importlib.util as u; f = u.find_spec\n"
    hide += "u.find_spec = lambda name, *more: None if name == 'starlette' else f(name, *more)"
    done = run_process(["serve", "suizhou"], tmp_path, hide, POLC_LANGUAGE="zh")
    assert done.returncode == 2
    assert "polc[serve]" in done.stderr
    assert "附加组件" in done.stderr


def test_two_processes_share_a_year(tmp_path: Path) -> None:
    """Through one file of SQLite, each sees what the other entered."""
    words = (write_town(tmp_path), "--store", f"sqlite:{tmp_path}/years.db")
    with serving(*words) as one, serving(*words) as two:
        one.ask("POST", "/town/ledgers", YEAR)
        two.ask("POST", "/town/ledgers/y1/entries", {"claim": claim("c1", "03-01", "600.00")})
        told = one.ask(
            "POST", "/town/ledgers/y1/entries", {"claim": claim("c2", "04-01", "5000.00")}
        )[1]
    assert told["claim"]["benefits"]["assistance"] == "2760.00"  # (5000 − 400) × 60%


def test_the_assistant_has_four_tools(tmp_path: Path) -> None:
    """Over standard input and output, as the protocol has it; they say that they only read."""
    path = write_town(tmp_path)
    client = {"protocolVersion": "2025-03-26", "capabilities": {}}
    client["clientInfo"] = {"name": "test", "version": "1"}  # type: ignore[assignment]
    settle = {"name": "settle", "arguments": {"policy": "town", "case": json.dumps(CASE)}}
    sent = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": settle},
    ]
    answers = talk([path, "--mcp"], sent)
    tools = {tool["name"]: tool for tool in answers[2]["tools"]}
    assert set(tools) == {"check", "explain", "settle", "show"}
    assert all(tool["annotations"]["readOnlyHint"] for tool in tools.values())
    told = json.loads(answers[3]["content"][0]["text"])
    assert told["claims"][0]["benefits"] == {"assistance": "3000.00"}


def talk(words: list[Any], sent: list[dict[str, Any]]) -> dict[int, Any]:
    """The results by the id of what was sent, one after the other."""
    import os
    import sys

    from tests.serve.process import ROOT, SERVE

    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    found: dict[int, Any] = {}
    try:
        for message in sent:
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
            while "id" in message and message["id"] not in found:
                answer = json.loads(process.stdout.readline())
                found[answer.get("id")] = answer.get("result", answer)
    finally:
        process.stdin.close()
        process.wait(20)
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()
    return found
