"""What `polc settle` keeps for the next time, and for whom."""

import os
import stat
from pathlib import Path

import pytest

from polc.cli.files import kept_entries
from polc.cli.files.kept_entries import KeptEntries, find_folder
from tests.cli.invoke import CASE, run
from tests.stdlib_texts import MAIN_ROAD

KEY = "0" * 64


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLC_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_the_second_time_says_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And compiles nothing."""
    words = ("settle", MAIN_ROAD, CASE, "--explain")
    first = run(*words)
    (entry,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    monkeypatch.setattr("polc.api.kept_programs.compile_source", None)
    second = run(*words)
    assert (second.stdout, second.stderr, second.exit_code) == (
        first.stdout,
        first.stderr,
        first.exit_code,
    )


def test_a_refused_case_keeps_the_policy_too(folder: Path) -> None:
    """The policy is as good as with another case."""
    assert run("settle", MAIN_ROAD, "-", typed="{}").exit_code == 1
    assert len(list(folder.iterdir())) == 1


def test_nothing_is_kept_where_it_is_not_wanted(folder: Path) -> None:
    """`--no-cache` writes nothing, and reads nothing."""
    assert run("settle", MAIN_ROAD, CASE, "--no-cache").exit_code == 0
    assert not folder.exists()


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all commands of an environment."""
    monkeypatch.setenv("POLC_CACHE", "off")
    assert find_folder() is None


def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where caches are, which is a whole path."""
    monkeypatch.delenv("POLC_CACHE", raising=False)
    monkeypatch.setenv("HOME", "/nowhere/someone")
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/caches")
    assert find_folder() == "/var/caches/polc"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert find_folder() == "/nowhere/someone/.cache/polc"


def test_what_others_may_read_is_left_alone(tmp_path: Path) -> None:
    """A folder or a file that is open to others: nothing is read of it and nothing written."""
    kept = KeptEntries(str(tmp_path / "kept"))
    kept.write(KEY, b"a")
    (tmp_path / "kept" / KEY).chmod(0o640)
    assert kept.read(KEY) is None
    (tmp_path / "kept" / KEY).chmod(0o600)
    assert kept.read(KEY) == b"a"
    (tmp_path / "kept").chmod(0o755)
    kept.write(KEY, b"b")
    assert kept.read(KEY) is None
    (tmp_path / "kept").chmod(0o700)
    assert kept.read(KEY) == b"a"


def test_what_is_somebody_elses_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is of another user."""
    kept = KeptEntries(str(tmp_path / "kept"))
    kept.write(KEY, b"a")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    kept.write(KEY, b"b")
    assert kept.read(KEY) is None
    monkeypatch.undo()
    assert kept.read(KEY) == b"a"


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither one in the place of the folder nor one in the place of a file."""
    kept = KeptEntries(str(tmp_path / "kept"))
    kept.write(KEY, b"a")
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    through = KeptEntries(str(tmp_path / "link"))
    through.write("1" * 64, b"b")
    assert through.read(KEY) is None
    (tmp_path / "kept" / ("2" * 64)).symlink_to(tmp_path / "kept" / KEY)
    assert kept.read("2" * 64) is None
    assert kept.read("1" * 64) is None


def test_what_is_no_file_is_none(tmp_path: Path) -> None:
    """A folder or a pipe in the place of an entry holds nobody up."""
    kept = KeptEntries(str(tmp_path / "kept"))
    kept.write(KEY, b"a")
    (tmp_path / "kept" / ("1" * 64)).mkdir(mode=0o700)
    os.mkfifo(tmp_path / "kept" / ("2" * 64), 0o600)
    assert kept.read("1" * 64) is None
    assert kept.read("2" * 64) is None


def test_no_more_than_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go, what was left half written too, and a large one does not come."""
    monkeypatch.setattr(kept_entries, "MOST_ENTRIES", 2)
    monkeypatch.setattr(kept_entries, "MOST_BYTES", 3)
    kept = KeptEntries(str(tmp_path / "kept"))
    for at, name in enumerate("abc"):
        kept.write(name, b"123")
        os.utime(tmp_path / "kept" / name, (at, at))
    kept.write("d", b"1234")
    assert sorted(os.listdir(tmp_path / "kept")) == ["b", "c"]
    (tmp_path / "kept" / "b").write_bytes(b"1234")
    assert kept.read("b") is None


@pytest.mark.parametrize("place", ["file", "file/kept", "/dev/full/kept"])
def test_a_place_that_takes_nothing_breaks_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """A file where the folder would be, or above it."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("POLC_CACHE", str(tmp_path / place))
    done = run("settle", MAIN_ROAD, CASE)
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_full_disk_breaks_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is taken away again."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    KeptEntries(str(tmp_path / "kept")).write(KEY, b"a")
    assert os.listdir(tmp_path / "kept") == []
