"""The reference of the language: every block compiles, every example in it settles."""

import re
from pathlib import Path

import pytest

import polc
from polc.grammar.keywords import KEYWORDS
from polc.runtime.amounts import as_decimal

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```pol\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_block(block: str) -> None:
    """The block is a policy without a diagnostic; its examples come out as written."""
    policy = polc.compile(block, name="block.pol")
    for example in policy.program.examples:
        settled = policy.settle(example.case)
        for expect in example.expects:
            amounts = dict(settled.person_year)
            for claim in settled.claims:
                if expect.claim in ("", claim.id):
                    amounts |= claim.benefits
            assert amounts[expect.output] == as_decimal(expect.amount), example.title


def test_the_two_first_blocks_are_one_policy() -> None:
    """English and Chinese give the same plan but for the titles' quotes."""
    english, chinese = (polc.compile(block, name="t.pol").plan for block in BLOCKS[:2])
    assert [type(node) for node in english.claim] == [type(node) for node in chinese.claim]


def test_there_are_keywords_to_document() -> None:
    """The page names every English keyword that begins a statement."""
    said = set(re.findall(r"[a-z]+", PAGE))
    for terminal in ("POLICY", "SOURCE", "USE", "LAYERS", "IDENTITY", "GROUP", "RANK", "PARAM",
                     "POOL", "SECTION", "BENEFIT", "ADJUST", "READING", "EXAMPLE"):  # fmt: skip
        assert set(KEYWORDS[terminal][0][0].split()) <= said
