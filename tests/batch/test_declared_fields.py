"""Fields that a policy declares are read by their kind, as those of every case are."""

from pathlib import Path

import pytest

import polc
from polc.batch.open_table import open_table
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import read_mapping
from polc.batch.run_batch import BatchRun, run_batch

pytest.importorskip("duckdb")

POLICY = """policy town "试点" edition 1
use identities
layers basic
field claim urgent "急诊抢救" : yes or no
field person moved "迁入日" : date
benefit basic "基本" per claim {
  when date reaches moved
  rate { yes: 80%; no: 60% } by urgent
}
"""
MAPPING = """[claims]
id = "ID"
person = "PSN"
date = "DAY"
in_policy = "AMT"
total = "AMT"
urgent = { column = "URG", codes = { 1 = "yes", 0 = "no" } }
[person]
moved = "MOVED"
"""
TEXT = """ID,PSN,DAY,AMT,URG,MOVED
s1,p1,20220301,1000.00,1,20220101
s2,p2,2022/3/2,1000.00,0,2022/1/1
"""


@pytest.mark.parametrize("by_machine", [True, False])
def test_declared_fields_are_read_by_their_kind(tmp_path: Path, by_machine: bool) -> None:
    """A yes is no text and a day no number: 1000 × 80% and 1000 × 60%."""
    import pyarrow.parquet

    (tmp_path / "claims.csv").write_text(TEXT, encoding="utf-8")
    policy = polc.compile(POLICY, name="town")
    run = BatchRun(
        policy=policy,
        mapping=read_mapping(MAPPING, vocabulary_of(policy)),
        mapping_text=MAPPING,
        form="parquet",
        language="en",
        by_machine=by_machine,
    )
    run_batch(run, open_table(str(tmp_path / "claims.csv")), tmp_path / "out", lambda _: None)
    rows = pyarrow.parquet.read_table(tmp_path / "out" / "claims.parquet").to_pylist()
    assert {row["claim"]: str(row["basic"]) for row in rows} == {"s1": "800.00", "s2": "600.00"}
