"""`docs/python.md`: every public name with its signature, and examples that run.

A heading is a name of `polc` with its arguments; the rows of the table under a class are its
attributes and methods.
"""

import doctest
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.messages.text import say

PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)
SECTIONS = dict(re.findall(r"^### `polc\.(\w+)(.*?)(?=^##|\Z)", PAGE, re.S | re.M))
ROW = re.compile(r"^\| `(\w+)(?:\((.*?)\))?` \|", re.M)

SAMPLES: dict[type, object] = {
    polc.CaseError: polc.CaseError(()),
    polc.NoCalendarError: polc.NoCalendarError(say("unknown")),
    polc.PolicyError: polc.PolicyError("no policy"),
    polc.SourceError: polc.SourceError(say("unreadable")),
}
"""An instance of each class whose attributes only its instances have."""

CLASSES = sorted(name for name in polc.__all__ if inspect.isclass(getattr(polc, name)))
FUNCTIONS = sorted(name for name in polc.__all__ if inspect.isfunction(getattr(polc, name)))


def arguments_of(function: Any) -> str:
    """The arguments as they are written on the page: without `self` and types."""
    signature = inspect.signature(function)
    plain = [
        argument.replace(annotation=inspect.Parameter.empty)
        for name, argument in signature.parameters.items()
        if name != "self"
    ]
    return str(inspect.Signature(plain))[1:-1].removeprefix("/, ").removeprefix("/")


def public_members(named: type) -> set[str]:
    """What an instance offers beyond what Python's own errors and objects do."""
    built_in = next(base for base in named.__mro__ if base.__module__ == "builtins")
    members = set(dir(SAMPLES.get(named, named))) - set(dir(built_in))
    return {member for member in members if not member.startswith("_")}


def test_every_public_name_is_on_the_page() -> None:
    """And no other."""
    assert set(SECTIONS) == set(polc.__all__)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_its_arguments(name: str) -> None:
    """The heading of a function is how it is called."""
    heading = SECTIONS[name].split("\n")[0]
    assert heading == f"({arguments_of(getattr(polc, name))})`"


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_has_its_members(name: str) -> None:
    """The table of a class has each public attribute and each method, with its arguments."""
    named = getattr(polc, name)
    rows = dict(ROW.findall(SECTIONS[name]))
    assert set(rows) == public_members(named)
    for member, arguments in rows.items():
        found = getattr(named, member, None)
        if inspect.isfunction(found) or inspect.ismethod(found):
            assert f"`{member}({arguments})`" in SECTIONS[name]
            assert arguments == arguments_of(found), member
        else:
            assert f"`{member}`" in SECTIONS[name]


def test_the_examples_run() -> None:
    """One after the other, in one session of Python."""
    session = doctest.DocTestParser().get_doctest(
        "\n".join(BLOCKS), {}, "python.md", "python.md", None
    )
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(session, out=told.append)
    assert not told, "".join(told)
