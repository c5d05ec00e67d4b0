"""Policies by the generator, their white space disturbed and comments put anywhere."""

import os
from random import Random

import pytest

from polc.compiler.format.format import format_text
from polc.compiler.format.pieces import read_pieces, tokens_of
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.normalise import normalise
from polc.compiler.syntax.parse import parse
from polc.grammar.keywords import Language
from tests.generators.policies.chinese import in_chinese
from tests.generators.policies.write import write_policy

QUICK = 2
FIRST = 100 + int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = 24
"""So many of them are in the default run, and in the long run from its seed on."""

TEXTS = [
    pytest.param(text, seed, id=f"{seed}-{name}", marks=() if seed < QUICK else pytest.mark.long)
    for seed in (*range(QUICK), *range(FIRST, FIRST + LONG))
    for name, text in write_policy(seed).files.items()
]


def laid_out(text: str, language: Language | None = None) -> str:
    laid, mistakes = format_text(SourceText("made.pol", text), language)
    assert laid is not None, mistakes
    return laid


def disturbed(text: str, chance: Random) -> str:
    """The same tokens with other white space between them, and a comment here and there."""
    tree, mistakes = parse(SourceText("made.pol", text))
    assert tree is not None, mistakes
    text = normalise(text)
    found: list[str] = []
    at = 0
    for place, token in enumerate(tokens_of(tree)):
        assert token.start_pos is not None
        assert token.end_pos is not None
        gap = text[at : token.start_pos]
        if gap and "#" not in gap:
            gap = chance.choice([gap, gap, " ", "   ", "\n", "\n\n\n", f" # {place}\n", "\t"])
        found += [gap, text[token.start_pos : token.end_pos]]
        at = token.end_pos
    return "".join(found) + text[at:]


def comments(text: str) -> list[str]:
    tree, _ = parse(SourceText("made.pol", text))
    assert tree is not None
    return [piece.text for piece in read_pieces(normalise(text), tree) if piece.kind == "COMMENT"]


@pytest.mark.parametrize(("text", "seed"), TEXTS)
def test_laid_out_the_same_twice(text: str, seed: int) -> None:
    """However it was broken; every comment stays, in its order."""
    for written in (text, in_chinese(text)):
        wild = disturbed(written, Random(seed))
        laid = laid_out(wild)
        assert laid_out(laid) == laid
        assert comments(laid) == comments(wild)


@pytest.mark.parametrize(("text", "seed"), TEXTS)
def test_there_and_back(text: str, seed: int) -> None:
    """From English to Chinese keywords and back it is the same text."""
    english = laid_out(text, "en")
    assert laid_out(laid_out(english, "zh"), "en") == english


@pytest.mark.parametrize(("text", "seed"), TEXTS)
def test_chinese_there_and_back_says_the_same(text: str, seed: int) -> None:
    """Forms that only Chinese has become English ones, once for all."""
    english = laid_out(in_chinese(text), "en")
    assert laid_out(laid_out(english, "zh"), "en") == english
