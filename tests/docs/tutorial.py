"""The tutorials and the page for reviewers, step by step: what they write into files, what they
run, what they print.

In: a page. Out: its steps, carried out in a folder. A block after `<!-- FILE -->` is that file;
after `<!-- FILE, at the end -->` it is added to it; after `<!-- FILE, instead of: TEXT -->` it
takes the place of the one line that has TEXT. A `console` block has commands after `$` and
what they print. `python -m tests.docs.tutorial` writes anew what they print.
"""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from tests.cli.invoke import run

DOCS: Final = Path(__file__).parents[2] / "docs"
PAGES: Final = (DOCS / "tutorial.md", DOCS / "zh" / "tutorial.md", DOCS / "reviewing.md")
_STEP: Final = re.compile(
    r"(?:<!-- (?P<file>[\w.]+)(?P<how>, [^\n]*?)? -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$",
    re.M | re.S,
)
_INSTEAD: Final = ", instead of: "


def carry_out(text: str) -> Iterator[tuple[str, str]]:
    """Carries out the steps in the current folder; each console block as it stands, and as it
    would be now."""
    for step in _STEP.finditer(text):
        if step["file"] is not None:
            _write(Path(step["file"]), step["how"] or "", step["body"])
        elif step["kind"] == "console":
            yield step["body"], _console(step["body"])


def _write(path: Path, how: str, body: str) -> None:
    if not how:
        path.write_text(body, encoding="utf-8")
    elif how == ", at the end":
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{body}", encoding="utf-8")
    else:
        lines = path.read_text(encoding="utf-8").split("\n")
        wanted = how.removeprefix(_INSTEAD)
        (place,) = (at for at, line in enumerate(lines) if wanted in line)
        lines[place : place + 1] = body.rstrip("\n").split("\n")
        path.write_text("\n".join(lines), encoding="utf-8")


def _console(body: str) -> str:
    """The commands with what they print, messages before results as on a terminal."""
    found = []
    for line in body.splitlines():
        if line.startswith("$ "):
            done = run(*shlex.split(line.removeprefix("$ polc ")))
            printed = click.unstyle(f"{done.stderr}{done.stdout}")
            found += [line, *(shown.rstrip() for shown in printed.rstrip("\n").split("\n"))]
    return "".join(f"{line}\n" for line in found)


def main() -> None:
    """Writes what the commands print into the pages."""
    home = Path.cwd()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            os.chdir(folder)
            for before, now in list(carry_out(text)):
                text = text.replace(f"```console\n{before}```", f"```console\n{now}```", 1)
            os.chdir(home)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
