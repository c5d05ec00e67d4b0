"""Mistakes of every kind put into real policies at random: as many messages as mistakes."""

import os
import re
from functools import cache
from pathlib import Path
from random import Random

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.compiler.syntax.injections import KINDS, candidates, choose, inject
from tests.stdlib_texts import read_stdlib, stdlib_text

FIRST = 100 + int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_MISTAKES", "300"))
TESTS = Path(__file__).parents[2]
POLICIES = [
    *sorted((TESTS / "semantics").glob("*.pol")),
    TESTS / "compiler" / "syntax" / "constructs.pol",
]
PAGE = TESTS.parent / "docs" / "language.md"


@cache
def texts() -> tuple[str, ...]:
    """The right policies in which mistakes can be made."""
    blocks = re.findall(r"```pol\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    every = [stdlib_text("suizhou"), *(path.read_text(encoding="utf-8") for path in POLICIES)]
    return tuple(text for text in (*every, *blocks) if candidates(text) and not errors(text))


def errors(text: str) -> list[tuple[int, str]]:
    """The lines of the errors, from 0, with their messages, in the order of the file; where
    one message is for many names, the places of all."""
    source = SourceText("s.pol", text)
    found = [
        diagnostic
        for diagnostic in compile_text(source, read_stdlib).diagnostics
        if diagnostic.severity == "error"
    ]
    told = [(diagnostic.line - 1, diagnostic.message) for diagnostic in found]
    told += [
        (source.line_of(label.span.start) - 1, diagnostic.message)
        for diagnostic in found
        if diagnostic.code == "unknown_name"
        for label in diagnostic.related
    ]
    return sorted(told, key=lambda error: error[0])


def assert_told(text: str, count: int, chance: Random) -> None:
    chosen = choose(text, count, chance)
    wrong = inject(text, chosen, chance)
    told = errors(wrong)
    lines = wrong.split("\n")
    assert [line for line, _ in told] == [injection.line for injection in chosen], (
        [(injection.line, injection.kind.name, lines[injection.line]) for injection in chosen],
        told,
    )


def assert_told_everywhere(kind: object, most: int | None) -> None:
    """In the shortest policies that have a place for it, so many, or in all."""
    tried = 0
    for text in sorted(texts(), key=len):
        first = next((candidate for candidate in candidates(text) if candidate.kind is kind), None)
        if first is None:
            continue
        tried += 1
        wrong = inject(text, [first], Random(tried))
        told = errors(wrong)
        assert [line for line, _ in told] == [first.line], (wrong.split("\n")[first.line], told)
        if tried == most:
            return
    assert tried, "no policy has a place for this mistake"


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_one_mistake(kind: object) -> None:
    """A mistake of the kind, at the first place of two policies, is one message there."""
    assert_told_everywhere(kind, 2)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_one_mistake_in_every_policy(kind: object) -> None:
    """The same, of every policy."""
    assert_told_everywhere(kind, None)


@pytest.mark.parametrize("seed", range(10))
def test_several_mistakes(seed: int) -> None:
    """One to six mistakes at random places are as many messages, in their order."""
    chance = Random(seed)
    assert_told(chance.choice(texts()), chance.randrange(1, 7), chance)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(FIRST, FIRST + LONG))
def test_many_more(seed: int) -> None:
    """The same, many times."""
    chance = Random(seed)
    assert_told(chance.choice(texts()), chance.randrange(1, 7), chance)
