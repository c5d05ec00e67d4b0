"""Many cases: lines as they come, in several processes, in their order."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from polc.cli.read.cases import MOST_BYTES, read_cases
from tests.cli.cases_of import cases_of
from tests.cli.invoke import ROOT, run
from tests.cli.test_streams import POLICY, shell


def case(yuan: int) -> str:
    """A line that comes to 70% of the yuan."""
    claim = {"id": "c1", "date": "2022-03-01", "in_policy": f"{yuan}.00"}
    return json.dumps({"person": {"identities": ["dibao"]}, "claims": [claim]})


def remaining(answers: str) -> list[str]:
    """What each line leaves to pay."""
    return [json.loads(line)["totals"]["remaining"] for line in answers.splitlines()]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small policy, and in it."""
    (tmp_path / "town.pol").write_text(POLICY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def start(*words: str) -> subprocess.Popen[bytes]:
    """`polc WORDS` that is spoken to while it runs."""
    return subprocess.Popen(
        [sys.executable, "-c", "from polc.cli.main import main\nmain()", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        # Tests that run in the background of a shell were told to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_line_is_answered_before_the_next_comes(town: Path, jobs: str) -> None:
    """Of 100.00 and 200.00 yuan 30% remain; who waits for the first answer gets it."""
    talk = start("settle", "town.pol", "-", "--format", "json", "--jobs", jobs)
    assert talk.stdin is not None
    assert talk.stdout is not None
    answers = []
    for yuan in (100, 200):
        talk.stdin.write(f"{case(yuan)}\n".encode())
        talk.stdin.flush()
        answers.append(talk.stdout.readline().decode())
    rest, told = talk.communicate()
    assert remaining("".join(answers)) == ["30.00", "60.00"]
    assert (talk.returncode, rest, told) == (0, b"", b"")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_lines_keep_their_order(town: Path, jobs: str) -> None:
    """800 lines in two pieces: 30% of each in turn."""
    lines = "\n".join(case(yuan) for yuan in range(100, 900))
    done = run("settle", "town.pol", "-", "--format", "json", "--jobs", jobs, typed=lines)
    assert done.exit_code == 0
    assert remaining(done.stdout) == [
        f"{yuan * 3 // 10}.{yuan * 3 % 10}0" for yuan in range(100, 900)
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_arrays_and_files_are_answered_alike(town: Path, form: str, jobs: str) -> None:
    """In several processes an array and a file beside it give what they give in one."""
    Path("one.json").write_text(case(100), encoding="utf-8")
    array = f"[{case(200)}, 5, {', '.join(case(yuan) for yuan in range(300, 400))}]"
    Path("some.json").write_text(array, encoding="utf-8")
    words = ("settle", "town.pol", "some.json", "one.json", "--format", form)
    alone, done = run(*words), run(*words, "--jobs", jobs)
    assert (done.exit_code, done.stdout, done.stderr) == (1, alone.stdout, alone.stderr)
    if form == "json":
        found = json.loads(done.stdout)
        assert len(found) == 103
        assert found[1]["refused"][0]["code"] == "bad_value"
        assert found[-1]["totals"]["remaining"] == "30.00"
        # As one array is laid out, two blanks for each level.
        assert done.stdout == json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    else:
        assert "some.json[1]: refused" in done.stderr
        assert "\none.json:\n" in done.stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_leaves_ends_it_quietly(town: Path, form: str) -> None:
    """`head` closes the pipe after a line: nothing is said, and no process stays."""
    Path("many.jsonl").write_text(f"{case(100)}\n" * 1000, encoding="utf-8")
    done = shell(f"polc settle town.pol many.jsonl --format {form} --jobs 2 | head -1", town)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


@pytest.mark.parametrize("jobs", ["0", "-1", "257", "two"])
def test_jobs_that_are_none(town: Path, jobs: str) -> None:
    """What is no number of processes is wrong usage."""
    done = run("settle", "town.pol", "-", "--jobs", jobs, typed=case(100))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--jobs" in done.stderr


def test_an_interrupt_ends_all(town: Path) -> None:
    """Ctrl-C ends the command and its processes, and no traceback is shown."""
    talk = start("settle", "town.pol", "-", "--format", "json", "--jobs", "2")
    assert talk.stdin is not None
    assert talk.stdout is not None
    talk.stdin.write(f"{case(100)}\n".encode())
    talk.stdin.flush()
    talk.stdout.readline()
    talk.send_signal(signal.SIGINT)
    # Its output ends when the last of its processes has ended.
    out, told = talk.communicate(timeout=30)
    assert (talk.returncode, out, told.split()) == (1, b"", [b"Aborted!"])


def test_a_mistake_in_a_process_is_told_in_a_line(town: Path) -> None:
    """A mistake of polc is told as everywhere: its kind, a line, status 2."""
    before = "import polc\npolc.Policy.settle = lambda *_, **__: 1 // 0\n"
    code = f"{before}from polc.cli.main import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, "settle", "town.pol", "-", "--jobs", "2"],
        input=f"{case(100)}\n{case(200)}\n".encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"internal error: WorkFailedError: ZeroDivisionError" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_comparisons_of_lines_are_lines(town: Path) -> None:
    """Given lines, each comparison is a line."""
    Path("other.pol").write_text(POLICY.replace("town", "other"), encoding="utf-8")
    typed = f"{case(100)}\n{{\n"
    words = ("settle", "town.pol,other.pol", "-", "--compare", "--format", "json")
    done = run(*words, typed=typed)
    fine, bad = map(json.loads, done.stdout.splitlines())
    assert (done.exit_code, len(fine["outcomes"])) == (1, 2)
    assert bad["refused"][0]["code"] == "not_json"


def bad_lines(folder: Path, data: bytes) -> Any:
    """Whether each line of the data is a case."""
    path = folder / "cases.jsonl"
    path.write_bytes(data)
    read = read_cases(str(path))
    assert read.form == "lines"
    return [isinstance(value, dict) for value in cases_of(read)]


@pytest.mark.parametrize(
    "first",
    [b'{"a": \n', b'{"a": 1, "a": 2}\n', b'{"a": "\xff"}\n', b'{"a": 1}}\n', b"{" * 2000 + b"\n"],
    ids=["cut off", "a key twice", "no UTF-8", "a brace too many", "deep"],
)
def test_a_bad_first_line_stops_no_other(tmp_path: Path, first: bytes) -> None:
    """Whatever is wrong with the first line, and with one in the middle."""
    assert bad_lines(tmp_path, first + b'{"a": 1}\n' * 3) == [False, True, True, True]
    data = b'{"a": 1}\n' + first + b'\xef\xbb\xbf{"a": 1}\n{"a": 1}'
    assert bad_lines(tmp_path, data) == [True, False, False, True]


def test_a_mark_at_the_beginning_and_blank_lines(tmp_path: Path) -> None:
    """The mark of some editors is no part of the first line; blank lines are no cases, and
    count where a mistake is told by its line."""
    assert bad_lines(tmp_path, b'\xef\xbb\xbf\r\n{"a": 1}\r\n \r\n{"a": 1}\r\n') == [True, True]
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b'\n{"a": 1}\n\n{\n')
    assert str(cases_of(read_cases(str(path)))[1].why).startswith(f"{path}:4:")


@pytest.mark.long
def test_a_line_without_an_end(tmp_path: Path) -> None:
    """A device that never ends a line is given up at the limit."""
    done = shell("polc settle suizhou /dev/zero", tmp_path)
    assert done.returncode == 2
    assert f"`/dev/zero` is larger than {MOST_BYTES} bytes" in done.stderr.decode()
