"""Targets of a policy, measured over a bureau's claims.

Basic pays 60% of what lies over 500 a year, help 70% of the rest to dibao.
"""

import json
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.batch.open_table import open_table
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import MappingError, read_mapping
from polc.batch.run_batch import BatchRun, run_batch
from tests.batch.town import MAPPING, POLICY, ROWS, write_town
from tests.cli.invoke import run

TARGETS = """
target in_city "市内支付比例" { share of "基本医保支付" in "市内政策范围内费用"; at least 45% }
target all_paid "总费用支付比例" {
  share of "各层支付" in "总费用"
  about 70%, give or take 2 points
}
target insured "应保尽保" { share of "参保" in "认定"; exactly 100% }
"""

MEASURES = """
[targets.in_city]
part = ["basic"]
whole = "in_policy"
place = ["in_county", "市内"]
[targets.all_paid]
part = ["basic", "help"]
whole = "total"
kind = ["inpatient"]
"""


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)
    Path("town.pol").write_text(POLICY + TARGETS, encoding="utf-8")
    Path("town.toml").write_text(MAPPING + MEASURES, encoding="utf-8")


def settle(*options: str) -> Any:
    words = ("town.pol", "claims.csv", "out", "--map", "town.toml", "--language", "en", *options)
    done = run("batch", *words)
    assert done.exit_code == 0, done.stderr
    return json.loads(Path("out", "report.json").read_text(encoding="utf-8"))["targets"]


def test_a_target_of_some_of_the_claims() -> None:
    """In the city s1 of 1500 and s3 of 400, of which basic pays 600: 600 / 1900 = 31.5789%."""
    told = settle()["in_city"]
    assert (told["part"], told["whole"], told["claims"]) == ("600.00", "1900.00", 2)
    assert (told["share"], told["outcome"]) == ("31.5789%", "missed")


def test_a_target_of_several_layers_and_the_whole_bill() -> None:
    """600 + 630 + 600 + 280 = 2110 of 1500 + 1200 + 400 = 3100: 68.0645%, which is about 70%."""
    told = settle()["all_paid"]
    assert (told["part"], told["whole"]) == ("2110.00", "3100.00")
    assert (told["share"], told["outcome"]) == ("68.0645%", "met")


def test_a_target_that_the_claims_cannot_tell() -> None:
    """Who is insured stands in no claim: told as not measured, with what is aimed at."""
    assert settle()["insured"] == {
        "title": "应保尽保", "outcome": "not_measured",
        "aim": {"op": "exactly", "rate": "100%", "tolerance": None},
    }  # fmt: skip


def test_the_report_says_it_in_words() -> None:
    """In the text and on the page."""
    settle()
    line = "target `市内支付比例`: missed, 31.5789%; aimed at: at least 45%"
    assert line in Path("out", "report.txt").read_text(encoding="utf-8")
    assert line in Path("out", "report.html").read_text(encoding="utf-8")


def test_a_refund_is_of_no_target() -> None:
    """Of s1 500 were taken back: (1000 − 500) × 60% = 300 of 1000 + 400."""
    refund = "s9,p1,21,7,2022-03-02,-500.00,-500.00,0,1,1,s1,421300,421300,0"
    write_town(Path(), (*ROWS, refund))
    Path("town.pol").write_text(POLICY + TARGETS, encoding="utf-8")
    Path("town.toml").write_text(MAPPING + MEASURES, encoding="utf-8")
    told = settle()["in_city"]
    assert (told["part"], told["whole"]) == ("300.00", "1400.00")


def test_what_is_not_known_leaves_a_target_open() -> None:
    """A claim without a total: whether the target is met nobody can tell."""
    text = Path("claims.csv").read_text(encoding="utf-8").replace("400.00,400.00", "400.00,")
    Path("claims.csv").write_text(text, encoding="utf-8")
    told = settle()["all_paid"]
    assert (told["outcome"], told["claims_not_known"], told["whole"]) == (
        "undetermined", 1, "2700.00",
    )  # fmt: skip


@pytest.mark.parametrize("rows", [1, 200_000])
def test_both_roads_measure_the_same(rows: int, tmp_path: Path) -> None:
    """Machine code and row after row, in whatever batches."""
    policy = polc.load("town.pol")
    mapping = read_mapping(Path("town.toml").read_text(encoding="utf-8"), vocabulary_of(policy))
    found = []
    for by_machine in (True, False):
        asked = BatchRun(
            policy=policy, mapping=mapping, mapping_text="", form="csv", language="en",
            rows=rows, by_machine=by_machine,
        )  # fmt: skip
        place = tmp_path / f"{by_machine}"
        found.append(run_batch(asked, open_table("claims.csv"), place, lambda _: None).to_dict())
    assert found[0]["targets"] == found[1]["targets"]


@pytest.mark.parametrize(
    ("measure", "place"),
    [
        ('[targets.in_town]\npart = ["basic"]\nwhole = "total"', "targets.in_town"),
        ('[targets.in_city]\npart = ["basics"]\nwhole = "total"', "targets.in_city.part"),
        ('[targets.in_city]\npart = []\nwhole = "total"', "targets.in_city.part"),
        (
            '[targets.in_city]\npart = ["basic", "basic"]\nwhole = "total"',
            "targets.in_city.part",
        ),
        ('[targets.in_city]\npart = ["basic"]\nwhole = "date"', "targets.in_city.whole"),
        ('[targets.in_city]\npart = ["basic"]', "targets.in_city.whole"),
        (
            '[targets.in_city]\npart = ["basic"]\nwhole = "total"\nkind = ["stay"]',
            "targets.in_city.kind",
        ),
        (
            '[targets.in_city]\npart = ["basic"]\nwhole = "total"\nmonth = ["5"]',
            "targets.in_city.month",
        ),
        ("[targets]\nin_city = 1", "targets.in_city"),
    ],
)
def test_mistakes_in_a_measure(measure: str, place: str) -> None:
    """Each is told at its place."""
    with pytest.raises(MappingError) as raised:
        read_mapping(f"{MAPPING}\n{measure}", vocabulary_of(polc.load("town.pol")))
    assert [found for found, _ in raised.value.found] == [place]
