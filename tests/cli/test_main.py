"""The command as a whole: its verbs, its exit statuses, and its last resort."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from polc.cli.main import FUNCTIONS, VERBS
from polc.version import __version__
from tests.cli.invoke import CASE, ROOT, run, run_process


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_called_and_described_like_its_command(verb: str) -> None:
    """The line of `polc --help` is the first line of the verb's own help."""
    command = getattr(import_module(f"polc.cli.commands.{verb}"), FUNCTIONS.get(verb, verb))
    assert command.name == verb
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == VERBS[verb]
    assert run(verb, "--help").exit_code == 0


def test_every_command_file_is_a_verb() -> None:
    """No file of `commands/` is out of reach."""
    folder = Path(import_module("polc.cli.commands").__path__[0])
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(VERBS)


def test_the_module_is_the_command() -> None:
    """`python -m polc` is the command without a script on the path."""
    words = [sys.executable, "-m", "polc", "--version"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, f"polc {__version__}\n")


def test_version() -> None:
    """`--version` says the version of the package."""
    assert run("--version").stdout == f"polc {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("setle",),
        ("settle", "suizhou"),
        ("settle", "suizhou", CASE, "--format", "xml"),
        ("settle", "suizhou", CASE, "--param", "premium"),
        ("show", "suizhou", "--what", "everything"),
        ("check", "--wrong"),
    ],
    ids=lambda words: " ".join(map(str, words[:1] + words[2:])),
)
def test_wrong_usage_is_2(words: tuple[str | Path, ...]) -> None:
    """What click or a verb calls wrong usage ends with 2 and says so on standard error."""
    done = run(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "error: " in done.stderr


MEANT = {
    "chek suizhou": "did you mean `check`?",
    "remove suizhou": "`polc --help` shows how it is used",
    "--vresion": "did you mean `--version`?",
    "--language en check suizhou": "it stands behind the command: `polc check --language`",
    "--format json settle x": "it stands behind the command: `polc settle --format`",
    "--nope check suizhou": "`polc --help` shows how it is used",
    "settle suizhou x --readings": "did you mean `--reading`?",
    "settle suizhou x --nope": "`polc settle --help` shows how it is used",
    "settle suizhou x --lang zh": "did you mean `--language`?",
    "settle suizhou x --param": "write `--param NAME=VALUE`",
    "settle suizhou x --format": "write `--format text` or `--format json` or `--format html`",
}


@pytest.mark.parametrize("words", MEANT)
def test_wrong_usage_says_what_to_write(words: str) -> None:
    """A word is offered only where it is nearly the one that is written."""
    assert run(*words.split()).stderr.endswith(f"  = help: {MEANT[words]}\n")


@pytest.mark.parametrize("verb", ["check", "test", "show"])
def test_a_policy_that_is_not_there_is_2(verb: str) -> None:
    """The message names what was asked for and what polc comes with."""
    done = run(verb, "suizhuo")
    assert done.exit_code == 2
    assert "suizhuo" in done.stderr
    assert "`suizhou`" in done.stderr


def test_a_mistake_of_polc_is_one_line(tmp_path: Path) -> None:
    """An unexpected error ends with 2 and one line, no traceback."""
    broken = "import polc\npolc.load = lambda name: 1 // 0"
    done = run_process(["show", "suizhou"], tmp_path, broken)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("polc: internal error: ZeroDivisionError")
    assert done.stderr.count("\n") == 1


def test_the_traceback_is_there_on_request(tmp_path: Path) -> None:
    """POLC_TRACEBACK lets it through, for whoever reports the mistake."""
    broken = "import polc\npolc.load = lambda name: 1 // 0"
    done = run_process(["show", "suizhou"], tmp_path, broken, POLC_TRACEBACK="1")
    assert "Traceback" in done.stderr
    assert done.returncode != 0


def test_a_reader_that_stops_is_no_traceback(tmp_path: Path) -> None:
    """`polc show … | head` closes the pipe early; nothing is said about it."""
    gone = "import os, sys\nread, write = os.pipe()\nos.close(read)\nos.dup2(write, 1)"
    done = run_process(["show", "suizhou", "--what", "plan"], tmp_path, gone)
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
