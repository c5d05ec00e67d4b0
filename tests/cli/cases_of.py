"""The cases of a file, all of them, for tests that look at what was read."""

from typing import Any

from polc.cli.read.cases import CaseFile


def cases_of(file: CaseFile) -> tuple[Any, ...]:
    """Every case that is still to come."""
    return tuple(case for batch in file.batches for case in batch.read())
