"""`polc check --fix` as a user runs it."""

import json
import os
from pathlib import Path

import pytest

from polc.api.loader import STDLIB
from tests.cli.invoke import run

WRONG = """policy town "某镇" edition 1
in force from 2022/1/1
layers assistance
benefit assistance "医疗救助" per claim {
  deductible per year 1,800 yuan  // 年度
  rate = 70%
  when kind == inpatient
}
"""
RIGHT = """policy town "某镇" edition 1
in force from 2022-01-01
layers assistance
benefit assistance "医疗救助" per claim {
  deductible per year 1800 yuan  # 年度
  rate 70%
  when kind is inpatient
}
"""


def written(folder: Path, text: str, newline: str = "\n") -> Path:
    path = folder / "town.pol"
    path.write_bytes(text.replace("\n", newline).encode("utf-8"))
    return path


def test_all_that_is_certain(tmp_path: Path) -> None:
    """Five repairs, one of them shown by another: 2022/1/1, 1,800, //, =, ==."""
    path = written(tmp_path, WRONG)
    done = run("check", "--fix", path)
    assert path.read_text(encoding="utf-8") == RIGHT
    assert done.stdout == f"{path}: 5 repaired\nchecked 1 file: no errors\n"


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """The file is not even written again."""
    path = written(tmp_path, RIGHT)
    os.utime(path, (1, 1))
    assert run("check", "--fix", path).stdout == "checked 1 file: no errors\n"
    assert path.stat().st_mtime == 1


def test_more_mistakes_than_a_message_tells(tmp_path: Path) -> None:
    """Of 1,100 amounts with a comma in them fifty are told, and all are repaired."""
    lines = "".join(f"param p{at} : money = 1,000 yuan\n" for at in range(1_100))
    path = written(tmp_path, f"{RIGHT}{lines}")
    run("check", "--fix", path)
    assert path.read_text(encoding="utf-8") == f"{RIGHT}{lines.replace(',', '')}"


def test_what_is_certain_beside_what_is_not(tmp_path: Path) -> None:
    """Sixty lines whose repair leaves them unread, and one whose repair does not."""
    lines = "".join(f"param q{at} : money = 1,000 yuan x y z\n" for at in range(60))
    path = written(tmp_path, f"{RIGHT}{lines}param p : money = 2,000 yuan\n")
    run("check", "--fix", path)
    assert path.read_text(encoding="utf-8") == f"{RIGHT}{lines}param p : money = 2000 yuan\n"


def test_line_ends_are_kept(tmp_path: Path) -> None:
    """A file of Windows stays one, its mark at the beginning included."""
    path = written(tmp_path, "\ufeff" + WRONG, "\r\n")
    run("check", "--fix", path)
    assert path.read_bytes() == ("\ufeff" + RIGHT).replace("\n", "\r\n").encode("utf-8")


def test_what_is_not_certain_is_left(tmp_path: Path) -> None:
    """A misspelt name may be another identity: it is told and not changed."""
    text = RIGHT.replace("layers", "use identities\nlayers").replace(
        "  rate", "  for diabo\n  rate"
    )
    path = written(tmp_path, text)
    done = run("check", "--fix", path)
    assert done.exit_code == 1
    assert path.read_text(encoding="utf-8") == text
    assert "did you mean `dibao`?" in done.stderr


@pytest.mark.parametrize("line", ["for senior resident", "for dibao senior", "for 低保A类"])
def test_a_comma_that_makes_two_unknown_names_is_not_put_in(tmp_path: Path, line: str) -> None:
    """Where what stands on either side of it is no name, it was no list that lacked a comma."""
    text = RIGHT.replace("layers", "use identities\nlayers").replace("  rate", f"  {line}\n  rate")
    path = written(tmp_path, text)
    assert run("check", "--fix", path).exit_code == 1
    assert path.read_text(encoding="utf-8") == text


def test_a_word_that_is_close_is_left(tmp_path: Path) -> None:
    """`deductable` may be meant to say `deductible`; a word is never exchanged."""
    text = RIGHT.replace("deductible", "deductable")
    path = written(tmp_path, text)
    done = run("check", "--fix", path)
    assert path.read_text(encoding="utf-8") == text
    assert "did you mean `deductible`?" in done.stderr


def test_diff_shows_and_changes_nothing(tmp_path: Path) -> None:
    """What `--fix` would write, also beside `--fix`; the file stays."""
    text = RIGHT.replace("1800", "1,800")
    path = written(tmp_path, text)
    for words in (("--diff",), ("--fix", "--diff")):
        shown = run("check", *words, path).stdout.splitlines()
        assert "-  deductible per year 1,800 yuan  # 年度" in shown
        assert "+  deductible per year 1800 yuan  # 年度" in shown
        assert path.read_text(encoding="utf-8") == text


def test_json_has_the_safety(tmp_path: Path) -> None:
    """A comma in a number is safe to take out; a word that is close is not safe to put in."""
    path = written(tmp_path, RIGHT.replace("1800", "1,800").replace("  rate", "  ratte"))
    found = json.loads(run("check", "--format", "json", path).stdout)["diagnostics"]
    safety = {diagnostic["code"]: diagnostic["fix_safety"] for diagnostic in found}
    assert safety == {"comma_in_number": "safe", "unknown_keyword": "unsafe"}


def test_the_count_of_what_can_be_repaired(tmp_path: Path) -> None:
    """Without --fix the last line says what it would do."""
    done = run("check", written(tmp_path, RIGHT.replace("1800", "1,800")))
    assert done.stdout.endswith("`polc check --fix` repairs 1 of them\n")


def test_what_comes_to_light_with_a_repair_is_counted_too(tmp_path: Path) -> None:
    """`check` says as many as `--fix` then repairs: of a line the first mistake is told, and
    behind it stands another."""
    path = written(tmp_path, RIGHT.replace("rate 70%", "rate = 70"))
    said = run("check", path).stdout.splitlines()[-1]
    assert said == "`polc check --fix` repairs 1 of them, and 1 more that come to light then"
    assert f"{path}: 2 repaired\n" in run("check", "--fix", path).stdout


def test_a_policy_of_the_library_is_left_alone() -> None:
    """Names of the standard library are checked, never written."""
    before = {path: path.stat().st_mtime_ns for path in STDLIB.glob("*.pol")}
    run("check", "--fix", "national")
    assert {path: path.stat().st_mtime_ns for path in STDLIB.glob("*.pol")} == before


def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    """A file that is gone is told in a line; exit 2."""
    done = run("check", "--fix", tmp_path / "none.pol")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
