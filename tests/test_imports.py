"""Which part of the package may import which, and what a start costs.

The rooms stand in one order, `cli → compiler → runtime`; grammar serves the compiler,
`messages` every room, and the public API at the top of the package stands between cli and compiler.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import polc

PACKAGE = Path(polc.__file__).parent

MAY_IMPORT = {
    "messages": {"messages"},
    "runtime": {"messages", "runtime", "version"},
    "grammar": {"grammar"},
    "compiler": {"compiler", "grammar", "messages", "runtime", "version"},
    "stdlib_policies": {"stdlib_policies"},
}
"""Room to the rooms it may import; `cli` and the API may import every other one."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(module: Path) -> str:
    """The first folder below the package, or the module itself at its top."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports_of(module: Path) -> Iterator[str]:
    """The full names of what a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def rooms_imported(module: Path) -> set[str]:
    rooms = set()
    for name in imports_of(module):
        parts = name.split(".")
        if parts[0] == "polc" and len(parts) > 1:
            rooms.add(parts[1])
    return rooms


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(module: Path) -> None:
    """A room imports itself and the rooms behind it; nothing but cli imports cli."""
    room = room_of(module)
    if room == "cli":
        return
    allowed = MAY_IMPORT.get(room)
    imported = rooms_imported(module)
    assert "cli" not in imported
    if allowed is not None:
        assert imported <= allowed


def test_click_belongs_to_the_cli() -> None:
    """Only the cli imports click: the compiler and the API work without a terminal."""
    users = {room_of(one) for one in modules() if "click" in imports_of(one)}
    assert users == {"cli"}


def test_pygments_belongs_to_the_highlighter() -> None:
    """Only `highlight.py` imports Pygments, and no other module imports it."""
    users = {
        room_of(one) for one in modules() if any("pygments" in name for name in imports_of(one))
    }
    assert users == {"highlight"}
    assert not [one for one in modules() if "highlight" in rooms_imported(one)]


def test_the_compiler_is_pure() -> None:
    """The compiler opens no file, prints nothing and reads no environment."""
    reaching = {"os", "io", "pathlib", "shutil", "tempfile", "subprocess", "socket", "logging"}
    for module in (PACKAGE / "compiler").rglob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        called = {
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"open", "print", "input"}, module
        assert not reaching & set(imports_of(module)), module


def loaded_by(program: str, *arguments: str) -> set[str]:
    """The modules that a fresh Python has loaded after `program`."""
    code = f"import sys\n{program}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_help_loads_click_alone() -> None:
    """`polc --help` loads click and none of what the verbs need."""
    program = "from polc.cli.main import polc\npolc(['--help'], standalone_mode=False)"
    loaded = loaded_by(program)
    assert "click" in loaded
    assert not loaded & {"lark", "attr", "attrs", "json", "polc.compiler", "polc.runtime"}


def test_importing_polc_loads_no_parser() -> None:
    """`import polc` loads neither the parser's library nor the command line's."""
    assert not loaded_by("import polc") & {"lark", "click", "polc.cli"}


def test_compiling_loads_no_chinese_catalogue() -> None:
    """A policy without mistakes is compiled without the sentences in Chinese."""
    loaded = loaded_by("import polc\npolc.load('suizhou')")
    assert "polc.messages.text" in loaded
    assert "polc.messages.chinese" not in loaded
