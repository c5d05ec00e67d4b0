"""Which process runs which tests: those of one file run in one, and all of the library in one.

A policy of the library is compiled under each choice of its readings: two processes would do
all of that twice. Files that compare readers ask for functions at once.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from polc.link import few_calls

os.environ["POLC_CACHE"] = "off"  # commands keep nothing, and find nothing that was kept

LIBRARY = ("tests/stdlib_policies/", "tests/docs/test_documents.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The scheduler of `-n 2`; another that is asked for with `--dist` stays."""
    if config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "library" if nodeid.startswith(LIBRARY) else nodeid.partition("::")[0]

    return ByFile(config, log)


@pytest.fixture(scope="module")
def functions_at_once() -> Iterator[None]:
    """No call goes through the nodes of a block: its function settles from the first on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_calls, "FEW", 0)
        yield
