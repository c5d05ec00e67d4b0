"""Suizhou with every name changed and every amount tripled is the same plan in shape."""

import re
from typing import Any

import attrs
from lark import Token

from polc.compiler.model.origin import Origin
from polc.compiler.pipeline import compile_text, lower
from polc.compiler.plan.nodes import Arm, Const, Limit, Option
from polc.compiler.plan.plan import Plan
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser
from polc.runtime.amounts import UNLIMITED
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS
from tests.stdlib_texts import main_road_text, read_stdlib, stdlib_text

SHARED = {word for field in FIELDS for word in (field.name, *field.chinese, *field.choices)}
SHARED |= set(CHINESE_CHOICES) | {"remaining", "year", "visit", "not_in_force"}
STRUCTURE = {"kind", "den", "op", "mode", "unit", "scope", "code", "is_given", "bits", "ranges"}


def one_text() -> str:
    """Suizhou with the identities it uses written into it."""
    return main_road_text().replace("use identities\n", stdlib_text("identities"))


def disguise(text: str) -> str:
    """Every name that is not of the shared vocabulary renamed, every amount times 3."""
    tree = load_parser().parse(normalise(text))
    parts, at = [], 0
    for token in tree.scan_values(lambda leaf: isinstance(leaf, Token)):
        assert token.start_pos is not None
        assert token.end_pos is not None
        word = text[token.start_pos : token.end_pos]
        if token.type == "NAME" and word not in SHARED:
            word = f"x_{sum(map(ord, word))}_{len(word)}_{word[::-1]}"
        elif token.type == "MONEY":
            word = f"{int(fen_of(word)) * 3} fen"
        elif token.type == "STRING":
            word = f'"{word[1:-1]}号"'
        parts += [text[at : token.start_pos], word]
        at = token.end_pos
    return "".join([*parts, text[at:]])


def fen_of(word: str) -> int:
    """The fen of a written amount, by the units the document uses."""
    whole, part = re.match(r"([0-9]+)(?:\.([0-9]+))?", word).groups()  # type: ignore[union-attr]
    fen = int(whole) * 100 + int(((part or "") + "00")[:2])
    return fen * 10_000 if "万" in word else fen


def shape(plan: Plan) -> list[Any]:
    """The nodes with their ids as places, their names dropped, their constants kept."""
    shapes: list[Any] = []
    for block in (
        *(year.nodes for year in plan.prelude),
        plan.claim,
        *(report.nodes for report in plan.reports),
    ):
        places = {node.id: place for place, node in enumerate(block)}
        shapes.append([_shape(node, places) for node in block])
    return shapes


def _shape(node: Any, places: dict[str, int]) -> Any:
    if isinstance(node, str):
        return places.get(node)
    if isinstance(node, tuple):
        return tuple(_shape(part, places) for part in node)
    if isinstance(node, Const):
        return ("const", node.kind, node.value)
    if not attrs.has(type(node)):
        return node
    found: list[Any] = [type(node).__name__]
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if isinstance(value, Origin):
            found.append(len(value.clauses))
        elif field.name in STRUCTURE and isinstance(value, str) and value not in places:
            found.append(value)
        elif isinstance(value, str | tuple | int | Arm | Option | Limit) or value is None:
            found.append(_shape(value, places))
    return tuple(found)


def tripled(shapes: Any) -> Any:
    """The shape with every constant amount times 3."""
    if isinstance(shapes, tuple) and shapes[:2] == ("const", "money"):
        value = shapes[2]
        return ("const", "money", value * 3 if value < UNLIMITED else value)
    if isinstance(shapes, tuple | list):
        return type(shapes)(tripled(part) for part in shapes)
    return shapes


def compiled(name: str, text: str) -> Plan:
    found = compile_text(SourceText(name, text), read_stdlib)
    assert found.program is not None, [diagnostic.message for diagnostic in found.diagnostics]
    return lower(found.program, {})


def test_renamed_and_tripled_suizhou_has_the_same_plan_in_shape() -> None:
    """Nothing in the compiler knows a policy, a name or a figure."""
    text = one_text()
    disguised = disguise(text)
    assert "tekun" not in disguised
    assert "1800 yuan" not in disguised
    original, renamed = shape(compiled("one", text)), shape(compiled("other", disguised))
    assert tripled(original) == renamed
