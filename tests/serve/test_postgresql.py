"""Benefit years on a real PostgreSQL server: two writers at once, a kill between two claims,
connections that are cut."""

import http.client
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

pytest.importorskip("psycopg")

import psycopg

from polc.serve.ledger_store import LedgerEntry, LedgerHead, StoreError
from polc.serve.postgresql_store import PostgresqlStore
from tests.serve.process import Served, serving
from tests.serve.town import CASE, PERSON, claim, make_service, write_town

pytestmark = pytest.mark.database

LIVES = 3
"""So often a service is killed."""

SERVER = os.environ.get("POLC_POSTGRESQL", "")


@pytest.fixture
def address() -> Iterator[str]:
    """A database of its own."""
    name = f"polc_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield SERVER.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def write_all(service: Served, claims: list[dict[str, Any]]) -> list[Any]:
    """Enters claims one after the other, each again until it has an answer."""
    answers = []
    for each in claims:
        while True:
            status, told = service.ask("POST", "/town/ledgers/y1/entries", {"claim": each})
            if status == 200:
                break
            assert told["type"].endswith((":contended", ":busy", ":store_unavailable")), told
        answers.append(told)
    return answers


def test_a_store_keeps_what_it_is_given(address: str) -> None:
    """Heads and entries come back as they were, a taken id or place is told."""
    store = PostgresqlStore(address)
    head = LedgerHead(id="y1", policy="town", fingerprint="f", opened='{"a": "低保"}')
    assert store.create(head)
    assert not store.create(head)
    assert store.find("y1") == head
    assert store.find("y2") is None
    first, second = (LedgerEntry(place, '{"x": "\\u0000"}', "{}") for place in (1, 2))
    assert store.append("y1", first)
    assert not store.append("y1", first)
    assert store.append("y1", second)
    assert list(store.entries("y1", 1)) == [second]
    store.close()


def test_two_processes_write_to_one_year_at_once(tmp_path: Path, address: str) -> None:
    """Fifteen claims each: every one is there once, at a place of its own, and together they come
    to the case with all of them."""
    path = write_town(tmp_path)
    claims = [claim(f"c{at}", f"03-{at % 28 + 1:02}", f"{at * 100}.00") for at in range(1, 31)]
    answers: list[Any] = []
    words = (path, "--store", address)
    with serving(*words) as one, serving(*words) as two:
        opening = {"id": "y1", "year": 2023, "person": PERSON}
        one.ask("POST", "/town/ledgers", opening)
        threads = [
            threading.Thread(
                target=lambda at=at, to=to: answers.extend(write_all(to, claims[at::2]))
            )
            for at, to in enumerate((one, two))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        settled = [service.ask("GET", "/town/ledgers/y1/settlement")[1] for service in (one, two)]
    assert sorted(told["entry"] for told in answers) == list(range(1, 31))
    version = make_service(path).shelf.find("town")
    assert version is not None
    whole = version.policy.settle({**CASE, "claims": claims}).to_dict()
    assert settled == [whole, whole]


def test_a_kill_while_claims_come_loses_and_doubles_nothing(tmp_path: Path, address: str) -> None:
    """The process is killed three times while claims come in; whoever has no answer sends the claim
    again to the next, and in the end each is there once."""
    words = (write_town(tmp_path), "--store", address)
    claims = [claim(f"c{at}", f"03-{at % 28 + 1:02}", "100.00") for at in range(1, 41)]
    done = killed = 0
    for life in range(LIVES + 1):
        with serving(*words) as service:
            if life == 0:
                opening = {"id": "y1", "year": 2023, "person": PERSON}
                service.ask("POST", "/town/ledgers", opening)
            ends = threading.Timer(0.004 * life, service.kill)
            try:
                while done < len(claims):
                    if life < LIVES and done == 10 * (life + 1):
                        ends.start()
                    write_all(service, [claims[done]])
                    done += 1
            except (OSError, http.client.HTTPException, ValueError):  # no answer, or half of one
                ends.join()
            killed += ends.ident is not None
            if life == LIVES:
                _, whole = service.ask("GET", "/town/ledgers/y1/settlement")
    assert killed == LIVES
    assert sorted(settled["id"] for settled in whole["claims"]) == sorted(
        each["id"] for each in claims
    )
    # The first 1,000 of 40 × 100 = 4,000 yuan are borne: 3000 × 60%.
    assert whole["totals"]["benefits"] == {"assistance": "1800.00"}
    with psycopg.connect(address) as connection:
        rows = connection.execute("SELECT place, asked FROM polc_ledger_entries ORDER BY place")
        found = rows.fetchall()
    assert [place for place, _ in found] == list(range(1, 41))
    assert len({json.loads(asked)["claim"]["id"] for _, asked in found}) == len(claims)


def test_connections_that_are_cut_are_made_anew(address: str) -> None:
    """The server ends all connections: what is asked next is answered by a new one."""
    store = PostgresqlStore(address)
    head = LedgerHead(id="y1", policy="town", fingerprint="f", opened="{}")
    store.create(head)
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (address.rpartition("/")[2],),
        )
    assert store.find("y1") == head
    store.close()


def test_a_server_that_is_not_there_is_told_without_its_address() -> None:
    """By the kind of what went wrong alone: the address has a password."""
    with pytest.raises(StoreError) as refused:
        PostgresqlStore("postgresql://polc:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value)
