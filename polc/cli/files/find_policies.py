"""The policies that `check` and `test` are about, and what comes of compiling one.

In: paths of files or folders, or names of the standard library. Out: compilations with
every diagnostic, warnings included.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

import polc
from polc.api.loader import find_source, read_used, stdlib_names
from polc.cli.terminal.exit_status import CannotRead, why_unloaded
from polc.compiler.pipeline import Compilation, compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.messages.text import say

NO_POLICY_LINE: Final = "no_policy_line"


@frozen
class Found:
    """A file to compile. `listed` says that it was found in a folder: there it may be
    one that others `use`, without a policy of its own."""

    name: str
    listed: bool = False


def find_policies(paths: Sequence[str]) -> tuple[Found, ...]:
    """What the paths name, each file once; the current folder where there are none."""
    found: dict[str, Found] = {}
    for path in paths or (".",):
        for file in _expand(path):
            found.setdefault(file.name, file)
    return tuple(found.values())


def compile_found(file: Found) -> Compilation:
    """The program and the diagnostics of one file; `CannotRead` where there is no text."""
    try:
        compiled = compile_text(find_source(file.name), read_used)
    except OSError as mistake:
        raise why_unloaded(mistake) from None
    return evolve(compiled, diagnostics=relevant(file, compiled.diagnostics))


def load_found(file: Found) -> polc.Policy | tuple[Diagnostic, ...]:
    """The policy of one file, or why there is none."""
    try:
        return polc.load(file.name)
    except polc.PolicyError as mistake:
        return relevant(file, mistake.diagnostics)
    except OSError as mistake:
        raise why_unloaded(mistake) from None


def relevant(file: Found, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Without the demand for a policy in a file that may be one for others to use."""
    return tuple(
        diagnostic
        for diagnostic in diagnostics
        if not (file.listed and diagnostic.code == NO_POLICY_LINE)
    )


def _expand(path: str) -> Iterator[Found]:
    folder = Path(path)
    if path in stdlib_names() or not folder.is_dir():
        yield Found(path)
        return
    inside = sorted(
        path
        for path in folder.rglob("*.pol")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not inside:
        raise CannotRead(say("there is no `.pol` file in the folder `{path}`", path=path))
    for file in inside:
        yield Found(str(file), listed=True)
