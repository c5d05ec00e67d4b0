"""A file of cases that cannot be read, among others that can."""

import json
from pathlib import Path

from tests.cli.invoke import CASE, run


def test_the_others_are_settled(tmp_path: Path) -> None:
    """The missing file is told, and the status says that something could not be read."""
    missing = str(tmp_path / "nope.json")
    result = run("settle", "suizhou", missing, CASE)
    assert result.exit_code == 2
    assert f"{CASE}:" in result.stdout
    assert "nope.json`: no such file or directory" in result.stderr


def test_json_has_it_in_its_place(tmp_path: Path) -> None:
    """As a refusal, between the settlements."""
    missing = str(tmp_path / "nope.json")
    result = run("settle", "suizhou", CASE, missing, CASE, "--format", "json")
    first, second, third = json.loads(result.stdout)
    assert result.exit_code == 2
    assert first == third
    assert [problem["code"] for problem in second["refused"]] == ["unread"]


def test_none_that_can_be_read(tmp_path: Path) -> None:
    """Then that is all that is said."""
    result = run("settle", "suizhou", str(tmp_path / "a"), str(tmp_path / "b"))
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_file_for_others_is_no_policy(tmp_path: Path) -> None:
    """A list that policies use is checked as that, and no policy line is asked of it."""
    path = tmp_path / "rare.pol"
    path.write_text("use identities\nlist rare = a, b\n", encoding="utf-8")
    assert run("check", str(path)).exit_code == 0
    path.write_text("list rare = a, b, a\n", encoding="utf-8")
    assert "stands in this list twice" in run("check", str(path)).stderr
    path.write_text('list rare = a\npayer fund "x"\n', encoding="utf-8")
    assert "no_policy_line" in run("check", str(path)).stderr
