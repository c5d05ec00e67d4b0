"""`polc fmt` as a user calls it."""

from pathlib import Path

import pytest

from polc.compiler.format import format as formatter
from tests.cli.invoke import run

ROUGH = 'policy p "甲" edition 1\nlayers   a\n'
SMOOTH = 'policy p "甲" edition 1\nlayers a\n'
WRONG = 'policy p "甲" edition 1\nlayers > a\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file that would change, one that would not."""
    (tmp_path / "rough.pol").write_text(ROUGH, encoding="utf-8")
    (tmp_path / "smooth.pol").write_text(SMOOTH, encoding="utf-8")
    return tmp_path


def test_files_of_a_folder_are_written(folder: Path) -> None:
    """The one that changes is named; its text is the new one."""
    done = run("fmt", folder)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [f"changed {folder / 'rough.pol'}", "2 files, 1 changed"]
    assert (folder / "rough.pol").read_text(encoding="utf-8") == SMOOTH
    assert sorted(path.name for path in folder.iterdir()) == ["rough.pol", "smooth.pol"]


def test_check_writes_nothing(folder: Path) -> None:
    """It ends with 1 and names the file."""
    done = run("fmt", "--check", folder)
    assert done.exit_code == 1
    assert f"would change {folder / 'rough.pol'}" in done.stdout
    assert (folder / "rough.pol").read_text(encoding="utf-8") == ROUGH


def test_check_of_what_is_laid_out(folder: Path) -> None:
    """It ends with 0."""
    assert run("fmt", "--check", folder / "smooth.pol").exit_code == 0


def test_diff_shows_the_change(folder: Path) -> None:
    """Minus what is there, plus what would be."""
    done = run("fmt", "--diff", folder)
    assert done.exit_code == 1
    assert "-layers   a\n+layers a\n" in done.stdout
    assert (folder / "rough.pol").read_text(encoding="utf-8") == ROUGH


def test_standard_input_is_printed() -> None:
    """Laid out, and nothing else."""
    done = run("fmt", "-", typed=ROUGH)
    assert (done.exit_code, done.stdout) == (0, SMOOTH)


def test_standard_input_in_chinese() -> None:
    """With the keywords of the other language."""
    done = run("fmt", "-", "--keywords", "zh", typed=ROUGH)
    assert done.stdout == '政策 p "甲" 版次 1\n支付次序 a\n'


def test_standard_input_stands_alone(folder: Path) -> None:
    """With a file beside it it is wrong usage."""
    assert run("fmt", "-", folder, typed=ROUGH).exit_code == 2


def test_mistakes_are_told_and_the_file_is_left(folder: Path) -> None:
    """As `check` tells them, with status 1; the other files are laid out."""
    wrong = folder / "wrong.pol"
    wrong.write_text(WRONG, encoding="utf-8")
    done = run("fmt", folder)
    assert done.exit_code == 1
    assert "wrong.pol:2:8" in done.stderr
    assert wrong.read_text(encoding="utf-8") == WRONG
    assert (folder / "rough.pol").read_text(encoding="utf-8") == SMOOTH


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    """Status 2, and the others are laid out all the same."""
    (folder / "bytes.pol").write_bytes(b"policy \xff")
    done = run("fmt", folder)
    assert done.exit_code == 2
    assert "is not UTF-8" in done.stderr
    assert (folder / "rough.pol").read_text(encoding="utf-8") == SMOOTH


def test_a_file_keeps_its_rights(folder: Path) -> None:
    """What others may do with it stays."""
    path = folder / "rough.pol"
    path.chmod(0o640)
    run("fmt", path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_line_ends_of_another_system(folder: Path) -> None:
    """Become those of this one."""
    path = folder / "rough.pol"
    path.write_bytes(SMOOTH.replace("\n", "\r\n").encode())
    assert run("fmt", "--check", path).exit_code == 1
    run("fmt", path)
    assert path.read_bytes() == SMOOTH.encode()


def test_a_used_name_divides_a_word(folder: Path) -> None:
    """`对象孤儿` with the identities of the standard library."""
    text = (
        '政策 p "甲" 版次 1\n引入 identities\n待遇 a "甲" 每笔结算 {\n  对象孤儿\n  比例 60%\n}\n'
    )
    done = run("fmt", "-", typed=text)
    assert "  对象 孤儿\n" in done.stdout


def test_what_cannot_be_kept_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the formatter leaves the file as it is, says so, and ends with 2."""
    monkeypatch.setattr(formatter, "make_lines", lambda *pieces, keep: [])
    done = run("fmt", folder / "rough.pol")
    assert done.exit_code == 2
    assert "rough.pol stays as it is" in done.stderr
    assert (folder / "rough.pol").read_text(encoding="utf-8") == ROUGH
