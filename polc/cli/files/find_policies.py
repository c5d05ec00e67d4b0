"""The policies that `check` and `test` are about, and what comes of compiling one.

In: paths of files or folders, or names of the standard library. Out: compilations with
every diagnostic, warnings included. A text is read once: a pipe has it no second time.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from polc.api.loader import find_source, read_used, stdlib_names
from polc.cli.terminal.exit_status import CannotRead, why_unloaded, why_unreadable
from polc.compiler.report.policy_error import PolicyError
from polc.compiler.report.source import SourceText
from polc.messages.text import say
from polc.records.frozen import frozen

if TYPE_CHECKING:
    from polc.api.policy import Policy
    from polc.compiler.pipeline import Compilation, SourceReader
    from polc.compiler.report.diagnostics import Diagnostic

# What compiles is loaded where there is something to compile.

NO_POLICY_LINE: Final = "no_policy_line"
_ONLY_USED: Final = frozenset({"use", "word_list", "identity", "group", "count_as"})
"""The declarations of a file that is no policy and has what several policies use."""


@frozen
class Found:
    """A file to compile. `listed` says that it was found in a folder: there it may be
    one that others `use`, without a policy of its own. `why` there is nothing to read."""

    name: str
    listed: bool = False
    why: CannotRead | None = None


def find_policies(paths: Sequence[str]) -> tuple[Found, ...]:
    """What the paths name, each file once; the current folder where there are none. What
    cannot be read is told by whoever reads it."""
    found: dict[str, Found] = {}
    for path in paths or (".",):
        for file in _expand(path):
            found.setdefault(file.name, file)
    return tuple(found.values())


def read_found(file: Found) -> SourceText:
    """The text of one file; `CannotRead` where there is none."""
    if file.why is not None:
        raise file.why
    try:
        return find_source(file.name)
    except OSError as mistake:
        raise why_unloaded(mistake) from None


def compile_found(
    file: Found, source: SourceText, read: "SourceReader" = read_used
) -> "Compilation":
    """The program and the diagnostics of one file, whose text is `source`; `read` reads what it
    uses."""
    from polc.api.pause_collection import pause_collection
    from polc.compiler.pipeline import compile_text

    try:
        with pause_collection():
            compiled = compile_text(source, read)
    except OSError as mistake:
        raise why_unloaded(mistake) from None
    return evolve(compiled, diagnostics=relevant(file, compiled.diagnostics))


def load_found(
    file: Found, source: SourceText, read: "SourceReader"
) -> "Policy | tuple[Diagnostic, ...]":
    """The policy of one file, or why there is none."""
    from polc.api.load_policy import compile_source
    from polc.api.policy import policy_of

    try:
        return policy_of(compile_source(source, read))
    except PolicyError as mistake:
        return relevant(file, mistake.diagnostics)
    except OSError as mistake:
        raise why_unloaded(mistake) from None


def relevant(file: Found, diagnostics: "tuple[Diagnostic, ...]") -> "tuple[Diagnostic, ...]":
    """Without the demand for a policy in a file that may be one for others to use."""
    return tuple(
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.code != NO_POLICY_LINE
        or not (file.listed or _is_only_used(diagnostic.source))
    )


def _is_only_used(source: SourceText) -> bool:
    """Whether a file declares names for others to use, and has no rule."""
    from lark import Tree

    from polc.compiler.syntax.parse import parse

    tree, _ = parse(source)
    parts = [] if tree is None else [part for part in tree.children if isinstance(part, Tree)]
    return bool(parts) and all(part.data in _ONLY_USED for part in parts)


def _expand(path: str) -> Iterator[Found]:
    if path in stdlib_names() or not os.path.isdir(path):
        yield Found(path)
        return
    inside = sorted(_walk(path), key=lambda found: Path(found.name))
    if not inside:
        why = say("there is no `.pol` file in the folder `{path}`", path=path)
        yield Found(path, why=CannotRead(why))
    yield from inside


def _walk(top: str) -> Iterator[Found]:
    """The `.pol` files of a folder and of those in it, but for hidden ones and what links lead
    to; a folder that cannot be read stands for what is in it."""
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                inside = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as mistake:
            yield Found(folder, why=why_unreadable(folder, mistake))
            continue
        folders += [entry.path for entry in inside if entry.is_dir(follow_symlinks=False)]
        for entry in inside:
            if entry.name.endswith(".pol") and os.path.isfile(entry.path):
                yield Found(str(Path(entry.path)), listed=True)
