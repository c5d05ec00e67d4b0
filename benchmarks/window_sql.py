"""Suizhou's four layers as a query of DuckDB's with window functions: what `polc batch` is measured
against.

In: a table of `bureau_table.py`, the parameters of `claim_speed.py`. Out: a query, or as a command
(`python -m benchmarks.window_sql CLAIMS OUTPUT MEMORY`) what each layer pays for each claim as
Parquet. Written from the document, by hand: a running sum is a window over the person's rows, and
what a cap leaves is found from the sum of what was wanted, since no amount is below zero. It knows
nothing of missing cells, of mistakes or of readings.
"""

import sys

from benchmarks.claim_speed import PARAMETERS
from polc.runtime.amounts import UNLIMITED

_WINDOW = "OVER (PARTITION BY person ORDER BY date, row ROWS UNBOUNDED PRECEDING)"
_RATE = 1_000_000


def _rounded(product: str) -> str:
    return f"(({product} + {_RATE // 2}) // {_RATE})"


def _running(amount: str) -> str:
    return f"(sum({amount}) {_WINDOW})::BIGINT"


def _by_level(name: str) -> str:
    cases = " ".join(f"WHEN '{level}' THEN {PARAMETERS[f'{name}.{level}']}" for level in (1, 2, 3))
    return f"CASE level {cases} END"


def _bands() -> str:
    """What the bands want of a line that goes from `low` to `high`."""
    parts, before = [], 0
    for edge, rate in PARAMETERS["critical_illness_bands"]:
        upper = "high" if edge == UNLIMITED else f"least(high, {edge})"
        within = f"greatest({upper} - greatest(low, {before}), 0)"
        parts.append(
            f"{within} * CASE WHEN lowered THEN {min(rate + 50_000, _RATE)} ELSE {rate} END"
        )
        before = edge
    return " + ".join(parts)


def make_query(claims: str) -> str:
    """A row for each claim: its number, its person, its id, its day, the layers in yuan."""
    start, cap = PARAMETERS["critical_illness_deductible"], PARAMETERS["critical_illness_cap"]
    basic = _rounded(f"(fen - ({_by_level('basic_deductible')})) * ({_by_level('basic_rate')})")
    layers = ("basic", "critical_illness", "assistance", "tilted", "remaining")
    yuan = ", ".join(f"({name}::DECIMAL(18, 0) / 100)::DECIMAL(18, 2) AS {name}" for name in layers)
    return f"""
WITH read AS (
  SELECT file_row_number + 1 AS row, person, id, date::DATE AS date, level, place,
    (in_policy::DECIMAL(12, 2) * 100)::BIGINT AS fen, type::INT AS type, kind = '21' AS inpatient,
    type::INT BETWEEN 1 AND 4 AS lowered,
    kind = '21' AND type::INT > 0 AS assisted,
    kind = '21' AND type::INT > 0 AND place <> '3' AND (referred = '1' OR designated = '1')
      AS may_tilt
  FROM read_parquet('{claims}', file_row_number = true)
), first AS (
  SELECT *, CASE WHEN inpatient THEN greatest({basic}, 0) ELSE 0 END AS basic FROM read
), lines AS (
  SELECT *, fen - basic AS left1, {_running("fen - basic")} AS high FROM first
), wants AS (
  SELECT *, greatest(high - left1, CASE WHEN lowered THEN {(start + 1) // 2} ELSE {start} END)
    AS low FROM lines
), banded AS (
  SELECT *, least({_rounded(f"({_bands()})")}, left1) AS want1 FROM wants
), capped AS (
  SELECT *, {_running("want1")} AS wanted1 FROM banded
), second AS (
  SELECT *, CASE WHEN lowered THEN want1
    ELSE least(wanted1, {cap}) - least(wanted1 - want1, {cap}) END AS critical_illness FROM capped
), lines2 AS (
  SELECT *, left1 - critical_illness AS left2,
    {_running("CASE WHEN assisted THEN left1 - critical_illness ELSE 0 END")} AS line2 FROM second
), wants2 AS (
  SELECT *, CASE WHEN NOT assisted THEN 0
    WHEN type <= 2 THEN left2
    WHEN type = 3 THEN {_rounded("left2 * 700000")}
    ELSE {
        _rounded('''greatest(line2 - greatest(line2 - left2, 180000), 0)
      * CASE type WHEN 4 THEN 700000 ELSE 600000 END''')
    } END AS want2 FROM lines2
), capped2 AS (
  SELECT *, {_running("want2")} AS wanted2 FROM wants2
), third AS (
  SELECT *, least(wanted2, 4000000) - least(wanted2 - want2, 4000000) AS assistance FROM capped2
), lines3 AS (
  SELECT *, left2 - assistance AS left3,
    {_running("CASE WHEN may_tilt THEN left2 - assistance ELSE 0 END")} AS line3 FROM third
), wants3 AS (
  SELECT *, CASE WHEN NOT may_tilt THEN 0
    ELSE {
        _rounded('''greatest(line3 - greatest(line3 - left3, 500000), 0)
      * CASE place WHEN '1' THEN 800000 ELSE 700000 END''')
    } END AS want3 FROM lines3
), capped3 AS (
  SELECT *, {_running("want3")} AS wanted3 FROM wants3
), fourth AS (
  SELECT *, CASE WHEN type <= 2 THEN want3
    ELSE least(wanted3, 8000000) - least(wanted3 - want3, 8000000) END AS tilted FROM capped3
), done AS (
  SELECT *, left3 - tilted AS remaining FROM fourth
)
SELECT row, person, id AS claim, date, {yuan} FROM done
"""


def main():
    """Parquet to Parquet."""
    import duckdb

    claims, output, memory = sys.argv[1:]
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET memory_limit = ?", [memory])
        connection.execute(f"COPY ({make_query(claims)}) TO '{output}' (FORMAT parquet)")


if __name__ == "__main__":
    main()
