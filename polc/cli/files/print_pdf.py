"""A page as a PDF, by a browser or a library that this machine has.

In: a page, the file to write. Out: the PDF. `CannotWrite` where nothing here prints, or it fails:
polc brings no printer of its own.
"""

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from polc.cli.terminal.exit_status import CannotWrite
from polc.messages.text import say

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LIBRARY: Final = "weasyprint"
_SECONDS: Final = 300


def find_printer() -> str:
    """The path of a browser, or the name of the library."""
    for name in _BROWSERS:
        path = shutil.which(name)
        if path is not None:
            return path
    if find_spec(_LIBRARY) is not None:
        return _LIBRARY
    raise CannotWrite(
        say("nothing here prints a PDF: install Chromium or WeasyPrint, or print the page yourself")
    )


def print_pdf(printer: str, page: Path, pdf: Path) -> None:
    """Prints a page. The page runs no script and loads nothing, so a browser without its sandbox,
    which the administrator's account needs, is let near nothing else."""
    if printer == _LIBRARY:
        _print_by_library(page, pdf)
        return
    with tempfile.TemporaryDirectory() as profile:
        words = [
            printer, "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            f"--user-data-dir={profile}", f"--print-to-pdf={pdf.resolve()}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            page.resolve().as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(words, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise _failed(printer) from None
    if done.returncode or not pdf.is_file():
        raise _failed(printer)


def _print_by_library(page: Path, pdf: Path) -> None:
    from weasyprint import HTML

    HTML(filename=str(page)).write_pdf(str(pdf))


def _failed(printer: str) -> CannotWrite:
    return CannotWrite(say("`{printer}` did not print the PDF", printer=printer))
