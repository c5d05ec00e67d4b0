"""`docs/zh/`: the pages in Chinese say what the English ones do, and are executed like them."""

import json
import re
from pathlib import Path

import pytest

import polc
from polc.grammar.keywords import KEYWORDS
from polc.inspect.examples import run_example
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS
from tests.docs.test_json import printed
from tests.docs.test_language import BLOCKS as ENGLISH
from tests.stdlib_texts import stdlib_policy

PAGES = Path(__file__).parents[2] / "docs" / "zh"
LANGUAGE, TALLIES, FIELDS_PAGE, JSON = (
    (PAGES / f"{name}.md").read_text(encoding="utf-8")
    for name in ("language", "tallies", "case_fields", "json")
)
BLOCKS = re.findall(r"```pol\n(.*?)```", LANGUAGE + TALLIES, re.S)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_block(block: str) -> None:
    """The block is a Chinese policy without a diagnostic; its examples come out as written."""
    policy = polc.compile(block, name="block.pol")
    assert policy.plan.language == "zh"
    for example in policy.program.examples:
        assert run_example(policy, example).differences == (), example.title


def test_every_policy_of_the_english_page_is_there() -> None:
    """By its name."""
    named = {polc.compile(block, name="block.pol").plan.policy for block in BLOCKS}
    assert {polc.compile(block, name="block.pol").plan.policy for block in ENGLISH} - named == set()


def test_every_keyword_is_said() -> None:
    """The page says every Chinese keyword, in one of its spellings."""
    missing = [
        terminal
        for terminal, (_, chinese) in KEYWORDS.items()
        if chinese and not any(word in LANGUAGE for word in chinese)
    ]
    assert missing == []


def test_every_field_is_described() -> None:
    """By its key and by what a file calls it; the words that it may be."""
    prose = re.sub(r"```.*?```", "", FIELDS_PAGE, flags=re.S)
    said = set(re.findall(r"`([^`]+)`", prose))
    words = {word for field in FIELDS for word in (field.name, *field.chinese)}
    assert words | set(CHINESE_CHOICES.values()) <= said


def test_the_case_is_settled() -> None:
    """The case of the page is one of the policy that it names."""
    case = json.loads(re.findall(r"```json\n(.*?)```", FIELDS_PAGE, re.S)[0])
    settled = stdlib_policy(case["policy"]).settle(case)
    assert str(settled.claims[0].benefits["basic"]) == case["claims"][0]["paid"]["basic"]


def test_every_key_of_json_is_named() -> None:
    """Nothing is printed that the page does not explain."""
    named = set(re.findall(r"`([\w ]+)`", JSON))
    assert [key for keys in printed() for key in keys if key not in named] == []


@pytest.mark.parametrize("name", ["audit", "batch", "build", "notices", "reforms", "service"])
def test_what_is_written_for_machines_is_that_of_the_english_page(name: str) -> None:
    """Commands, mappings and settings, which tests run on the English page; calls of the service
    are run on both (`test_service.py`). A comment is in Chinese, a language may be asked for."""
    chinese = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    english = (PAGES.parent / f"{name}.md").read_text(encoding="utf-8")
    assert set(_blocks(chinese)) <= set(_blocks(english))
    rows = [page.count("\n| ") for page in (chinese, english)]
    assert rows[0] == rows[1]


def _blocks(page: str) -> list[str]:
    """The blocks, without comments and the language that is asked for."""
    found = re.findall(r"^```(\w*)\n(.*?)^```", page, re.M | re.S)
    return [re.sub(r" *#.*| --language zh", "", text) for kind, text in found if kind != "console"]
