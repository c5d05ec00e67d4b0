"""`docs/architecture.md`: its picture, its rooms and its names are those of the code."""

import re
from pathlib import Path

import pytest

from tests.docs.named_code import PACKAGE, definitions_in, named_code
from tests.test_imports import COMPILER_LAYERS, LAYERS, graph

PAGE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text(encoding="utf-8")
PICTURE, ROOMS, COMPILER_ROOMS = re.findall(r"```text\n(.*?)```", PAGE, re.S)
ARROW = re.compile(r"(\w+) ─(\w+)─▶ (?=(\w+))")
PASS = re.compile(r"^\| (\w+) \| (\w+) \| (\w+) \| `(\w+)` in `([\w./]+)` \| `([\w./]+)` \|$", re.M)
PASSES = PASS.findall(PAGE)


def module_at(path: str) -> str:
    """The name under which a file of the package is imported."""
    return ".".join(("polc", *Path(path).with_suffix("").parts))


def test_the_picture_has_the_passes() -> None:
    """Each arrow is a row of the table, and each row an arrow."""
    assert sorted(ARROW.findall(PICTURE)) == sorted(row[:3] for row in PASSES)


def test_every_reader_is_a_pass() -> None:
    """Each room of `readers/` has its arrow in the picture, by a function of its own."""
    readers = PACKAGE / "compiler" / "readers"
    rooms = {code.parent.name for code in readers.glob("*/__init__.py")}
    paths = [Path(row[4]) for row in PASSES]
    assert rooms == {path.parent.name for path in paths if "readers" in path.parts}


@pytest.mark.parametrize("row", PASSES, ids=["_".join(row[:3]) for row in PASSES])
def test_a_pass_is_called_where_it_says(row: tuple[str, ...]) -> None:
    """The calling file names the function and imports its file."""
    *_, function, path, caller = row
    assert re.search(rf"\b{function}\(", (PACKAGE / caller).read_text(encoding="utf-8"))
    assert module_at(path) in graph()[module_at(caller)]


@pytest.mark.parametrize(("drawn", "layers"), [(ROOMS, LAYERS), (COMPILER_ROOMS, COMPILER_LAYERS)])
def test_the_layers_are_those_held(drawn: str, layers: tuple[tuple[str, ...], ...]) -> None:
    """Line by line the layers that imports are held to."""
    assert tuple(tuple(line.split()) for line in drawn.splitlines()) == layers


def test_every_room_is_told() -> None:
    """The table has each folder of code, and no other."""
    told = re.findall(r"^\| `([\w/]+)/` \|", PAGE, re.M)
    rooms = sorted(code.parent.relative_to(PACKAGE) for code in PACKAGE.rglob("__init__.py"))
    assert told == [str(room) for room in rooms if room.parts]


@pytest.mark.parametrize(("name", "path"), named_code(PAGE))
def test_the_code_is_there(name: str, path: str) -> None:
    """What the page names is defined in the file that it names."""
    assert (PACKAGE / path).is_file()
    assert name in definitions_in(path)
