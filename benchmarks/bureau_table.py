"""A bureau's table of claims in Parquet, as large as wished, with its mapping and its parameters.

In: how many rows, five of each person and in no order. Out: files in a folder. Amounts are decimals
and days are days where `typed`, else all is text; ids and codes are text in both. What stands in a
row hangs on its number alone, so that the same table is written anywhere.
"""

from pathlib import Path

import tomlkit

from benchmarks.ordinary_cases import TERMS

CLAIMS_EACH = 5
IDENTITIES = ("tekun", "orphan", "dibao", "returned_to_poverty", "unstable")
"""What the types 1 to 5 are; 0 is none of them."""

MAPPING = """
[claims]
id = "id"
person = "person"
date = "date"
in_policy = "in_policy"
total = "total"
hospital_level = "level"
designated = {{ column = "designated", codes = {{ 0 = "no", 1 = "yes" }} }}
kind = {{ column = "kind", codes = {{ 21 = "inpatient", 11 = "outpatient" }} }}
place = {{ column = "place", codes = {{ 1 = "in_city", 2 = "in_province", 3 = "elsewhere" }} }}
referred = {{ column = "referred", codes = {{ 0 = "no", 1 = "yes" }} }}
[[person.identities]]
column = "type"
codes = {{ {identities} }}
"""
_PRIME = 7_919_000_003
_TABLE = """
WITH numbered AS (
  SELECT range AS n, hash(range) AS a, hash(range + {prime}::BIGINT) AS b,
    hash(range * 31 + 11) AS c
  FROM range({rows})
), drawn AS (
  SELECT *, (a % {persons})::BIGINT AS who, 10000 + (b % 4990000)::BIGINT AS fen FROM numbered
)
SELECT 'S' || lpad(n::VARCHAR, 10, '0') AS id, 'P' || lpad(who::VARCHAR, 9, '0') AS person,
  (DATE '2022-01-01' + (c % 365)::INT){day} AS date,
  (fen::DECIMAL(18, 0) / 100)::DECIMAL(12, 2){amount} AS in_policy,
  ((fen + (c % 700000)::BIGINT)::DECIMAL(18, 0) / 100)::DECIMAL(12, 2){amount} AS total,
  ((c // 7) % 3 + 1)::VARCHAR AS level,
  CASE WHEN (b // 5) % 4 = 0 THEN '11' ELSE '21' END AS kind,
  ((b // 3) % 3 + 1)::VARCHAR AS place, ((a // 3) % 2)::VARCHAR AS referred,
  CASE WHEN (a // 5) % 4 = 0 THEN '0' ELSE '1' END AS designated,
  (hash(who) % 6)::VARCHAR AS type
FROM drawn
"""


def write_table(folder: Path, rows: int, *, typed: bool) -> None:
    """`claims.parquet`, `town.toml`, `terms.toml`."""
    import duckdb

    text = "::VARCHAR"
    query = _TABLE.format(
        rows=rows,
        persons=max(rows // CLAIMS_EACH, 1),
        prime=_PRIME,
        day="" if typed else text,
        amount="" if typed else text,
    )
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"COPY ({query}) TO '{folder / 'claims.parquet'}' (FORMAT parquet)")
    codes = ", ".join(f'{at} = "{name}"' for at, name in enumerate(IDENTITIES, start=1))
    mapping = MAPPING.format(identities=f'0 = "none", {codes}')
    (folder / "town.toml").write_text(mapping, encoding="utf-8")
    terms = _without_nothing({**TERMS, "premium": "350.00"})
    (folder / "terms.toml").write_text(tomlkit.dumps(terms), encoding="utf-8")


def _without_nothing(value):
    """The same without what is none, which TOML cannot say."""
    if isinstance(value, dict):
        return {key: _without_nothing(held) for key, held in value.items() if held is not None}
    return [*map(_without_nothing, value)] if isinstance(value, list) else value
