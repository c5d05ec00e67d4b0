"""The standard library's texts, for tests that compile without a loader; its policies, each
loaded once for all tests of a process; and the main road of Suizhou, a small whole policy for
tests of what is not the document."""

from functools import cache
from pathlib import Path

import polc
from polc.api.load_policy import load_policy
from polc.compiler.report.source import SourceText

MAIN_ROAD = Path(__file__).parent / "stdlib_policies" / "main_road.pol"
FOLDER = Path(polc.__file__).parent / "stdlib_policies"


def stdlib_text(name: str) -> str:
    """The text of a stdlib file."""
    return (FOLDER / f"{name}.pol").read_text(encoding="utf-8")


def read_stdlib(name: str, by: str) -> SourceText | None:
    """A reader that knows the standard library only."""
    path = FOLDER / f"{name}.pol"
    return SourceText(f"{name}.pol", path.read_text(encoding="utf-8")) if path.exists() else None


@cache
def stdlib_policy(name: str) -> polc.Policy:
    """A policy of the library; frozen, so that what one test asks changes nothing for another."""
    return load_policy(name)


def main_road_text() -> str:
    """The text of the main road."""
    return MAIN_ROAD.read_text(encoding="utf-8")


@cache
def main_road() -> polc.Policy:
    """The policy of the main road."""
    return polc.load(MAIN_ROAD)
