"""Every room of the package has a README, and the files it names are there."""

import re
from pathlib import Path

import pytest

import polc

PACKAGE = Path(polc.__file__).parent
SUFFIXES = "py|pol|lark|tables|md|json|toml"
NAMED = re.compile(rf"`([\w./-]+(?:\.(?:{SUFFIXES})|/))`")


def is_room(folder: Path) -> bool:
    """A folder with content of its own, apart from parts of a room such as `cli/commands`."""
    own = [path for path in folder.iterdir() if path.is_file() and path.name != "__init__.py"]
    above = {parent.name for parent in folder.parents}
    inside = above & {"cli", "explain"} or is_part(folder)
    return bool(own) and folder.name != "__pycache__" and not inside


def is_part(folder: Path) -> bool:
    """A folder that the README of the room around it describes, as `typed/nodes`."""
    around = folder.parent / "README.md"
    if (folder / "README.md").is_file() or not around.is_file():
        return False
    return f"`{folder.name}/`" in around.read_text(encoding="utf-8")


def parts_of(room: Path) -> list[Path]:
    """The room itself and the folders in it that its README describes."""
    return [room, *(part for part in sorted(room.iterdir()) if part.is_dir() and is_part(part))]


def rooms() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*")) if path.is_dir() and is_room(path)]


@pytest.mark.parametrize("room", rooms(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_room_readme_is_true(room: Path) -> None:
    """A room has a README; each file that it names exists, seen from the room, from the
    package or from the root."""
    readme = room / "README.md"
    assert readme.is_file(), f"{room} has no README.md"
    named = NAMED.findall(readme.read_text(encoding="utf-8"))
    places = (*parts_of(room), PACKAGE, PACKAGE.parent)
    missing = [name for name in named if not any((place / name).exists() for place in places)]
    assert not missing


WITHOUT_A_PASS = {"compiler/model"}
"""Rooms of data alone, in which nothing is made of anything."""


@pytest.mark.parametrize("room", rooms(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_room_readme_is_whole(room: Path) -> None:
    """It draws what goes in and what comes out, a verb on each arrow, and names every module."""
    text = (room / "README.md").read_text(encoding="utf-8")
    drawn = re.findall(r"\w ─([\w ,]+)─▶ \w", text)
    assert drawn or str(room.relative_to(PACKAGE)) in WITHOUT_A_PASS
    modules = {module.name for module in room.glob("*.py")} - {"__init__.py"}
    assert modules <= {Path(named).name for named in NAMED.findall(text)}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_root_pages_are_true(name: str) -> None:
    """The files and folders that a page at the root names exist."""
    text = (PACKAGE.parent / name).read_text(encoding="utf-8")
    rooms = (PACKAGE.parent, PACKAGE, PACKAGE / "compiler")
    missing = [
        named
        for named in NAMED.findall(text)
        if not any((place / named).exists() for place in rooms)
    ]
    assert not missing


WITHOUT_A_ROOM = {
    "corpus": "wrong programs, one to a file, and what is said of them",
    "mistakes": "what newcomers write, beside what they write after the message",
    "semantics": "what a settlement must come to, rule by rule",
    "generators": "random policies, cases and blocks",
    "reference": "a second opinion on what a plan means",
    "example_policies": "made-up policies of kinds that the library has none of",
    "typed_reference": "a second opinion on what a policy means, without a plan",
    "explanation_checker": "settlements worked out again from their explanations",
    "mutation": "changes of the package that some test must notice",
    "page_in_browser": "the page as somebody uses it, in a browser",
    "docs": "the pages of `docs/`, held against what polc does",
    "stdlib_policies/reading_pairs": "what every two readings that one rule consults come to",
    "stdlib_policies/hand_cases": "cases worked out from the texts of the documents",
    "stdlib_policies/pair_cases": "cases in which two readings meet",
    "compiler/plan/shapes": "the policies of `docs/plan.md`",
}
"""The folders of `tests/` that mirror no room, and what each is for."""


def test_tests_mirror_the_rooms() -> None:
    """A folder of tests has the name of the room that it is of, or is one of those that hold
    something else."""
    root = PACKAGE.parent / "tests"
    folders = {
        file.parent.relative_to(root)
        for file in root.rglob("*")
        if file.is_file() and not {"__pycache__", "__snapshots__"} & set(file.parts)
    }
    apart = {Path(name) for name in WITHOUT_A_ROOM}
    roomless = {
        str(folder)
        for folder in folders
        if not apart & {folder, *folder.parents} and not (PACKAGE / folder).is_dir()
    }
    assert not roomless
    assert apart <= folders


def test_no_module_is_long() -> None:
    """A file has one concern, and at most 350 lines for it."""
    root = PACKAGE.parent
    found = [*PACKAGE.rglob("*.py"), *(root / "tests").rglob("*.py")]
    long = [path for path in found if len(path.read_text(encoding="utf-8").split("\n")) > 351]
    assert not long
