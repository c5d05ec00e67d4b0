"""Levels of checks in `polc.toml` and `pyproject.toml`, and what a line allows."""

from pathlib import Path

import pytest

from tests.cli.invoke import run

POLICY = """policy town "某镇" edition 1
in force from 2022-01-01
layers assistance
pool yearly "年度限额" 40000 yuan per year{note}
benefit assistance "医疗救助" per claim {{
  rate 70%
}}
"""


def written(folder: Path, note: str = "") -> Path:
    path = folder / "town.pol"
    path.write_text(POLICY.format(note=note), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("file", "table"), [("polc.toml", "[checks]"), ("pyproject.toml", "[tool.polc.checks]")]
)
@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 0), ("off", 0)])
def test_a_level(tmp_path: Path, file: str, table: str, level: str, status: int) -> None:
    """An error fails, a warning is told, what is off is not told."""
    inner = tmp_path / "policies"
    inner.mkdir()
    (tmp_path / file).write_text(f'{table}\nunused_pool = "{level}"\n', encoding="utf-8")
    done = run("check", written(inner))
    assert done.exit_code == status
    assert (f"{level}[unused_pool]" in done.stderr) == (level != "off")


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """A `polc.toml` beside the policy hides the one above."""
    inner = tmp_path / "policies"
    inner.mkdir()
    (tmp_path / "polc.toml").write_text('[checks]\nunused_pool = "error"\n', encoding="utf-8")
    (inner / "polc.toml").write_text("", encoding="utf-8")
    assert run("check", written(inner)).exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[checks]\nunused_pol = "off"', "no check; did you mean `unused_pool`?"),
        ('[checks]\nunknown_name = "off"', "which is no check"),
        ('[checks]\nunused_pool = "of"', "a level is `error` or `warning` or `off`"),
        ("[checks", "polc.toml"),
        ('checks = "off"', "is no table"),
    ],
)
def test_a_wrong_file(tmp_path: Path, text: str, said: str) -> None:
    """One line says what is wrong in which file; exit 2."""
    (tmp_path / "polc.toml").write_text(text, encoding="utf-8")
    done = run("check", written(tmp_path))
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("word", ["polc: allow unused_pool because", "polc：允许 unused_pool 因为"])
def test_allowed_on_its_line(tmp_path: Path, word: str) -> None:
    """In either language, with a reason."""
    assert run("check", written(tmp_path, f" # {word} 明年启用")).stderr == ""


def test_allowed_on_the_line_above(tmp_path: Path) -> None:
    """A comment alone on its line is for the next."""
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("pool", "# polc: allow unused_pool because later\npool"), encoding="utf-8"
    )
    assert run("check", path).stderr == ""


def test_a_reason_is_wanted(tmp_path: Path) -> None:
    """Without one the warning is gone and another in its place."""
    done = run("check", written(tmp_path, " # polc: allow unused_pool"))
    assert "warning[allow_without_reason]" in done.stderr
    assert "warning[unused_pool]" not in done.stderr


def test_what_is_not_there_is_not_allowed(tmp_path: Path) -> None:
    """A misspelt code allows nothing, and the right one is named."""
    done = run("check", written(tmp_path, " # polc: allow unused_pol because later"))
    assert "warning[unused_pool]" in done.stderr
    assert "did you mean `unused_pool`?" in done.stderr


def test_an_error_cannot_be_allowed(tmp_path: Path) -> None:
    """A mistake that stops the compilation is told all the same."""
    path = written(tmp_path, " # polc: allow two_lines_for_a_term because so")
    path.write_text(
        path.read_text(encoding="utf-8").replace("rate 70%", "rate 70%\n  rate 60%"),
        encoding="utf-8",
    )
    assert run("check", path).exit_code == 1
