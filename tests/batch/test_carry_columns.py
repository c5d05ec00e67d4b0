"""What the columns of a file are makes no difference: their texts come to the same."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.batch.carry_columns import as_texts, carry_columns
from polc.batch.open_table import open_table
from polc.batch.person_batches import read_persons
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import read_mapping
from polc.batch.run_batch import BatchRun, run_batch
from tests.batch.town import POLICY

pytest.importorskip("duckdb")

MAPPING = """
[claims]
id = "id"
person = "who"
date = "day"
in_policy = "cost"
total = "bill"
kind = { column = "kind", codes = { 21 = "inpatient", 11 = "outpatient" } }
[[person.identities]]
column = "type"
codes = { 1 = "none", 7 = "dibao", "" = "none" }
"""
COSTS = ("1000.00", "-1.00", None, "9999999999.99", "10000000000.00", "0.05", "700.10")
DAYS = (date(2022, 3, 1), date(2022, 12, 31), None, date(2021, 1, 1), date(2022, 5, 6))
KINDS = ("21", " 21 ", None, "11", "99", "21", "21", "21")


def make_table() -> Any:
    """Two hundred rows, of persons of whom something is right, wrong or missing."""
    import pyarrow as pa

    rows = range(200)
    cost = [COSTS[at % 7] if at % 3 == 0 else "1500.00" for at in rows]
    return pa.table(
        {
            "id": [f"s{at}" for at in rows],
            "who": pa.array([at // 3 for at in rows], pa.int32()),
            "day": pa.array(
                [DAYS[at % 5] if at % 4 == 0 else date(2022, 6, 7) for at in rows], pa.date32()
            ),
            "cost": pa.array(
                [None if text is None else Decimal(text) for text in cost], pa.decimal128(14, 2)
            ),
            "bill": pa.array([at * 1000 if at % 2 else None for at in rows], pa.int64()),
            "kind": [KINDS[at % 8] if at % 5 == 0 else "21" for at in rows],
            "type": pa.array([(1, 7, None)[at // 3 % 3] for at in rows], pa.int8()),
        }
    )


def write_both(folder: Path, table: Any) -> tuple[str, str]:
    """The table as it is, and with every column text."""
    from pyarrow import parquet

    typed, texts = folder / "typed.parquet", folder / "texts.parquet"
    parquet.write_table(table, typed)
    open_table(str(typed)).connection.sql("FROM bureau").write_parquet(str(texts))
    return str(typed), str(texts)


def settle(place: str, output: Path, rows: int) -> None:
    policy = polc.compile(POLICY, name="town")
    run = BatchRun(
        policy=policy,
        mapping=read_mapping(MAPPING, vocabulary_of(policy)),
        mapping_text=MAPPING,
        form="csv",
        language="en",
        rows=rows,
    )
    run_batch(run, open_table(place), output, lambda _: None)


def test_types_make_no_difference(tmp_path: Path) -> None:
    """Also of rows that are refused, whose texts are told."""
    typed, texts = write_both(tmp_path, make_table())
    settle(typed, tmp_path / "a", 30)
    settle(texts, tmp_path / "b", 10_000)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    assert len((tmp_path / "a" / "claims.csv").read_text().splitlines()) > 20
    assert "99" in (tmp_path / "a" / "refused.csv").read_text()


def test_texts_behind_the_sort(tmp_path: Path) -> None:
    """They are those that DuckDB writes for what stands in the file."""
    typed, _ = write_both(tmp_path, make_table())
    table = open_table(typed)
    mapping = read_mapping(MAPPING, vocabulary_of(polc.compile(POLICY, name="town")))
    columns = mapping.columns()
    (rows,) = read_persons(table, mapping, "1GB")
    found = sorted(as_texts(rows).select(columns).to_pylist(), key=str)
    quoted = ", ".join(columns)
    told = table.fetch(f"SELECT {quoted} FROM bureau")
    assert found == sorted((dict(zip(columns, row, strict=True)) for row in told), key=str)


def test_only_what_has_its_text_is_carried(tmp_path: Path) -> None:
    """A day that no calendar writes alike, a number of three places, an id, a number with a point
    go as text; a code of few texts as one of them."""
    import pyarrow as pa

    table = make_table().set_column(2, "day", pa.array([date(9999, 12, 31)] * 199 + [None]))
    table = table.set_column(3, "cost", pa.array([Decimal("1.000")] * 200))
    table = table.set_column(4, "bill", pa.array([1.5] * 200))
    typed, _ = write_both(tmp_path, table)
    opened = open_table(typed)
    mapping = read_mapping(MAPPING, vocabulary_of(polc.compile(POLICY, name="town")))
    carried = carry_columns(opened, mapping)
    assert carried["day"] == '"day"'
    for name in ("cost", "bill", "id", "who"):
        assert carried[name] == f'CAST("{name}" AS VARCHAR)'
    assert carried["kind"].startswith('CAST("kind" AS "polc texts')
    assert carried["type"] == '"type"'
