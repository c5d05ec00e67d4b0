"""Runs the command line as a user would: in this process, or as one of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from polc.api.load_policy import load_policy
from polc.api.loader import stdlib_names
from polc.api.policy import Policy
from polc.cli.main import polc
from tests.stdlib_texts import stdlib_policy

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "examples" / "suizhou-dibao.json"


def run(*words: str | Path, typed: str | None = None) -> Result:
    """`polc WORDS` in this process, with `typed` as standard input. A mistake of polc
    itself is raised here, not turned into a line. A policy of the library, which no command
    changes, is compiled once for all tests of the process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("polc.load", _load)
        return CliRunner().invoke(polc, list(map(str, words)), input=typed, catch_exceptions=False)


def _load(name: str) -> Policy:
    return stdlib_policy(name) if name in stdlib_names() else load_policy(name)


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
