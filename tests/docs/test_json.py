"""`docs/json.md` names every key of what polc prints as JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.api.comparison import compare
from tests.cli.invoke import run

ROOT = Path(__file__).resolve().parents[2]
NAMED = set(re.findall(r"`([\w ]+)`", (ROOT / "docs/json.md").read_text(encoding="utf-8")))
POLICY = polc.load("suizhou")
CASE = json.loads((ROOT / "examples/suizhou-dibao.json").read_text(encoding="utf-8"))
SETTLED = POLICY.settle(CASE).to_dict()
RULE = next(one for one in POLICY.clauses if one.status == "rule")
ASKED = POLICY.settle_all_readings(CASE).to_dict()

CHECKED = json.loads(run("check", "pengshui", "--format", "json").stdout)
COMPARED = compare([POLICY], CASE).to_dict()


@pytest.mark.parametrize(
    "printed",
    [
        SETTLED,
        SETTLED["claims"][0],
        SETTLED["consulted"][0],
        SETTLED["consulted"][0]["alternatives"][0],
        SETTLED["explanation"][0],
        ASKED,
        ASKED["questions"][0],
        ASKED["questions"][0]["answers"][0],
        RULE.to_dict(),
        RULE.to_dict()["places"][0],
        CHECKED,
        CHECKED["diagnostics"][0],
        CHECKED["conformance"][0],
        COMPARED,
        COMPARED["claims"][0],
        COMPARED["claims"][0]["rows"][0],
        POLICY.deadlines(2023, 10)[0].to_dict(),
    ],
)
def test_every_key_is_named(printed: dict[str, Any]) -> None:
    """Nothing is printed that the page does not explain."""
    assert not set(printed) - NAMED


def test_every_status_is_named() -> None:
    """So are the statuses of the steps of this case."""
    assert not {one["status"] for one in SETTLED["explanation"]} - NAMED
