"""How records are made."""

import ast
from collections.abc import Iterator
from pathlib import Path

import polc
from tests.package_sources import nodes_of

PACKAGE = Path(polc.__file__).parent
BY_POSITION = {"Field": "a row of the table of fields", "Origin": "a name, mostly"}


def wide_records() -> Iterator[tuple[str, str]]:
    """Each attrs class with more than five fields of its own, and how it is decorated."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in nodes_of(path):
            if not isinstance(node, ast.ClassDef):
                continue
            decorated = " ".join(ast.unparse(decorator) for decorator in node.decorator_list)
            fields = [
                line
                for line in node.body
                if isinstance(line, ast.AnnAssign)
                and "ClassVar" not in ast.unparse(line.annotation)
                and "init=False" not in ast.unparse(line)
            ]
            if ("frozen" in decorated or "define" in decorated) and len(fields) > 5:
                yield node.name, decorated


def test_wide_records_are_made_by_name() -> None:
    """No call says by position what more than five fields hold, but for those named here."""
    found = {name for name, decorated in wide_records() if "kw_only" not in decorated}
    assert found == set(BY_POSITION)


def test_records_wait_for_their_first_object() -> None:
    """No class is made by attrs itself, which completes it when it is loaded."""
    by_attrs = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "attrs"
        and any(name.name in ("define", "frozen") for name in node.names)
    }
    assert by_attrs == {"records/frozen.py", "records/mutable.py"}
