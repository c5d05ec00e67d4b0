"""A class's name says what it is wherever it is met: no two modules have a class of one name."""

import ast
from collections import defaultdict

from tests.test_imports import modules, name_of


def test_no_two_classes_have_one_name() -> None:
    """What was written ends in `Syntax` where a later stage has the word; else one of both has
    another name."""
    places: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].add(name_of(module))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
