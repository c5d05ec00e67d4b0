"""Files being typed: few messages for one mistake, no crash, at once.

The default run takes a sample, the long one another that moves with its seed;
`docs/typing.md` has the figures of the whole sweep.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

import polc
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.builders.read_tree import all_tokens
from polc.compiler.syntax.parse import parse
from polc.grammar.keywords import KEYWORDS
from tests.compiler.syntax.sweep import (
    MOST_MESSAGES,
    Variant,
    answer,
    messages_of,
    sample,
    stdlib_policies,
    texts,
    variants,
)

TEXTS = texts()
STDLIB = stdlib_policies()
SAMPLED = 503
MANY = 11
FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
"""Of so many variants the default run and the long run take one, the long run beginning with this
one; primes, so that they meet all kinds."""

CHINESE_ONLY = {"swapped", "naming"}
"""Rules of the grammar that only Chinese keywords reach, or both languages otherwise."""

OTHERWISE_CALLED = {
    "dated_when",
    "limited_right",
    "once_amount",
    "period_behind",
    "right_for_line",
    "right_people",
}
"""Rules whose trees have the name of another rule, which says more in other blocks."""


NOT_BESIDE_A_STAY = {"rival_line"}
"""Rules that no policy has together with a term of the stay, as the file has one."""

HANGING = 20.0
"""Seconds of the processor in which every file is answered, however slow the machine; how fast it
is stands in `docs/typing.md`."""


@cache
def usual(name: str) -> list[str]:
    """What is told of the file before a mistake is made."""
    return messages_of(TEXTS[name])


def assert_answered(variant: Variant, before: list[str]) -> None:
    found = answer(variant, before)
    assert found.messages <= MOST_MESSAGES, (
        variant.kind,
        variant.at,
        variant.text[variant.at - 40 : variant.at + 40],
    )
    assert found.seconds < HANGING


def test_the_file_has_every_construct() -> None:
    """Each rule of the grammar is somewhere in it, in one language or the other."""
    written = (Path(polc.__file__).parent / "grammar" / "polc.lark").read_text(encoding="utf-8")
    rules = set(re.findall(r"^([a-z][a-z_]*):", written, re.M))
    found: set[str] = set()
    for name, text in TEXTS.items():
        tree, _ = parse(SourceText(name, text))
        assert tree is not None
        found |= {str(subtree.data) for subtree in tree.iter_subtrees()}
    assert rules - found == OTHERWISE_CALLED | NOT_BESIDE_A_STAY


def test_the_file_is_right() -> None:
    """No mistake before one is made: one warning of a product that may be large."""
    assert all(len(usual(name)) == 1 for name in TEXTS)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_sampled_variants(name: str) -> None:
    """At most five messages, and no hanging, at places spread over the file."""
    for variant in list(variants(name, TEXTS[name]))[::SAMPLED]:
        assert_answered(variant, usual(name))


@pytest.mark.parametrize("name", ["suizhou"])
def test_sampled_variants_of_the_library(name: str) -> None:
    """The same of a policy that comes with polc, one of each kind picked by a seed; the long run
    has all of them."""
    before = messages_of(STDLIB[name])
    for variant in sample(name, STDLIB[name], 1, seed=6):
        assert_answered(variant, before)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["prefix", "without", "twice"])
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_many_variants(name: str, kind: str) -> None:
    """A part of them, spread over the file."""
    found = [variant for variant in variants(name, TEXTS[name]) if variant.kind == kind]
    for variant in found[FIRST % MANY :: MANY]:
        assert_answered(variant, usual(name))


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(STDLIB))
def test_many_variants_of_the_library(name: str) -> None:
    """Some more of each policy, others than in the default run."""
    before = messages_of(STDLIB[name])
    for variant in sample(name, STDLIB[name], 18, seed=7 + FIRST):
        assert_answered(variant, before)


def test_most_keywords_are_in_the_file() -> None:
    """Of the keywords too most are there; others are spellings of the same constructs."""
    tokens = set()
    for name, text in TEXTS.items():
        tree, _ = parse(SourceText(name, text))
        assert tree is not None
        tokens |= {token.type for token in all_tokens(tree)}
    assert len(set(KEYWORDS) & tokens) > 0.85 * len(KEYWORDS)
