"""`polc page`: what it opens, what it prints, how it ends."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cli.invoke import run
from tests.page.asking import TOWN

SHARED = 'policy shared "共用" edition 1\nidentity poor "贫困户"\n'


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A policy that uses another beside it."""
    text = TOWN.replace("use identities", "use shared").replace("for dibao", "for poor ")
    (tmp_path / "shared.pol").write_text(SHARED, encoding="utf-8")
    (tmp_path / "town.pol").write_text(text, encoding="utf-8")
    return tmp_path / "town.pol"


def test_it_serves_the_policy_with_what_it_uses_until_it_is_interrupted(town: Path) -> None:
    """Its name, its text, the text of the file beside it and no other."""
    command = [sys.executable, "-c", "from polc.cli.main import main; main()"]
    told = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "page", str(town), "--no-browser", "--language", "en"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=told,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        address = running.stdout.readline().split()[4].rstrip(";")
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address + "start", timeout=60) as answer:
            opened = json.load(answer)["opened"]
        assert opened["name"] == "town.pol"
        assert "use shared" in opened["text"]
        assert opened["files"] == {"shared.pol": SHARED}
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 0
        assert "Traceback" not in running.stderr.read()


def test_a_file_that_is_not_there_is_told() -> None:
    """As by every command; nothing is served."""
    ran = run("page", "absent.pol", "--no-browser", "--language", "en")
    assert ran.exit_code == 2
    assert "absent.pol" in ran.output


def test_a_policy_that_is_too_long_is_told(tmp_path: Path) -> None:
    """The page would be refused every answer."""
    path = tmp_path / "long.pol"
    path.write_text("#" * 200_001, encoding="utf-8")
    ran = run("page", path, "--no-browser", "--language", "en")
    assert ran.exit_code == 2
    assert "200000" in ran.output
