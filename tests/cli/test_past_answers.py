"""What `polc check` and `polc test` keep for the next time: that all is well, and nothing else."""

from pathlib import Path

import pytest

from tests.cli.invoke import run
from tests.stdlib_texts import MAIN_ROAD


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where answers are kept."""
    monkeypatch.setenv("POLC_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def town(folder: Path, more: str = "") -> Path:
    """A policy in a folder of its own."""
    path = folder / "town.pol"
    path.write_text(MAIN_ROAD.read_text(encoding="utf-8") + more, encoding="utf-8")
    return path


@pytest.mark.parametrize("verb", ["check", "test"])
def test_the_second_time_says_the_same(
    verb: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And compiles nothing."""
    path = town(tmp_path)
    first = run(verb, path)
    assert first.exit_code == 0
    monkeypatch.setattr("polc.compiler.pipeline.compile_text", None)
    second = run(verb, path)
    assert (second.stdout, second.stderr, second.exit_code) == (
        first.stdout,
        first.stderr,
        first.exit_code,
    )


@pytest.mark.parametrize("verb", ["check", "test"])
def test_it_is_said_in_the_language_that_is_asked_for(
    verb: str, folder: Path, tmp_path: Path
) -> None:
    """Whatever the first was said in."""
    path = town(tmp_path)
    spoken = run(verb, path, "--language", "zh", "--no-cache").stdout
    run(verb, path)
    assert run(verb, path, "--language", "zh").stdout == spoken


@pytest.mark.parametrize("verb", ["check", "test"])
def test_what_the_file_uses_is_looked_at(verb: str, folder: Path, tmp_path: Path) -> None:
    """A file that comes to stand before that of the library is compiled."""
    path = town(tmp_path)
    run(verb, path)
    (tmp_path / "identities.pol").write_text("identity\n", encoding="utf-8")
    assert run(verb, path).exit_code == 1


@pytest.mark.parametrize("verb", ["check", "test"])
def test_what_is_wrong_is_not_kept(verb: str, folder: Path, tmp_path: Path) -> None:
    """A mistake, a warning, an example that fails are said whole each time."""
    wrong = 'example "twice" {\n  claim a { in_policy 1 yuan }\n  expect a.basic 7 yuan\n}\n'
    path = town(tmp_path, wrong)
    first = run(verb, path)
    assert first.exit_code == 1
    assert not folder.exists()
    assert run(verb, path).stdout + run(verb, path).stderr == first.stdout + first.stderr


def test_a_warning_is_not_kept(folder: Path, tmp_path: Path) -> None:
    """What was found once is found again."""
    path = town(tmp_path, 'param unused "unused": money = 5 yuan\n')
    first = run("check", path)
    assert (first.exit_code, folder.exists()) == (0, False)
    assert run("check", path).stderr == first.stderr != ""


@pytest.mark.parametrize("verb", ["check", "test"])
def test_nothing_is_kept_where_it_is_not_wanted(verb: str, folder: Path, tmp_path: Path) -> None:
    """`--no-cache` writes nothing."""
    run(verb, town(tmp_path), "--no-cache")
    assert not folder.exists()


def test_coverage_needs_the_policy(folder: Path, tmp_path: Path) -> None:
    """What no example reaches is worked out each time."""
    path = town(tmp_path)
    run("test", path)
    assert (
        run("test", path, "--coverage").stdout
        == run("test", path, "--coverage", "--no-cache").stdout
    )


def test_a_file_does_not_answer_for_the_other_verb(folder: Path, tmp_path: Path) -> None:
    """That it was checked says nothing of its examples."""
    path = town(tmp_path)
    run("check", path)
    assert "passed" in run("test", path).stdout
    assert len(list(folder.iterdir())) == 2
