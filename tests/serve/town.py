"""A town whose policy is served: the first 1,000 yuan of a year are borne, of the rest 60% is paid,
or 70% in the version after it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("prometheus_client")
pytest.importorskip("starlette")

from starlette.testclient import TestClient

from polc.serve.app import make_app
from polc.serve.ledger_store import LedgerStore
from polc.serve.limits import ServiceLimits
from polc.serve.memory_store import MemoryStore
from polc.serve.service import Service
from polc.serve.shelf import fill_shelf

TEXT = """政策 town "某镇" 版次 1
文件 tz "镇发〔2023〕1号" 印发 2023-01-01
身份 dibao "低保对象"
支付次序 assistance
待遇 assistance "医疗救助" 每笔结算 {
  对象 dibao
  起付线 每年 1000元  依据 tz "一" TZ-1
  比例 60%  依据 tz "二" TZ-2
}
"""
"""In Chinese keywords, so that its own language is Chinese."""

PERSON = {"id": "p1", "identities": ["dibao"]}


def write_town(folder: Path, rate: str = "60%") -> Path:
    """The policy's file."""
    path = folder / "town.pol"
    path.write_text(TEXT.replace("60%", rate), encoding="utf-8")
    return path


def claim(name: str, day: str, in_policy: str) -> dict[str, Any]:
    """A claim of 2023."""
    return {"id": name, "date": f"2023-{day}", "in_policy": in_policy}


def case(*claims: dict[str, Any]) -> dict[str, Any]:
    """A person with these claims."""
    return {"year": 2023, "person": PERSON, "claims": list(claims)}


CASE = case(claim("c1", "03-01", "6000.00"))
"""(6000 − 1000) × 60% = 3000."""


def make_service(
    *paths: Path, limits: ServiceLimits | None = None, store: LedgerStore | None = None
) -> Service:
    """A service that looks for changes only when it is told to."""
    shelf = fill_shelf(map(str, paths))
    return Service(
        shelf=shelf,
        limits=limits or ServiceLimits(),
        store=MemoryStore() if store is None else store,
        reload_seconds=0,
    )


@contextmanager
def served(service: Service) -> Iterator[TestClient]:
    """A client of the service while it lives."""
    with TestClient(make_app(service), headers={"accept-language": "en"}) as client:
        yield client


def post(client: TestClient, path: str, value: Any, **more: Any) -> Any:
    """What is answered to JSON."""
    headers = {"content-type": "application/json", **more.pop("headers", {})}
    body = value if isinstance(value, bytes) else json.dumps(value)
    return client.post(path, content=body, headers=headers, **more)


def kind_of(response: Any) -> str:
    """The kind of problem that is answered, checked to be one."""
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    return str(told["type"].removeprefix("urn:polc:problem:"))
