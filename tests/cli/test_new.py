"""`polc new` as a user runs it."""

from pathlib import Path

import pytest

import polc
from polc.cli.files.write_starter import STARTERS
from tests.cli.invoke import run


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_compiles_and_its_example_passes(language: str) -> None:
    """Without a warning, laid out, and with one example that comes out."""
    done = run("new", "my_town", "--keywords", language)
    assert done.exit_code == 0
    assert "my_town.pol" in done.stdout
    assert run("check", "my_town.pol", "--strict").exit_code == 0
    tested = run("test", "my_town.pol").stdout
    assert "1 passed, 0 failed" in tested or "1个通过，0个未通过" in tested
    assert run("fmt", "--check", "my_town.pol").exit_code == 0


def test_both_languages_are_one_policy() -> None:
    """The same plan, whatever the keywords; the remarks are not translated one by one."""
    english, chinese = (polc.load(STARTERS / f"{language}.pol").plan for language in ("en", "zh"))
    assert english.claim == chinese.claim


def test_the_policy_has_the_name_of_the_file() -> None:
    """`polc new NAME` names both."""
    run("new", "yunyang.pol")
    assert polc.load("yunyang.pol").name == "yunyang"


def test_a_file_that_is_there_is_left_alone() -> None:
    """Nothing is overwritten; exit 2."""
    Path("town.pol").write_text("mine", encoding="utf-8")
    done = run("new", "town")
    assert (done.exit_code, Path("town.pol").read_text(encoding="utf-8")) == (2, "mine")


@pytest.mark.parametrize("name", ["my-town", "../town", "2026", "a/b", "", ".pol", "my town"])
def test_a_name_that_cannot_be_one(name: str) -> None:
    """Nothing is written outside the folder; the message names one that can be; exit 2."""
    done = run("new", name)
    assert done.exit_code == 2
    assert "can" in done.stderr
    assert list(Path().rglob("*.pol")) == []


@pytest.mark.parametrize("name", ["suizhou", "identities", "policy"])
def test_a_name_that_is_taken(name: str) -> None:
    """A policy of the library, or a keyword, is no name for one's own."""
    assert "polc uses itself" in run("new", name).stderr
