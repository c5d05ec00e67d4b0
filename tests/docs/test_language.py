"""The reference of the language: every block compiles, every example in it settles."""

import re
from pathlib import Path

import pytest

import polc
from polc.grammar.keywords import KEYWORDS
from polc.inspect.examples import run_example

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```pol\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_block(block: str) -> None:
    """The block is a policy without a diagnostic; its examples come out as written."""
    policy = polc.compile(block, name="block.pol")
    for example in policy.program.examples:
        assert run_example(policy, example).differences == (), example.title


def test_the_two_first_blocks_are_one_policy() -> None:
    """English and Chinese give the same plan but for the titles' quotes."""
    english, chinese = (polc.compile(block, name="t.pol").plan for block in BLOCKS[:2])
    assert [type(node) for node in english.claim] == [type(node) for node in chinese.claim]


def test_every_keyword_is_said() -> None:
    """The page says every English keyword, in one of its spellings."""
    said = re.sub(r"\s+", " ", PAGE)
    missing = [
        terminal
        for terminal, (english, _) in KEYWORDS.items()
        if english and not any(word in said for word in english)
    ]
    assert missing == []
