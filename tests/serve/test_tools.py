"""What the tools of an assistant answer, without a process around them."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp")

import anyio
from mcp import Client

from polc.messages.text import Language
from polc.serve.shelf import fill_shelf
from polc.serve.tools import make_tools
from tests.serve.town import CASE, write_town


def call(folder: Path, name: str, language: Language | None = None, **words: Any) -> Any:
    """Whether it went wrong, and the JSON of the answer."""
    server = make_tools(fill_shelf([str(write_town(folder))]), language)

    async def ask() -> Any:
        async with Client(server) as client:
            return await client.call_tool(name, words)

    found = anyio.run(ask)
    text = found.content[0].text
    if found.is_error:
        text = text[text.index("{") :]
    return found.is_error, json.loads(text)


def test_a_case_is_settled_and_explained(tmp_path: Path) -> None:
    """(6000 − 1000) × 60% = 3000, by clause TZ-2."""
    case = json.dumps(CASE)
    wrong, told = call(tmp_path, "settle", policy="town", case=case)
    assert (wrong, told["totals"]["benefits"]) == (False, {"assistance": "3000.00"})
    _, told = call(tmp_path, "explain", policy="town", case=case)
    assert [step["clause"] for step in told["explanation"] if step["amount"] == "3000.00"] == [
        "TZ-2"
    ]


def test_what_is_wrong_is_told_as_over_http(tmp_path: Path) -> None:
    """A refused case with its problems, a policy that is not there, what is no JSON."""
    wrong, told = call(tmp_path, "settle", policy="town", case="{}")
    assert (wrong, told["type"]) == (True, "urn:polc:problem:refused")
    assert told["refused"]
    wrong, told = call(tmp_path, "settle", "zh", policy="twon", case="{}")
    assert (wrong, told["title"]) == (True, "没有提供这份政策")
    wrong, told = call(tmp_path, "settle", policy="town", case="{")
    assert (wrong, told["type"]) == (True, "urn:polc:problem:not_json")


def test_texts_codes_and_parts(tmp_path: Path) -> None:
    """As `polc check`, `explain` and `show` have them."""
    _, told = call(tmp_path, "check", text='policy x "某"\nlayers basic\n')
    assert told["diagnostics"][0]["code"] == "unknown_name"
    _, told = call(tmp_path, "explain", code="unknown_name")
    assert told["meaning"]
    _, told = call(tmp_path, "show", policy="town", what="clauses")
    assert [clause["clause"] for clause in told["clauses"]] == ["TZ-1", "TZ-2"]


def test_the_tools_are_described_in_the_language_of_the_service(tmp_path: Path) -> None:
    """What an assistant is told of each, and the same in English."""
    said: dict[Language, str] = {}
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        server = make_tools(fill_shelf([str(write_town(tmp_path))]), language)

        async def ask(server: Any = server) -> Any:
            async with Client(server) as client:
                return await client.list_tools()

        tools = {tool.name: tool.description for tool in anyio.run(ask).tools}
        assert set(tools) == {"check", "settle", "explain", "show"}
        said[language] = tools["check"]
    assert said["zh"] == "指出一份政策文本（`.pol`文件）有什么问题"
    assert said["en"] == "says what is wrong with the text of a policy (a `.pol` file)"


@pytest.mark.parametrize("part", ["rules", "plan", "clauses"])
def test_a_file_is_shown_by_its_name(tmp_path: Path, part: str) -> None:
    """Where it lies on the machine of the service is told to nobody."""
    _, told = call(tmp_path, "show", policy="town", what=part)
    text = json.dumps(told)
    assert '"file": "town.pol"' in text
    assert str(tmp_path) not in text
