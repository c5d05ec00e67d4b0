"""What the tests say of a mutant.

In: a mutant, or none for the package as it is. Out: a child process that imports the changed
module instead of the file and runs the tests that know it, stage by stage, until one fails.
Nothing is written; the parent must not have imported the package, which each child does anew.
"""

import os
import signal
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

import pytest

from tests.mutation.mutants import PACKAGE, Mutant, source_of
from tests.mutation.reach import TESTS, Stages

KILLED: Final = 1
SURVIVED: Final = 0
BROKEN: Final = 3
_OPTIONS: Final = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist")


class _Changed(SourceFileLoader):
    """A module's loader that has another text than its file."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec")


class _NoHanging:
    """Ends the process where one test, or what is read of one file, takes so many seconds, as
    with a mutant that never ends; all tests together may take as long as they take."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    @pytest.hookimpl
    def pytest_collectstart(self) -> None:
        signal.alarm(self.seconds)

    @pytest.hookimpl
    def pytest_runtest_logstart(self) -> None:
        signal.alarm(self.seconds)


class _Finder(MetaPathFinder):
    """Finds one module with its changed text, and leaves all others to the usual finders."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != self.name:
            return None
        spec = PathFinder.find_spec(name, path)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Changed(name, spec.origin, self.text)
        return spec


def start_judging(mutant: Mutant | None, stages: Stages, seconds: int) -> int:
    """The process that judges; it ends with `KILLED`, `SURVIVED` or `BROKEN`, or by a signal
    when one test takes more than these seconds."""
    text = source_of(mutant) if mutant is not None else ""
    child = os.fork()
    if child:
        return child
    # From here on nothing may return into the parent's own code.
    try:
        os.setsid()
        # What fails on the package as it is must be seen; of a mutant only that it does.
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2) if mutant is not None else ():
            os.dup2(silent, stream)
        os._exit(_judge(mutant, text, stages, seconds))
    finally:
        os._exit(BROKEN)


def _judge(mutant: Mutant | None, text: str, stages: Stages, seconds: int) -> int:
    assert "polc" not in sys.modules
    if mutant is not None:
        name = ".".join(("polc", *Path(mutant.module).with_suffix("").parts))
        sys.meta_path.insert(0, _Finder(name.removesuffix(".__init__"), text))
    os.chdir(PACKAGE.parent)
    for files in stages:
        asked = [*_OPTIONS, *(str(TESTS / file) for file in files)]
        ended = pytest.main(asked, plugins=[_NoHanging(seconds)])
        if ended in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
            return KILLED
        if ended not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            # A package that can no longer be imported fails in many ways.
            return KILLED if mutant is not None else BROKEN
    return SURVIVED
