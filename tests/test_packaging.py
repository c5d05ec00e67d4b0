"""What the package says of itself: one version, few dependencies, types."""

import re
import tomllib
from pathlib import Path

import polc

PACKAGE = Path(polc.__file__).parent
PROJECT = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_version_stands_in_one_place() -> None:
    """`polc/version.py` has it and packaging reads it there; the changelog tells of it."""
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "polc/version.py"
    saying = [
        path
        for path in PACKAGE.rglob("*.py")
        if f'"{polc.__version__}"' in path.read_text(encoding="utf-8")
    ]
    assert saying == [PACKAGE / "version.py"]
    changelog = (PACKAGE.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {polc.__version__}" in changelog


def test_three_dependencies() -> None:
    """What an installation needs is attrs, click and lark."""
    names = {
        re.split(r"[<>=!~]", dependency)[0] for dependency in PROJECT["project"]["dependencies"]
    }
    assert names == {"attrs", "click", "lark"}


def test_types_are_offered() -> None:
    """The marker that lets type checkers read the package is there."""
    assert (PACKAGE / "py.typed").is_file()
