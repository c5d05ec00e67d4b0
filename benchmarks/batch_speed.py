"""A bureau's table through `polc batch`: rows a second, and how much memory more rows take.

Run with `python -m benchmarks.batch_speed [ROWS …]`; it needs the extra `batch`. For 10^5 and 10^6
rows (or those named), five of each person and in no order, a table of texts is made in Parquet with
a column for each field of a mapping, and settled under Suizhou's four layers in a process of its
own. Prints rows a second, the whole command with the sort and the writing counted, and the most
memory that the process had.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import polc
from benchmarks.ordinary_cases import TERMS
from tests.stdlib_texts import MAIN_ROAD

ROWS = (100_000, 1_000_000)
CLAIMS_EACH = 5
RUN = """
import resource, sys
from polc.cli.main import main
try:
    main()
finally:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak {peak}", file=sys.stderr)
"""
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


def write_table(path, rows, identities, seed=2022):
    """Rows of texts."""
    import pyarrow
    from pyarrow import parquet

    chance = random.Random(seed)
    persons = rows // CLAIMS_EACH
    who = [at % persons for at in range(rows)]
    chance.shuffle(who)
    types = [chance.randrange(identities + 1) for _ in range(persons)]
    fen = [chance.randrange(10_000, 5_000_000) for _ in range(rows)]
    columns = {
        "id": [f"S{at:010}" for at in range(rows)],
        "person": [f"P{person:09}" for person in who],
        "date": [f"2022-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in who],
        "in_policy": [f"{amount // 100}.{amount % 100:02}" for amount in fen],
        "total": [f"{amount // 80}.{amount % 100:02}" for amount in fen],
        "level": [chance.choice("123") for _ in who],
        "kind": [chance.choice(("21", "21", "21", "11")) for _ in who],
        "place": [chance.choice("123") for _ in who],
        "referred": [chance.choice("01") for _ in who],
        "designated": [chance.choice("0111") for _ in who],
        "type": [str(types[person]) for person in who],
    }
    parquet.write_table(pyarrow.table(columns), path)


def without_nothing(value):
    """The same without what is none, which TOML cannot say."""
    if isinstance(value, dict):
        return {key: without_nothing(held) for key, held in value.items() if held is not None}
    return [*map(without_nothing, value)] if isinstance(value, list) else value


def main():
    """Each size."""
    import tomlkit

    policy = polc.load(MAIN_ROAD)
    identities = [identity.id for identity in policy.plan.identities][:5]
    codes = ", ".join(f'{at} = "{name}"' for at, name in enumerate(identities, start=1))
    for rows in map(int, sys.argv[1:]) if sys.argv[1:] else ROWS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            write_table(folder / "claims.parquet", rows, len(identities))
            text = MAPPING.format(identities=f'0 = "none", {codes}')
            (folder / "town.toml").write_text(text, encoding="utf-8")
            terms = without_nothing(TERMS)
            (folder / "terms.toml").write_text(tomlkit.dumps(terms), encoding="utf-8")
            asked = [
                "batch", str(MAIN_ROAD), str(folder / "claims.parquet"), str(folder / "out"),
                "--map", str(folder / "town.toml"), "--params", str(folder / "terms.toml"),
                "--language", "en",
            ]  # fmt: skip
            began = perf_counter()
            done = subprocess.run(  # our own command
                [sys.executable, "-c", RUN, *asked], capture_output=True, text=True, check=False
            )
            took = perf_counter() - began
            assert (folder / "out" / "report.txt").exists(), done.stdout + done.stderr
            peak = int(done.stderr.rpartition("peak ")[2]) / 1024
            told = "; ".join(done.stdout.splitlines()[1:4])
            rate = f"{rows / took / 1e6:.2f} million a second, {took:.1f} s"
            print(f"{rows} rows: {rate}, {peak:.0f} MB; {told}")


if __name__ == "__main__":
    main()
