"""What a JSON Schema says of its fields."""

import re
from typing import Any

import pytest

import polc
from polc.api.shown_part import show_part


def _said_in(schema: Any) -> list[str]:
    match schema:
        case dict():
            own = [schema["description"]] if isinstance(schema.get("description"), str) else []
            return own + [said for part in schema.values() for said in _said_in(part)]
        case list():
            return [said for part in schema for said in _said_in(part)]
        case _:
            return []


@pytest.mark.parametrize("name", ["suizhou", "chongqing"])
def test_the_schema_of_a_case_speaks_chinese(name: str) -> None:
    """Every description has Chinese characters; names of rules and codes apart."""
    said = _said_in(show_part(polc.load(name), "inputs", "zh"))
    assert len(said) > 20
    assert [text for text in said if not re.search("[\u4e00-\u9fff]", text)] == []


def test_in_english_it_is_as_before() -> None:
    """The sentence itself."""
    said = _said_in(show_part(polc.load("suizhou"), "inputs"))
    assert "yuan to the fen, as a decimal text such as `320.00` or a number" in said
