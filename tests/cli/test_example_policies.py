"""The example policies: checked, laid out and settled as a reader would."""

from pathlib import Path

import pytest

from tests.cli.invoke import run

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("examples").glob("*.pol"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_policies_are_clean(path: Path) -> None:
    """Nothing is told of an example policy, its layout is that of `fmt`, its examples come out."""
    assert run("check", "--strict", str(path)).exit_code == 0
    assert run("fmt", "--check", str(path)).exit_code == 0
    assert run("test", str(path)).exit_code == 0


def test_there_is_an_example_policy() -> None:
    """The folder is not empty."""
    assert EXAMPLES
