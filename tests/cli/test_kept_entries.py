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
    """The oldest go, and a large one does not come."""
    monkeypatch.setattr(kept_entries, "MOST_ENTRIES", 2)
    monkeypatch.setattr(kept_entries, "MOST_BYTES", 3)
    kept = KeptEntries(str(tmp_path / "kept"))
    names = [digit * 64 for digit in "abc"]
    for at, name in enumerate(names):
        kept.write(name, b"123")
        os.utime(tmp_path / "kept" / name, (at, at))
    kept.write("d" * 64, b"1234")
    assert sorted(os.listdir(tmp_path / "kept")) == names[1:]
    (tmp_path / "kept" / names[1]).write_bytes(b"1234")
    assert kept.read(names[1]) is None


def test_no_more_than_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all entries: 3 + 3 is 6, 3 + 3 + 3 more than 8."""
    monkeypatch.setattr(kept_entries, "MOST_BYTES_OF_ALL", 8)
    kept = KeptEntries(str(tmp_path / "kept"))
    names = [digit * 64 for digit in "abc"]
    for at, name in enumerate(names):
        kept.write(name, b"123")
        os.utime(tmp_path / "kept" / name, (at, at))
    assert sorted(os.listdir(tmp_path / "kept")) == names[1:]


@pytest.mark.parametrize("name", ["diary.txt", "a" * 63, "a" * 65, "A" * 64, "a" * 64 + ".txt"])
def test_a_file_that_is_no_entry_stays(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be one of the user's own, with files older than any entry."""
    monkeypatch.setattr(kept_entries, "MOST_ENTRIES", 1)
    (tmp_path / "kept").mkdir(mode=0o700)
    (tmp_path / "kept" / name).write_text("mine")
    os.utime(tmp_path / "kept" / name, (0, 0))
    KeptEntries(str(tmp_path / "kept")).write(KEY, b"a")
    assert sorted(os.listdir(tmp_path / "kept")) == sorted((KEY, name))


def test_a_folder_with_the_name_of_an_entry_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the oldest entry goes all the same."""
    monkeypatch.setattr(kept_entries, "MOST_ENTRIES", 1)
    kept = KeptEntries(str(tmp_path / "kept"))
    kept.write("1" * 64, b"a")
    os.utime(tmp_path / "kept" / ("1" * 64), (1, 1))
    (tmp_path / "kept" / ("2" * 64)).mkdir()
    os.utime(tmp_path / "kept" / ("2" * 64), (0, 0))
    kept.write("3" * 64, b"a")
    assert sorted(os.listdir(tmp_path / "kept")) == ["2" * 64, "3" * 64]


def end_while_writing(kept: KeptEntries) -> None:
    """As a command that is ended before it moves the file to its place."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", end)
        with pytest.raises(KeyboardInterrupt):
            kept.write(KEY, b"a")


def test_what_was_left_half_written_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its age, as an entry does."""
    kept = KeptEntries(str(tmp_path / "kept"))
    end_while_writing(kept)
    (left,) = (tmp_path / "kept").iterdir()
    os.utime(left, (0, 0))
    monkeypatch.setattr(kept_entries, "MOST_ENTRIES", 1)
    kept.write(KEY, b"a")
    assert os.listdir(tmp_path / "kept") == [KEY]


def test_what_was_left_half_written_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later process may have the number of the one that was ended."""
    kept = KeptEntries(str(tmp_path / "kept"))
    monkeypatch.setattr(os, "getpid", lambda: 7)
    end_while_writing(kept)
    kept.write(KEY, b"b")
    assert kept.read(KEY) == b"b"


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
