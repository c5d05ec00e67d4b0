"""A bureau's database: queries read, results written back."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.batch.town import HEADER, ROWS, write_town
from tests.cli.invoke import run

NAMES = HEADER.split(",")


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("adbc_driver_sqlite")
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)
    Path("claims.csv").unlink()
    Path("claims.sql").write_text("SELECT * FROM setl_d WHERE vali_flag = '1'", encoding="utf-8")
    with sqlite3.connect("bureau.db") as connection:
        columns = ", ".join(f'"{name}" TEXT' for name in NAMES)
        connection.execute(f"CREATE TABLE setl_d ({columns})")
        marks = ", ".join("?" * len(NAMES))
        connection.executemany(
            f"INSERT INTO setl_d VALUES ({marks})", [row.split(",") for row in ROWS]
        )
    connection.close()


def settle(*options: str, status: int = 0, database: str = "sqlite:bureau.db") -> Any:
    done = run(
        *("batch", "town.pol", "claims.sql", "out", "--map", "town.toml"),
        *("--database", database, *options),
    )
    assert done.exit_code == status, done.stderr
    return done


def rows_of(query: str) -> list[Any]:
    connection = sqlite3.connect("bureau.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_a_query_is_a_table_and_the_results_are_written_back() -> None:
    """As of the town's file: s1 600, s2 600, s3 0; amounts are texts in SQLite, which has no
    decimals."""
    settle("--into", "settled")
    assert rows_of("SELECT claim, basic FROM settled_claims ORDER BY claim") == [
        ("s1", "600.00"), ("s2", "600.00"), ("s3", "0.00"),
    ]  # fmt: skip
    assert rows_of("SELECT count(*) FROM settled_refused") == [(0,)]


def test_tables_that_are_there_stay() -> None:
    """Told before anything is settled."""
    with sqlite3.connect("bureau.db") as connection:
        connection.execute("CREATE TABLE settled_claims (a TEXT)")
    connection.close()
    assert "settled_claims" in settle("--into", "settled", status=2).stderr
    assert not Path("out").exists()


def test_a_query_changes_nothing() -> None:
    """The database is open for reading alone."""
    Path("claims.sql").write_text("DELETE FROM setl_d RETURNING *", encoding="utf-8")
    settle(status=2)
    assert rows_of("SELECT count(*) FROM setl_d") == [(4,)]


@pytest.mark.parametrize(
    ("query", "word"),
    [("", "no query"), ("SELECT * FROM nope", "nope"), ("SELECT 1 AS a, 2 AS a", "two columns")],
)
def test_a_query_that_comes_to_no_table(query: str, word: str) -> None:
    """Told with its file, or with what the database says."""
    Path("claims.sql").write_text(query, encoding="utf-8")
    assert word in settle(status=2).stderr


@pytest.mark.parametrize(
    ("database", "word"),
    [
        ("sqlite:nope.db", "nope.db"),
        ("oracle://host", "postgresql://"),
        ("postgresql://somebody:secret@127.0.0.1:1/nowhere", "refuses"),
    ],
)
def test_a_database_that_is_not_there(database: str, word: str) -> None:
    """Told, without the password; no file is made."""
    pytest.importorskip("adbc_driver_postgresql")
    said = settle(status=2, database=database).stderr
    assert word in said
    assert "secret" not in said
    assert not Path("nope.db").exists()


def test_a_query_needs_a_database() -> None:
    """Told by the option."""
    done = run("batch", "town.pol", "claims.sql", "out", "--map", "town.toml")
    assert done.exit_code == 2
    assert "--database" in done.stderr


def test_into_needs_parquet() -> None:
    """Texts have lost what is a number."""
    assert "--into" in settle("--into", "settled", "--format", "csv", status=2).stderr


POSTGRESQL = os.environ.get("POLC_POSTGRESQL", "")
"""The address of a server that the tests may make tables on; CI starts one."""


@pytest.mark.database
def test_postgresql_there_and_back() -> None:
    """Amounts as exact numbers both ways, days as days, codes as texts; a settled claim's amount
    is a `numeric` in the table."""
    pytest.importorskip("adbc_driver_postgresql")
    from adbc_driver_postgresql import dbapi

    kinds = {"ENDDATE": "date", "INSCP_AMT": "numeric(16, 4)", "MEDFEE_SUMAMT": "numeric(16, 2)"}
    columns = ", ".join(f'"{name}" {kinds.get(name, "text")}' for name in NAMES)
    values = ", ".join(
        "(" + ", ".join(f"'{cell}'" for cell in row.split(",")) + ")" for row in ROWS
    )
    with dbapi.connect(POSTGRESQL) as connection, connection.cursor() as cursor:
        for name in ("setl_d", "settled_claims", "settled_refused", "settled_remarks",
                     "settled_person_years", "settled_alerts", "settled_adjustments",
                     "settled_undetermined"):  # fmt: skip
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE TABLE setl_d ({columns})")
        cursor.execute(f"INSERT INTO setl_d VALUES {values}")
        connection.commit()
    Path("claims.sql").write_text("SELECT * FROM setl_d", encoding="utf-8")
    settle("--into", "settled", database=POSTGRESQL)
    with dbapi.connect(POSTGRESQL) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT claim, basic + 0.00 FROM settled_claims ORDER BY claim")
        found = [(claim, str(paid)) for claim, paid in cursor.fetchall()]
    assert found == [("s1", "600.00"), ("s2", "600.00"), ("s3", "0.00")]
