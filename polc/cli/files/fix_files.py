"""Repairs that are certain, made in the files that are checked.

In: a file. Out: how many repairs were made in it. A repair may show the next mistake, so it
is compiled again until there is nothing more to repair; a second run finds nothing. Policies
that come with polc, and files that a policy uses, are left alone.
"""

from pathlib import Path
from typing import Final

from polc.api.loader import find_source, read_used, stdlib_names
from polc.cli.files.write_text import write_text
from polc.cli.terminal.exit_status import why_unloaded
from polc.compiler.pipeline import compile_text
from polc.compiler.report.apply_fixes import apply_fixes
from polc.compiler.report.source import Source

MOST_ROUNDS: Final = 1000
"""Each round makes one repair at least; a file of this many takes some minutes."""


def fix_file(name: str) -> int:
    """The number of repairs; the file keeps its line ends."""
    if name in stdlib_names():
        return 0
    try:
        first = source = find_source(name)
        made = 0
        for _ in range(MOST_ROUNDS):
            fixed = apply_fixes(source, compile_text(source, read_used).diagnostics)
            if not fixed.made or fixed.text == source.text:
                break
            source = Source(source.name, fixed.text)
            made += len(fixed.made)
    except OSError as mistake:
        raise why_unloaded(mistake) from None
    if source.text != first.text:
        _write(Path(name), name, source.text)
    return made


def _write(path: Path, name: str, text: str) -> None:
    before = path.read_bytes()
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
    write_text(path, name, mark + text)
