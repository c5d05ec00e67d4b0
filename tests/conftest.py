"""Which process runs which tests: those of one file run in one, and all of the library in one.

A policy of the library is compiled under each choice of its readings: two processes would do
all of that twice.
"""

from typing import Any

import pytest

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
