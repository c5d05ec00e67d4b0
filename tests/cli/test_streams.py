"""Standard input and output that do not do what they should, and files without a size."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.invoke import CASE, ROOT, run

POLICY = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers assistance
benefit assistance "医疗救助" per claim {
  for dibao
  rate 70%
}
"""


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A line for the shell in which `polc` is the command."""
    command = f'{sys.executable} -c "from polc.cli.main import main; main()"'
    return subprocess.run(
        ["sh", "-c", f'polc() {{ {command} "$@"; }}\n{line}'],
        cwd=folder,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("polc --help > /dev/full", "cannot write to standard output: no space left"),
        ("polc show town.pol --format json > /dev/full", "cannot write to standard output: no"),
        ("polc fmt town.pol >&-", "cannot write to standard output: bad file descriptor"),
        ("polc fmt - <&-", "standard input is closed"),
    ],
)
def test_a_stream_that_fails_is_told(line: str, told: str, tmp_path: Path) -> None:
    """What cannot be written or read says so in one line, with status 2."""
    (tmp_path / "town.pol").write_text(POLICY, encoding="utf-8")
    done = shell(line, tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_without_standard_error_nothing_goes_to_the_output(tmp_path: Path) -> None:
    """Whoever closes standard error reads no errors in what is printed."""
    done = shell("polc show town.pol 2>&-", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


def test_text_on_a_terminal_without_the_letters(tmp_path: Path) -> None:
    """Latin-1 has no Chinese: the letters are shown by their numbers, and nothing is lost."""
    (tmp_path / "town.pol").write_text(POLICY, encoding="utf-8")
    done = shell("polc show town.pol --what plan", tmp_path, PYTHONIOENCODING="latin-1")
    assert done.returncode == 0, done.stderr
    assert b"policy town \xb7 \\u67d0\\u9547 \xb7 edition 1\n" in done.stdout


def test_json_is_utf_8_whatever_the_terminal_is(tmp_path: Path) -> None:
    """JSON is for programs, which read UTF-8."""
    (tmp_path / "town.pol").write_text(POLICY, encoding="utf-8")
    done = shell("polc show town.pol --what params --format json", tmp_path, LC_ALL="C")
    latin = shell("polc check town.pol --format sarif", tmp_path, PYTHONIOENCODING="latin-1")
    assert json.loads(done.stdout.decode()) == []
    assert json.loads(latin.stdout.decode())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (("check", "/dev/zero"), 8_000_000),
        (("show", "/dev/zero"), 8_000_000),
        (("settle", "suizhou", CASE, "--params", "/dev/zero"), 1_000_000),
        (("show", "suizhou", "--what", "deadlines", "--month", "2023-01",
          "--calendar", "/dev/zero"), 1_000_000),
    ],
    ids=["check", "show", "params", "calendar"],
)  # fmt: skip
def test_what_has_no_end_is_too_large(words: tuple[str | Path, ...], most: int) -> None:
    """A device has no size to be asked for: no more than the limit and a byte is read."""
    done = run(*words)
    assert done.exit_code == 2
    assert f"`/dev/zero` is larger than {most} bytes" in done.stderr


@pytest.mark.parametrize("verb", ["check", "fmt", "show", "test"])
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("a" * 300 + ".pol", "file name too long"),
        ("file/town.pol", "not a directory"),
        ("loop/town.pol", "too many levels of symbolic links"),
    ],
    ids=["too long", "under a file", "a loop of links"],
)
def test_paths_that_the_system_refuses(
    verb: str, path: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's reason, and status 2."""
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("loop").symlink_to("loop")
    done = run(verb, path)
    assert done.exit_code == 2
    assert f"`{path}` cannot be read: {reason}" in done.stderr


