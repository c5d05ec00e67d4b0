"""Ids of nodes are names for people: what a node is for stands in the steps of the plan."""

import ast
from collections.abc import Iterator
from pathlib import Path

import polc
from tests.package_sources import nodes_of

PACKAGE = Path(polc.__file__).parent
ROOMS = (
    "compiler/checks",
    "compiler/conform",
    "compiler/lower",
    "compiler/plan",
    "compiler/readers",
    "compiler/typed",
    "link",
    "inspect",
    "runtime",
    "api",
)
AFFIXES = {
    "removeprefix",
    "removesuffix",
    "startswith",
    "endswith",
    "partition",
    "rpartition",
    "split",
    "rsplit",
}
OF_OTHER_TEXTS = {
    "api/loader.py": "the text and the name of a file",
    "api/sealed_entries.py": "the seal of an entry, before its line end",
    "api/required_outputs.py": "a place in the JSON, `person_year.grant`",
    "compiler/checks/allow_comments.py": "a line of the file",
    "compiler/checks/check_context.py": "a line of the file",
    "compiler/checks/names/undeclared_source.py": "the id of a clause, `SZ-2.3`, before its dash",
    "compiler/typed/declarations/requirements.py": "the path of a file",
    "compiler/readers/closures/tables.py": "the Python text that is written",
    "compiler/readers/closures/write_function.py": "the Python text that is written",
    "compiler/readers/source/safe_text.py": "a title, whose words are put on one line",
    "compiler/readers/source/text_lines.py": "the text that is written",
    "compiler/readers/source/write_function.py": "the text that is written",
    "compiler/readers/source/program.py": "a name that is put together for a class",
    "compiler/readers/trace/write_trail.py": "a text with places for figures",
    "compiler/checks/statements/whole_statements.py": "the text of the file",
    "compiler/typed/consistency/assignments.py": "a line of the file",
    "compiler/typed/written.py": "what is written in the file",
    "link/joined_calls.py": "the Python text that is written",
    "runtime/amounts.py": "a figure as a person writes it",
    "runtime/case_snapshot.py": "a figure of the case",
    "runtime/read/read_value.py": "a figure of the case",
    "runtime/read/take_back.py": "the sign of an amount of the case",
    "compiler/typed/values/suggest_values.py": "a word of the file",
    "runtime/errors.py": "a place in the JSON, `claims[0].place`",
    "runtime/read/read_household.py": "a place in the JSON, `claims[0].date`",
    "runtime/tell/make_household.py": "a place in the JSON, `claims[0].patient_pays`",
    "runtime/read/read_opening.py": "a place in the JSON, `line.in_county`",
    "inspect/case_schema.py": "a place in the JSON, `pools.yearly`",
    "inspect/expectations.py": "a place in the JSON, `claims[0].place`",
}


def modules() -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    """Each module of the rooms by its path, with its nodes."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            yield path.relative_to(PACKAGE).as_posix(), nodes_of(path)


def method_of(node: ast.AST) -> str:
    """The name of the method that is called; empty of anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr
    return ""


def is_made_up(node: ast.AST) -> bool:
    """Whether a text is put together with a dot between: `f"{name}.paid"`."""
    return isinstance(node, ast.JoinedStr) and any(
        isinstance(part, ast.Constant) and "." in str(part.value) for part in node.values
    )


def test_nobody_takes_an_id_apart() -> None:
    """No reader cuts a text at a dot, or looks how it begins or ends, but those named here."""
    found = {name for name, nodes in modules() if any(method_of(node) in AFFIXES for node in nodes)}
    assert found == set(OF_OTHER_TEXTS)


def test_nobody_looks_a_node_up_by_an_id_of_his_own() -> None:
    """No reader asks for a node by a name that it puts together."""
    for name, nodes in modules():
        for node in nodes:
            asked = [node.slice] if isinstance(node, ast.Subscript) else []
            if isinstance(node, ast.Call) and method_of(node) == "get":
                asked += node.args[:1]
            assert not any(is_made_up(key) for key in asked), f"{name}:{node.lineno}"
