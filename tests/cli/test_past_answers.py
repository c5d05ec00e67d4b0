"""What `polc check` and `polc test` keep for the next time: that all is well, and nothing else."""

import os
from pathlib import Path

import pytest

from polc.api.past_answers import ANSWERING_ROOMS
from polc.api.sealed_entries import UsedTexts, seal
from polc.cli.files.kept_entries import KeptEntries
from tests.cli.invoke import CASE, run, run_process
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


@pytest.mark.parametrize("verb", ["check", "test"])
@pytest.mark.parametrize(
    "part",
    [
        {},
        {"language": "en"},
        {"language": "fr", "passed": 1},
        {"language": ["en"], "passed": 1},
        {"language": "en", "passed": "1"},
        {"language": "en", "passed": True},
        {"language": "en", "passed": -1},
    ],
)
def test_an_entry_of_another_form_is_none(
    verb: str, part: dict[str, object], folder: Path, tmp_path: Path
) -> None:
    """Sealed under its key: what it does not say is found anew, and kept."""
    path = town(tmp_path)
    first = run(verb, path)
    (entry,) = folder.iterdir()
    kept = entry.read_bytes()
    store, used = KeptEntries(str(folder)), UsedTexts()
    store.write(entry.name, seal(entry.name, part, used))
    second = run(verb, path)
    assert (second.stdout, second.stderr, second.exit_code) == (
        first.stdout,
        first.stderr,
        first.exit_code,
    )
    assert entry.read_bytes() == kept


@pytest.mark.parametrize("words", [("check",), ("test",), ("settle", CASE)])
def test_a_name_that_is_not_utf_8(
    words: tuple[str | Path, ...], folder: Path, tmp_path: Path
) -> None:
    """Its answer is kept as that of another name."""
    path = tmp_path / os.fsdecode(b"\xff.pol")
    try:
        path.write_text(MAIN_ROAD.read_text(encoding="utf-8"), encoding="utf-8")
    except OSError:
        pytest.skip("this disk has no such names")
    verb, *more = words
    first, second = run(verb, path, *more), run(verb, path, *more)
    assert (first.exit_code, second.stdout) == (0, first.stdout)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("verb", ["check", "test"])
def test_all_rooms_that_answer_are_in_the_key(verb: str, tmp_path: Path) -> None:
    """Those whose modules are loaded where a file is compiled."""
    listing = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    done = run_process((verb, town(tmp_path)), tmp_path, listing)
    parts = [module.split(".") for module in done.stderr.split() if module.startswith("polc.")]
    assert {"cli", "compiler"} <= {part[1] for part in parts}
    assert {part[1] for part in parts} - {"version"} <= set(ANSWERING_ROOMS)


def test_two_hundred_files_are_all_kept(folder: Path, tmp_path: Path) -> None:
    """A second check of a folder compiles none of them."""
    store = KeptEntries(str(folder))
    path = town(tmp_path)
    run("check", path)
    for number in range(200):
        store.write(f"{number:064x}", b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("polc.compiler.pipeline.compile_text", None)
        assert run("check", path).exit_code == 0


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
