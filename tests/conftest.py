"""Which process runs which tests: those of one file run in one, all of the library in one, and
all that read the package's modules in one.

A policy of the library is compiled under each choice of its readings, a module is parsed: two
processes would do all of that twice. Files that compare readers ask for functions at once.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from polc.link import deciding, few_calls, joined_calls
from polc.runtime.plain import beginning_claims, reader

os.environ["LC_ALL"] = "C.UTF-8"  # a locale that says no language
os.environ["POLC_CACHE"] = "off"  # commands keep nothing, and find nothing that was kept

LIBRARY = (
    "tests/stdlib_policies/",
    "tests/docs/test_documents.py",
    "tests/compiler/readers/regions/test_survey.py",
    "tests/inspect/test_coverage.py",
)
SOURCES = (
    "tests/messages/test_catalogue.py",
    "tests/docs/test_adding_a_construct.py",
    "tests/docs/test_architecture.py",
    "tests/docs/test_glossary.py",
    "tests/compiler/report/test_codes.py",
    "tests/test_ids_are_names.py",
    "tests/test_imports.py",
    "tests/test_records.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The scheduler of `-n 2`; another that is asked for with `--dist` stays."""
    if config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith(LIBRARY):
                return "library"
            return "sources" if nodeid.startswith(SOURCES) else nodeid.partition("::")[0]

    return ByFile(config, log)


@pytest.fixture(scope="module")
def functions_at_once() -> Iterator[None]:
    """No call goes through the nodes of a block: its function settles from the first on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_calls, "FEW", 0)
        patch.setattr(joined_calls, "FEW", 0)
        patch.setattr(deciding, "FEW", 0)
        patch.setattr(reader, "FEW", 0)
        patch.setattr(beginning_claims, "PATIENCE", 0)
        yield