def test_a_folder_among_files_that_cannot_be_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a folder that cannot be read the reason is told; what stands beside it is checked."""
    (tmp_path / "town.pol").write_text(POLICY, encoding="utf-8")
    (tmp_path / "shut").mkdir()
    scan = os.scandir

    def refuse(folder: str) -> object:
        if Path(folder).name == "shut":
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    done = run("check", tmp_path)
    assert done.exit_code == 2
    assert f"cannot read `{tmp_path / 'shut'}`: permission denied" in done.stderr
    assert done.stdout.endswith("; could not read 1\n")


def test_a_pipe_is_checked_and_is_not_laid_out(tmp_path: Path) -> None:
    """What is read once can be checked; a pipe is no place for the text that `fmt` writes, so
    nothing is read from it."""
    pipe = tmp_path / "town.pol"
    os.mkfifo(pipe)
    done = run("fmt", pipe)
    assert (done.exit_code, "is not a file that can be written anew" in done.stderr) == (2, True)
    writer = subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write({POLICY!r})"])
    try:
        assert run("check", pipe).exit_code == 0
    finally:
        writer.kill()
        writer.wait()


def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the file stays as it is, and what is said is not that it cannot be read."""
    path = tmp_path / "town.pol"
    path.write_text(POLICY.replace("  rate 70%", "rate  70%"), encoding="utf-8")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    done = run("fmt", path)
    assert (done.exit_code, path.read_bytes()) == (2, before)
    assert f"cannot write `{path}`: no space left on device" in done.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_repairs_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is checked as it stands, and the machine formats say that it was not repaired."""
    path = tmp_path / "town.pol"
    path.write_text(POLICY.replace("rate 70%", "rate：70％"), encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    done = run("check", path, "--fix", "--format", "json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["checked"], told["repaired"]) == (2, [str(path)], {})
    assert told["unwritten"] == [
        {"file": str(path), "message": f"cannot write `{path}`: no space left on device"}
    ]
    assert told["diagnostics"]


BAD_TOML = {
    "brackets": "[" * 20_000,
    "digits": f"x = {'1' * 5_000}",
    "nested": f"x = {'[' * 20_000}",
    "a key of many parts": f"checks{'.a' * 3_000} = 1",
    "a level of many parts": f"[checks]\nno_clause{'.a' * 3_000} = 1",
    "a level of many digits": f"[checks]\nno_clause = 0x{'f' * 5_000}",
    "no level": '[checks]\nno_clause = "perhaps"',
}


@pytest.mark.parametrize("text", BAD_TOML.values(), ids=list(BAD_TOML))
def test_machine_formats_tell_a_bad_file_of_levels(text: str, tmp_path: Path) -> None:
    """What is below a bad `polc.toml` cannot be judged: each format says so in its own way,
    and text in one line that is not longer than the mistake."""
    (tmp_path / "town.pol").write_text(POLICY, encoding="utf-8")
    levels = tmp_path / "polc.toml"
    levels.write_text(text, encoding="utf-8")
    as_json = run("check", tmp_path / "town.pol", "--format", "json")
    assert [unread["file"] for unread in json.loads(as_json.stdout)["unread"]] == [str(levels)]
    assert json.loads(as_json.stdout)["checked"] == []
    sarif = json.loads(run("check", tmp_path / "town.pol", "--format", "sarif").stdout)
    invocation = sarif["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 1
    github = run("check", tmp_path / "town.pol", "--format", "github")
    assert github.stdout.startswith(f"::error file={levels},title=cannot_read::")
    text_form = run("check", tmp_path / "town.pol")
    assert (text_form.exit_code, len(text_form.stderr) < 500) == (2, True)


@pytest.mark.parametrize("text", [f"a{'.a' * 3_000} = 1", f"premium{'.a' * 3_000} = 1"])
def test_parameters_in_tables_in_tables(text: str, tmp_path: Path) -> None:
    """A TOML key of many parts is as many tables: told like brackets in brackets."""
    path = tmp_path / "city.toml"
    path.write_text(text, encoding="utf-8")
    done = run("settle", "suizhou", CASE, "--params", path)
    assert (done.exit_code, "is nested too deeply" in done.stderr) == (2, True)


@pytest.mark.parametrize("figure", ["1e999999999999999999999999", "1e-999999999999999999999999"])
def test_an_exponent_beyond_all_decimals(figure: str, tmp_path: Path) -> None:
    """It is refused with its path, as every amount that is none."""
    case = CASE.read_text(encoding="utf-8").replace('"50000.00"', figure)
    path = tmp_path / "case.json"
    path.write_text(case, encoding="utf-8")
    done = run("settle", "suizhou", path, "--format", "json")
    assert [problem["path"] for problem in json.loads(done.stdout)["refused"]] == [
        "claims[0].in_policy"
    ]


def test_half_a_character_of_json(tmp_path: Path) -> None:
    r"""`"\ud800"` is no text that a file can hold: refused with its path, in JSON too."""
    case = json.loads(CASE.read_text(encoding="utf-8"))
    case["claims"][0]["id"] = "c\ud800"
    case["person"]["\udcff"] = 1
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    done = run("settle", "suizhou", path, "--format", "json")
    assert done.exit_code == 1
    assert {problem["path"] for problem in json.loads(done.stdout)["refused"]} == {
        "claims[0].id",
        "person.\udcff",
    }
    assert run("settle", "suizhou", path).exit_code == 1
