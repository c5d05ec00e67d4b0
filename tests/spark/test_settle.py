"""Spark comes to what `polc batch` comes to, however the rows are shuffled and cut."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("llvmlite")

import polc
from polc.batch.open_table import open_table
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import MappingError, read_mapping
from polc.batch.run_batch import BatchRun, run_batch
from polc.batch.table_error import TableError
from polc.spark import settle
from tests.batch.town import HEADER, MAPPING, POLICY, ROWS
from tests.spark.standalone_cluster import standalone_cluster

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=["local[2]", "standalone"])
def spark(request: pytest.FixtureRequest) -> "Iterator[SparkSession]":
    """A session of two threads, and one of a master with two workers; their Python and polc are
    those of the tests."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join(
        [str(Path(polc.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    )
    with ExitStack() as stack:
        address = request.param
        if address == "standalone":
            address = stack.enter_context(standalone_cluster())
        session = (
            SparkSession.builder.master(address)
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "5")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
            .getOrCreate()
        )
        yield session
        session.stop()


def frame_of(spark: "SparkSession", rows: tuple[str, ...]) -> "DataFrame":
    """The rows as a frame of texts."""
    names = HEADER.split(",")
    cells = [[cell or None for cell in row.split(",")] for row in rows]
    return spark.createDataFrame(cells, ", ".join(f"{name} string" for name in names))


def numbered_frame(spark: "SparkSession", rows: tuple[str, ...]) -> "DataFrame":
    """The same, each row with its number, in any order."""
    names = HEADER.split(",")
    cells = [[n, *(cell or None for cell in row.split(","))] for n, row in enumerate(rows, 1)]
    Random(2).shuffle(cells)
    return spark.createDataFrame(
        cells, "NUMBER long, " + ", ".join(f"{name} string" for name in names)
    )


def many_rows(count: int) -> tuple[str, ...]:
    """Claims of some persons, a few of them refused or taken back."""
    chance = Random(5)
    found = []
    for number in range(count):
        month, day = chance.randrange(1, 13), chance.randrange(1, 29)
        kind = chance.choice(("21", "21", "21", "99"))
        amount = chance.randrange(1, 900_000)
        found.append(
            f"t{number},q{chance.randrange(count // 6 + 1)},{kind},{chance.choice('17')},"
            f"2022-{month:02}-{day:02},{amount // 100}.{amount % 100:02},9999.00,0,1,0,,"
            "421300,421300,0"
        )
    return tuple(found)


def of_batch(
    folder: Path, rows: tuple[str, ...], text: str = POLICY, columns: str = MAPPING
) -> dict[str, list[tuple[Any, ...]]]:
    """What `polc batch` writes of the rows, without their numbers."""
    import pyarrow.parquet

    policy = polc.compile(text, name="town")
    (folder / "claims.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    mapping = read_mapping(columns, vocabulary_of(policy))
    run = BatchRun(
        policy=policy, mapping=mapping, mapping_text=columns, form="parquet", language="en"
    )
    run_batch(run, open_table(str(folder / "claims.csv")), folder / "out", lambda _: None)
    found = {}
    for path in (folder / "out").glob("*.parquet"):
        lines = pyarrow.parquet.read_table(path).to_pylist()
        found[path.stem] = sorted(map(without_number, lines))
    return found


def without_number(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(repr(value) for name, value in row.items() if name != "row")


def of_spark(
    frame: "DataFrame", order: str = "", columns: str = MAPPING
) -> dict[str, list[tuple[Any, ...]]]:
    """The same of Spark."""
    settled = settle(polc.compile(POLICY, name="town"), frame, columns, order=order, rows=100)
    return {
        name: sorted(without_number(row.asDict()) for row in settled.table(name).collect())
        for name in settled.names
    }


def test_a_town_is_settled(spark: "SparkSession") -> None:
    """p1: (1500 - 500) × 60% = 600, then 1000 × 60% = 600; s4 is left out."""
    settled = settle(polc.compile(POLICY, name="town"), frame_of(spark, ROWS), MAPPING)
    paid = {row["claim"]: row["basic"] for row in settled.claims.collect()}
    assert paid == {"s1": Decimal("600.00"), "s2": Decimal("600.00"), "s3": Decimal("0.00")}


def test_a_year_of_everybody(spark: "SparkSession") -> None:
    """p9, whom the table of persons alone names, has a year; p1 and p2 keep theirs."""
    columns = MAPPING + '[persons]\nperson = "WHO"\nborn = "BORN"\n'
    persons = spark.createDataFrame(
        [[who, "1950-01-01"] for who in ("p9", "p1", "p2")], "WHO string, BORN string"
    )
    town = polc.compile(POLICY, name="town")
    for year, who in ((None, ["p1", "p2"]), (2022, ["p1", "p2", "p9"])):
        settled = settle(
            town, frame_of(spark, ROWS), columns, {"persons": persons}, everybody_in=year
        )
        found = sorted((row["person"], row["year"]) for row in settled.person_years.collect())
        assert found == [(person, 2022) for person in who]


def test_nobody_says_who_everybody_is(spark: "SparkSession") -> None:
    """Told before any job runs."""
    town = polc.compile(POLICY, name="town")
    with pytest.raises(TableError, match="everybody_in"):
        settle(town, frame_of(spark, ROWS), MAPPING, everybody_in=2022)


def test_shuffled_rows_come_to_what_batch_comes_to(spark: "SparkSession", tmp_path: Path) -> None:
    """In batches of seven rows, so that persons go over their borders, and in five partitions."""
    rows = list(many_rows(400))
    expected = of_batch(tmp_path, tuple(rows))
    Random(1).shuffle(rows)
    assert of_spark(frame_of(spark, tuple(rows)).repartition(3)) == expected


def test_rows_that_contradict_each_other_are_refused_in_any_order(
    spark: "SparkSession", tmp_path: Path
) -> None:
    """Some sixty days of the thousand rows have both of what one person can be."""
    rows = [re.sub(r",q\d+,", ",q1,", row) for row in many_rows(1000)]
    expected = of_batch(tmp_path, tuple(rows))
    assert any("another row of the same day" in told[-1] for told in expected["refused"])
    Random(1).shuffle(rows)
    assert of_spark(frame_of(spark, tuple(rows)).repartition(3)) == expected


def test_empty_partitions_are_none(spark: "SparkSession", tmp_path: Path) -> None:
    """One person in five partitions."""
    rows = tuple(row for row in ROWS if ",p1," in row)
    assert of_spark(frame_of(spark, rows)) == of_batch(tmp_path, rows)


def test_one_person_with_very_many_claims(spark: "SparkSession", tmp_path: Path) -> None:
    """All in one batch, whatever their number; those of a day in the order that a column says."""
    rows = tuple(re.sub(r",q\d+,\d+,\d,", ",q1,21,7,", row) for row in many_rows(5000))
    expected = of_batch(tmp_path, rows)
    assert len(expected["claims"]) == 5000
    assert of_spark(numbered_frame(spark, rows), order="NUMBER") == expected


def test_a_column_that_is_not_there_is_told_before_the_job(spark: "SparkSession") -> None:
    """By its name."""
    frame = frame_of(spark, ROWS).drop("INSCP_AMT")
    with pytest.raises(TableError, match="`INSCP_AMT`"):
        settle(polc.compile(POLICY, name="town"), frame, MAPPING)


def test_amounts_as_floats_are_refused(spark: "SparkSession") -> None:
    """A float is no amount."""
    from pyspark.sql import functions

    amount = functions.col("INSCP_AMT").cast("double")
    frame = frame_of(spark, ROWS).withColumn("INSCP_AMT", amount)
    with pytest.raises(TableError, match="decimal"):
        settle(polc.compile(POLICY, name="town"), frame, MAPPING)


def test_a_mapping_with_a_mistake_is_refused(spark: "SparkSession") -> None:
    """As `polc batch` refuses it."""
    with pytest.raises(MappingError):
        settle(
            polc.compile(POLICY, name="town"),
            frame_of(spark, ROWS),
            MAPPING.replace("in_policy", "in_polcy"),
        )


def test_households_come_to_what_batch_comes_to(spark: "SparkSession", tmp_path: Path) -> None:
    """Of a thousand rows of households of three, some of whose members are of two, of none, or
    wrong."""
    text = POLICY.replace("deductible per year", "deductible per household per year")
    mapping = MAPPING.replace("[claims]\n", '[claims]\nhousehold = "BALC"\n').replace(
        '"BALC"]', "]"
    )
    chance = Random(9)
    rows = []
    for row in (*ROWS, *many_rows(1000)):
        *cells, _ = row.split(",")
        number = int(re.sub(r"\D", "", cells[1]))
        cells[2:4] = "99" if chance.random() < 0.01 else "21", "17"[number % 2]
        home = chance.choice(("", "f0")) if chance.random() < 0.01 else f"f{number // 3}"
        rows.append(",".join((*cells, home)))
    Random(1).shuffle(rows)
    expected = of_batch(tmp_path, tuple(rows), text, mapping)
    assert all(expected[name] for name in ("claims", "refused"))
    numbered = [
        (n, *(cell or None for cell in row.split(","))) for n, row in enumerate(rows, start=1)
    ]
    Random(2).shuffle(numbered)
    names = ", ".join(f"{name} string" for name in HEADER.split(","))
    frame = spark.createDataFrame(numbered, f"NUMBER long, {names}")
    policy = polc.compile(text, name="town")
    settled = settle(policy, frame, mapping, order="NUMBER", rows=100)
    assert {
        name: sorted(without_number(row.asDict()) for row in settled.table(name).collect())
        for name in settled.names
    } == expected


def test_what_was_paid_is_taken_as_given(spark: "SparkSession", tmp_path: Path) -> None:
    """Basic paid 400 and a refund took 100 back: help is (1000 − 300) × 70% = 490; of s2 what is
    left of its 1000, 510. A row that does not say what was paid is refused; all as in a batch."""
    paid = MAPPING.replace("recorded = { basic", "paid = { basic")
    rows = (
        "s1,p1,21,7,2022-03-01,1500.00,1500.00,400,1,0,,421300,421300,0",
        "s2,p1,21,7,2022-05-01,2000.00,2000.00,0,1,0,,421300,421300,0",
        "s3,p2,21,7,2022-05-01,2000.00,2000.00,,1,0,,421300,421300,0",
        "r1,p1,21,7,2022-06-05,-500.00,-500.00,-100,1,1,s1,421300,421300,0",
    )
    frame = frame_of(spark, rows)
    settled = settle(polc.compile(POLICY, name="town"), frame, paid)
    amounts = {row["claim"]: (row["basic"], row["help"]) for row in settled.claims.collect()}
    assert amounts == {
        "s1": (Decimal("300.00"), Decimal("490.00")),
        "s2": (Decimal("0.00"), Decimal("510.00")),
    }
    assert [(row["claim"], row["place"]) for row in settled.refused.collect()] == [
        ("s3", "HIFP_PAY")
    ]
    assert of_spark(frame, columns=paid) == of_batch(tmp_path, rows, columns=paid)
