"""Runs the command line as a user would: in this process, or as one of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from polc.cli.main import polc

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "examples" / "suizhou-dibao.json"


def run(*words: str | Path, typed: str | None = None) -> Result:
    """`polc WORDS` in this process, with `typed` as standard input. A mistake of polc
    itself is raised here, not turned into a line."""
    return CliRunner().invoke(polc, list(map(str, words)), input=typed, catch_exceptions=False)


def run_process(
    words: Sequence[str | Path], folder: Path, before: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """`polc WORDS` as a process in `folder`, after the Python statements `before`."""
    code = f"{before}\nfrom polc.cli.main import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
    )
