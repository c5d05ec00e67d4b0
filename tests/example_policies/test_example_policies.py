"""Made-up policies of kinds that the library has none of, whole, as a document would be written.

Each is clean under `polc check --strict`, laid out, and its examples, computed by hand, come out.
"""

from pathlib import Path

import pytest

from tests.cli.invoke import run

POLICIES = sorted(Path(__file__).parent.glob("*.pol"))

every_policy = pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)


@every_policy
def test_nothing_is_told_of_it(path: Path) -> None:
    """Not even a warning."""
    assert run("check", "--strict", str(path)).exit_code == 0


@every_policy
def test_its_examples_come_out(path: Path) -> None:
    """Every one of them."""
    assert run("test", str(path)).exit_code == 0


@every_policy
def test_it_is_laid_out(path: Path) -> None:
    """As `polc fmt` lays it out."""
    assert run("fmt", "--check", str(path)).exit_code == 0
