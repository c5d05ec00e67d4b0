"""The README's picture of the output is the output, and its Python runs."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from polc.cli.main import polc

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_picture_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first command prints stands below it, letter for letter."""
    monkeypatch.chdir(ROOT)
    command = blocks("sh")[0].splitlines()[0]
    words = shlex.split(command.partition(".venv/bin/polc ")[2])
    done = CliRunner().invoke(polc, words, catch_exceptions=False)
    assert done.exit_code == 0
    assert done.stdout == blocks("text")[0]


def test_both_halves_say_the_same_commands() -> None:
    """The Chinese half and the English one."""
    first, second = blocks("sh")[:2]
    assert first == second


def test_the_chinese_picture_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a Chinese run prints of the same case."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("POLC_LANGUAGE", "zh")
    command, _, printed = blocks("console")[0].partition("\n")
    words = shlex.split(command.partition(".venv/bin/polc ")[2])
    assert CliRunner().invoke(polc, words, catch_exceptions=False).stdout == printed


def test_the_python_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Python of the README prints (50000.00 − 35000.00) × 70% = 10500.00."""
    monkeypatch.chdir(ROOT)
    exec(compile(blocks("python")[0], "README.md", "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == "10500.00\n"
