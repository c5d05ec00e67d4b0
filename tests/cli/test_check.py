"""`polc check` as a user runs it."""

import json
from pathlib import Path

import click
import pytest

from polc.api.loader import stdlib_names
from tests.cli.invoke import ROOT, run, run_process

GOOD = """policy town "某镇" edition 1
source tn "某发〔2022〕1号" issued 2022-01-01
in force from 2022-01-01 cite tn "附则" TN-1
use identities
layers assistance cite tn "一" TN-2
section tn "二" "救助" {
  benefit assistance "医疗救助" per claim {
    for tekun          "1" TN-3
    base in_policy     "1" TN-3
    rate 70%           "2" TN-4
  }
}
"""


def written(folder: Path, text: str, name: str = "town.pol") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


ABOUT_A_FRAMEWORK = {"silent_on", "requirement_undetermined", "breached_in_example"}


@pytest.mark.parametrize("name", stdlib_names())
def test_the_standard_library_is_clean(name: str) -> None:
    """The policies that come with polc compile without a warning but what is to be told of
    what binds them."""
    if name in ("identities", "readings"):
        pytest.skip("no policy of its own")
    found = json.loads(run("check", name, "--format", "json").stdout)
    assert {diagnostic["code"] for diagnostic in found["diagnostics"]} <= ABOUT_A_FRAMEWORK


def test_how_a_policy_stands_to_its_framework() -> None:
    """Each requirement with its status and both clauses, as text and as JSON."""
    path = ROOT / "tests" / "compiler" / "conform" / "good.pol"
    done = run("check", path)
    assert "good.pol against nation: 9 satisfied, 1 undetermined" in done.stdout
    assert "  satisfied     half 降低50%" in done.stdout
    found = json.loads(run("check", path, "--format", "json").stdout)["conformance"]
    (half,) = [requirement for requirement in found if requirement["requirement"] == "half"]
    assert (half["status"], half["clause"], half["cite"]) == (
        "satisfied",
        "NA-3.2",
        "甲〔2021〕1号 三",
    )
    assert (half["rule"], half["rule_clause"]) == ("critical_illness.adjust.deductible", None)


def test_an_error_is_framed(tmp_path: Path) -> None:
    """A misspelt identity: message with code, place, the line, the mark, the help."""
    path = written(tmp_path, GOOD.replace("for tekun ", "for tekum "))
    done = run("check", path)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert lines[0].startswith("error[unknown_name]: ")
    assert lines[1].endswith("town.pol:8:9")
    assert lines[3].startswith("8 |     for tekum")
    assert lines[4] == "  |         ^^^^^"
    assert "did you mean `tekun`?" in lines[5]
    assert done.stdout == "checked 1 file: 1 error\n"


def test_a_warning_fails_only_when_strict(tmp_path: Path) -> None:
    """A keyword of the other language is a warning."""
    path = written(tmp_path, GOOD.replace("layers", "支付次序"))
    assert run("check", path).exit_code == 0
    assert "warning[mixed_languages]" in run("check", path).stderr
    assert run("check", path, "--strict").exit_code == 1


def test_json_goes_to_standard_output(tmp_path: Path) -> None:
    """The machine form has everything the text has, and standard error is empty."""
    path = written(tmp_path, GOOD.replace("for tekun ", "for tekum "))
    done = run("check", path, "--format", "json")
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert (found["code"], found["line"], found["column"]) == ("unknown_name", 8, 9)
    assert (done.exit_code, done.stderr) == (1, "")


def test_github_has_a_line_each(tmp_path: Path) -> None:
    """One workflow command for each finding."""
    path = written(tmp_path, GOOD.replace("for tekun ", "for tekum "))
    (line,) = run("check", path, "--format", "github").stdout.splitlines()
    assert line.startswith("::error file=")
    assert "line=8" in line


