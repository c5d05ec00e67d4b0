"""Cases one a line through `polc settle`: how many a second, in how much memory.

Run with `python -m benchmarks.stream_speed`; with `--long` also 100,000 lines. Prints for the
policy of four layers and for Suizhou: the time of the process for a line, as JSON and as text,
beyond that of a file of ten; what the same lines take the yardstick of reading JSON alone, in the
same run; and the most memory that the process held.
"""

import json
import os
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.ordinary_cases import ORDINARY, Ordinary

FEW = 10
MANY = 5_000
PROGRAM = "from polc.cli.main import main; main()"


def write_lines(folder: Path, ordinary: Ordinary, count: int) -> Path:
    """A file of cases with one claim each, no two of one amount."""
    path = folder / f"{count}.jsonl"
    case = ordinary.case(1)
    with path.open("w", encoding="utf-8") as file:
        for at in range(count):
            claim = {**case["claims"][0], "total": f"{40_000 + at}.00"}
            file.write(json.dumps({**case, "claims": [claim]}) + "\n")
    return path


def run(ordinary: Ordinary, path: Path, form: str) -> tuple[float, float]:
    """The seconds that the process took, and the MB that it held at most."""
    given = [f"--param={name}={_as_option(value)}" for name, value in ordinary.terms.items()]
    words = ["settle", str(ordinary.policy), str(path), "--format", form, *given]
    child = os.fork()
    if not child:
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM, *words])
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _as_option(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def time_json(path: Path) -> float:
    """The seconds that reading and writing a line of JSON takes, and nothing else."""
    out = BytesIO()
    start = process_time()
    count = 0
    with path.open("rb") as file:
        for line in file:
            out.write(json.dumps(json.loads(line)).encode())
            count += 1
    return (process_time() - start) / count


def time_lines(ordinary: Ordinary, folder: Path) -> None:
    """Prints a row for each form."""
    few, many = (write_lines(folder, ordinary, count) for count in (FEW, MANY))
    run(ordinary, few, "json")  # what a first run keeps for the next ones
    for form in ("json", "text"):
        start, least = run(ordinary, few, form)
        whole, most = run(ordinary, many, form)
        each = (whole - start) / (MANY - FEW)
        print(
            f"{ordinary.name}, {form}: {1 / each:,.0f} cases a second, {each * 1e6:.0f} µs each,"
            f" {each / time_json(many):.0f} × its JSON alone; {least:.0f} to {most:.0f} MB"
        )


def main() -> None:
    """Prints every row."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for ordinary in ORDINARY[:2]:
            time_lines(ordinary, folder)
        if "--long" in sys.argv:
            main_road = ORDINARY[0]
            _, small = run(main_road, write_lines(folder, main_road, 1_000), "json")
            _, large = run(main_road, write_lines(folder, main_road, 100_000), "json")
            print(f"100,000 lines to 1,000: {large / small:.2f} × the memory ({large:.0f} MB)")


if __name__ == "__main__":
    main()
