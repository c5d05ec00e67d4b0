"""`docs/json.md` names every key of what polc prints as JSON."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polc.api.comparison import compare
from tests.cli.invoke import run
from tests.stdlib_texts import main_road, stdlib_policy

ROOT = Path(__file__).resolve().parents[2]
NAMED = set(re.findall(r"`([\w ]+)`", (ROOT / "docs/json.md").read_text(encoding="utf-8")))
POLICY = stdlib_policy("suizhou")
CASE = json.loads((ROOT / "examples/suizhou-dibao.json").read_text(encoding="utf-8"))
SETTLED = POLICY.settle(CASE).to_dict(explain=True)


def printed() -> Iterator[dict[str, Any]]:
    """One of each kind of object that is printed."""
    rule = next(clause for clause in POLICY.clauses if clause.status == "rule").to_dict()
    # The main road has few enough readings to try them all at once.
    asked = main_road().settle_all_readings(CASE).to_dict()
    checked = json.loads(run("check", "pengshui", "--format", "json").stdout)
    compared = compare([POLICY], CASE).to_dict()
    yield from (SETTLED, SETTLED["claims"][0], SETTLED["explanation"][0])
    yield from (SETTLED["consulted"][0], SETTLED["consulted"][0]["alternatives"][0])
    yield from (asked, asked["questions"][0], asked["questions"][0]["answers"][0])
    yield from (rule, rule["places"][0])
    yield from (checked, checked["diagnostics"][0], checked["conformance"][0])
    yield from (compared, compared["claims"][0], compared["claims"][0]["rows"][0])
    yield POLICY.deadlines(2023, 10)[0].to_dict()


def test_every_key_is_named() -> None:
    """Nothing is printed that the page does not explain."""
    assert [key for keys in printed() for key in keys if key not in NAMED] == []


def test_every_status_is_named() -> None:
    """So are the statuses of the steps of this case."""
    assert not {step["status"] for step in SETTLED["explanation"]} - NAMED
