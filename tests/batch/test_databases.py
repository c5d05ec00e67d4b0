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
        ("postgresql://somebody:secret@127.0.0.1:1/nowhere", "nothing answers"),
        ("postgresql://somebody:p%zzsecret@127.0.0.1:1/nowhere", "look at its address"),
        ("postgresql://somebody:in secret@127.0.0.1:1/nowhere", "cannot be reached"),
        ("postgresql://somebody:in@secret@127.0.0.1:1/nowhere", "cannot be reached"),
        ("postgresql://somebody:in/secret@127.0.0.1:1/nowhere", "cannot be reached"),
        ("postgresql://[secret", "look at its address"),
        ("postgresql://127.0.0.1:1/nowhere?secret=1", "look at its address"),
    ],
)
def test_a_database_that_is_not_there(database: str, word: str) -> None:
    """Told, without the password; no file is made."""
    pytest.importorskip("adbc_driver_postgresql")
    said = settle(status=2, database=database).stderr
    assert word in said
    assert "secret" not in said
    assert not Path("nope.db").exists()


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT 1 AS id; DELETE FROM setl_d", "several queries"),
        ("SELECT ';' AS id /* ; */; -- the end;\n; SELECT 2", "several queries"),
        ("ATTACH 'new.db' AS x", "begins with `ATTACH`"),
        ("/* SELECT */ COPY setl_d TO '/tmp/f'", "begins with `COPY`"),
        ("SELECT 1) SELECT * FROM (SELECT 1", "refuses"),
        ("-- nothing", "no query"),
    ],
)
def test_a_file_has_one_query_that_asks(query: str, word: str) -> None:
    """Told before the database is asked; nothing is changed or made."""
    Path("claims.sql").write_text(query, encoding="utf-8")
    assert word in settle(status=2).stderr
    assert rows_of("SELECT count(*) FROM setl_d") == [(4,)]
    assert not Path("new.db").exists()


def test_a_query_may_end_in_a_semicolon_and_a_remark() -> None:
    """A semicolon in a text, a name or a remark ends nothing."""
    query = "WITH a AS (SELECT *, ';' AS \";\" FROM setl_d) SELECT * FROM a; -- all;"
    Path("claims.sql").write_text(query, encoding="utf-8")
    settle()
    assert Path("out").is_dir()


@pytest.mark.parametrize(
    ("first", "late"), [(None, "d1"), (1000, 1000.75), (7, "x"), (0.5, None), (None, None)]
)
def test_a_column_of_sqlite_holds_what_comes_late(first: object, late: object) -> None:
    """Of 1500 rows whatever; a REAL as SQLite writes it; nothing is empty, as in a file."""
    from polc.batch.open_query import open_query

    with sqlite3.connect("bureau.db") as connection:
        connection.execute("CREATE TABLE late (value)")
        connection.executemany("INSERT INTO late VALUES (?)", [(first,)] * 1500 + [(late,)])
    connection.close()
    Path("late.sql").write_text("SELECT value FROM late -- all", encoding="utf-8")
    table = open_query(Path("late.sql"), "sqlite:bureau.db")
    found = [value for (value,) in table.fetch("SELECT value FROM bureau")]
    assert found == [None if value is None else str(value) for value in [first] * 1500 + [late]]


def test_names_that_differ_in_case_are_two_columns() -> None:
    """Each column keeps its own values, by its place; DuckDB cannot hold both, and it is told."""
    Path("claims.sql").write_text("SELECT 1 AS a, 2 AS A", encoding="utf-8")
    assert "claims.sql" in settle(status=2).stderr


def test_bytes_are_no_text() -> None:
    """Refused, and no sign is guessed."""
    Path("claims.sql").write_text("SELECT x'ff' AS id", encoding="utf-8")
    assert "UTF" in settle(status=2).stderr.upper()


def test_a_reform_is_compared_for_a_query() -> None:
    """`polc diff` asks the database as a run does."""
    done = run(
        *("diff", "town.pol", "town.pol", "--population", "claims.sql", "--map", "town.toml"),
        *("--database", "sqlite:bureau.db"),
    )
    assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize("size", ["lots", "2", "0GB", "-1GB", "2GB;", "9999999GB", ""])
def test_a_size_that_is_none(size: str) -> None:
    """Told by the option, before a table is read."""
    done = settle("--memory", size, status=2)
    assert "--memory" in done.stderr
    assert "2GB" in done.stderr


@pytest.mark.parametrize("size", ["512MB", "1.5 gib"])
def test_a_size(size: str) -> None:
    """As DuckDB has them."""
    settle("--memory", size)


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