def test_a_folder_is_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `.pol` file counts, also one for others to `use`; hidden folders do not.
    Without a path it is the current folder."""
    written(tmp_path, GOOD.replace("use identities", "use people"))
    written(tmp_path, 'identity tekun "特困人员"\n', "people.pol")
    (tmp_path / ".hidden").mkdir()
    written(tmp_path / ".hidden", "nonsense", "x.pol")
    done = run("check", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "checked 2 files: no errors\n"
    monkeypatch.chdir(tmp_path)
    assert run("check").stdout == done.stdout


def test_a_file_named_by_itself_must_be_a_policy(tmp_path: Path) -> None:
    """Asked for by name, a file without a policy line is one that forgot it."""
    text = 'identity tekun "特困人员"\nlayers basic\nbenefit basic "基本" per claim { rate 60% }\n'
    assert "no_policy_line" in run("check", written(tmp_path, text, "people.pol")).stderr


def test_a_file_that_others_use_is_none(tmp_path: Path) -> None:
    """One that has only what others use checks as that."""
    people = written(tmp_path, 'identity tekun "特困人员"\n', "people.pol")
    assert run("check", people).exit_code == 0


def test_an_empty_folder_is_2(tmp_path: Path) -> None:
    """There is nothing to check, which is not the same as nothing wrong."""
    assert run("check", tmp_path).exit_code == 2


def test_a_file_that_is_not_text_is_2(tmp_path: Path) -> None:
    """A policy in GBK is refused with the way out."""
    path = tmp_path / "gbk.pol"
    path.write_bytes('政策 某镇 "某镇"\n'.encode("gbk"))
    done = run("check", path)
    assert done.exit_code == 2
    assert "UTF-8" in done.stderr


def test_a_file_that_is_not_text_does_not_stop_the_others(tmp_path: Path) -> None:
    """The other files' mistakes come out beside it; what cannot be read ends with 2."""
    written(tmp_path, GOOD.replace("for tekun ", "for tekum "))
    (tmp_path / "gbk.pol").write_bytes('政策 某镇 "某镇"\n'.encode("gbk"))
    done = run("check", tmp_path)
    assert done.exit_code == 2
    assert "unknown_name" in done.stderr
    assert "not UTF-8" in done.stderr
    assert done.stdout == "checked 1 file: 1 error; could not read 1\n"


def test_of_nothing_that_was_read_nothing_is_said(tmp_path: Path) -> None:
    """A file that is not there has no errors and no lack of them."""
    done = run("check", tmp_path / "nix.pol")
    assert done.exit_code == 2
    assert done.stdout == "checked 0 files; could not read 1\n"


@pytest.mark.parametrize("form", ["json", "github"])
def test_machines_are_told_of_a_file_that_is_not_text(tmp_path: Path, form: str) -> None:
    """On standard output, beside the diagnostics."""
    written(tmp_path, GOOD)
    (tmp_path / "gbk.pol").write_bytes(b"\xff")
    done = run("check", tmp_path, "--format", form)
    assert (done.exit_code, done.stderr) == (2, "")
    assert "gbk.pol" in done.stdout
    assert "not UTF-8" in done.stdout


def test_colour_only_on_a_terminal(tmp_path: Path) -> None:
    """A pipe gets no colour codes."""
    path = written(tmp_path, GOOD.replace("for tekun ", "for tekum "))
    piped = run_process(["check", path], tmp_path)
    assert piped.returncode == 1
    assert piped.stderr == click.unstyle(piped.stderr)


def test_a_used_file_that_is_not_utf_8(tmp_path: Path) -> None:
    """The file that `use` names is told as unreadable, with status 2."""
    (tmp_path / "a.pol").write_text('policy a "x"\nuse other\n', encoding="utf-8")
    (tmp_path / "other.pol").write_bytes(b"\xff")
    done = run("check", tmp_path / "a.pol")
    assert done.exit_code == 2
    assert "not UTF-8" in done.stderr


def test_use_follows_no_link_out_of_its_folder(tmp_path: Path) -> None:
    """A link to a file elsewhere is no file of this folder."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "other.pol").write_text('identity x "y"\n', encoding="utf-8")
    (inside / "other.pol").symlink_to(outside / "other.pol")
    (inside / "a.pol").write_text('policy a "x"\nuse other\n', encoding="utf-8")
    done = run("check", inside / "a.pol")
    assert done.exit_code == 1
    assert "file_not_found" in done.stderr
