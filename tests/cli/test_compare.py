"""`polc settle A,B CASE --compare`: the same patient in several places."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.invoke import CASE, ROOT, run

OTHER = """policy other "另一地" edition 1
use identities
layers basic > assistance
param premium "缴费标准" : money per year unspecified
benefit basic "基本医保" per claim { rate 50% }
benefit assistance "医疗救助" per claim { for dibao  rate { low: 50%; high: 90% } by breadth }
reading breadth "宽窄" = OT-A01 { low (a) "低" default; high (b) "高" }
benefit premium_subsidy "资助参保" per person per year as of first day of year {
  pay the highest of { full for dibao: 100% of premium }
}
"""


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "other.pol").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "suizhou,other.pol"


def test_side_by_side(places: str, snapshot: SnapshotAssertion) -> None:
    """A column for each, a row for each layer; what one leaves open stands below. Of 50000,
    35000 were paid; 50% of 15000 is 7500 there, 70% is 10500 in Suizhou."""
    done = run("settle", places, CASE, "--compare")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.replace(str(CASE), "case.json") == snapshot


def test_as_json(places: str) -> None:
    """Row by row, then each settlement whole."""
    done = run("settle", places, CASE, "--compare", "--format", "json", "--reading", "OT-A01=b")
    found = json.loads(done.stdout)
    assert found["policies"] == ["suizhou", "other.pol"]
    rows = {row["row"]: row["amounts"] for row in found["claims"][0]["rows"]}
    assert rows["assistance"] == {"suizhou": "10500.00", "other.pol": "13500.00"}
    assert [outcome["policy"] for outcome in found["outcomes"]] == ["suizhou", "other"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("suizhou", CASE, "--compare"), 2, "takes several policies"),
        (("suizhou,suizhou", CASE, "--compare"), 2, "stands twice"),
        (("suizhou,other.pol", CASE), 2, "need `--compare`"),
        (("suizhou,other.pol", CASE, "--compare", "--explain"), 2, "amounts only"),
        (("suizhou,nowhere", CASE, "--compare"), 2, "no file `nowhere`"),
        (
            ("suizhou,other.pol", CASE, "--compare", "--param", "x=1"),
            1,
            "has a parameter `x`",
        ),
    ],
)
def test_wrong_usage(places: str, words: tuple[str | Path, ...], status: int, said: str) -> None:
    """Each is told, with its status."""
    done = run("settle", *words)
    assert done.exit_code == status
    assert said in done.stderr


def test_three_documents() -> None:
    """80000 in policy, 30000 paid. Suizhou: 100% of 50000 up to 40000, then 80% of 10000 − 5000.
    Zhangye: 100% of 50000 within 80000. Pengshui: 80% of 50000, then 60% of all the 10000 left."""
    case = ROOT / "examples" / "three-places.json"
    done = run("settle", "suizhou,zhangye,pengshui", case, "--compare", "--format", "json")
    rows = {row["row"]: row["amounts"] for row in json.loads(done.stdout)["claims"][0]["rows"]}
    assert done.exit_code == 0
    assert rows["assistance"] == {
        "suizhou": "40000.00",
        "zhangye": "50000.00",
        "pengshui": "40000.00",
    }
    assert rows["tilted"] == {"suizhou": "4000.00", "zhangye": None, "pengshui": "6000.00"}
    assert rows["remaining"] == {"suizhou": "6000.00", "zhangye": "0.00", "pengshui": "4000.00"}
