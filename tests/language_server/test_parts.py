"""Parts of the language server by themselves."""

from random import Random

import pytest

pytest.importorskip("pygls")

from lsprotocol.types import Position

import polc
from polc.compiler.report.change import find_change
from polc.compiler.report.source import SourceText, Span
from polc.editors.snippets import snippets_of
from polc.language_server.analyse import Analyses
from polc.language_server.colours import TYPES, semantic_tokens
from polc.language_server.complete import complete
from polc.language_server.documents import Documents
from polc.language_server.outline import folding_ranges
from polc.language_server.positions import to_offset, to_position
from polc.messages.text import Language


def test_a_character_outside_the_basic_plane_counts_as_two() -> None:
    """𠮷 is one character of the text and two UTF-16 units."""
    source = SourceText("a", "# 𠮷x\nab")
    assert to_position(source, source.text.index("x")) == Position(0, 4)
    assert to_offset(source, Position(0, 4)) == source.text.index("x")


def test_places_are_the_same_both_ways() -> None:
    """Of every character of a text in several scripts."""
    source = SourceText("a", "比例 𠮷 60%\r\n\nrate 𝟙\n")
    for offset in range(len(source.text)):
        if source.text[offset] not in "\r\n":
            assert to_offset(source, to_position(source, offset)) == offset


def test_what_is_outside_of_a_change_is_found_again() -> None:
    """Of random edits: a stretch before or behind keeps its text."""
    chance = Random(7)
    for _ in range(300):
        before = "".join(chance.choice("ab\n政") for _ in range(chance.randrange(60)))
        start = chance.randrange(len(before) + 1)
        end = chance.randrange(start, len(before) + 1)
        put = "".join(chance.choice("ab政") for _ in range(chance.randrange(9)))
        now = before[:start] + put + before[end:]
        change = find_change(before, now)
        for at in range(len(before)):
            span = change.span_now(Span(at, at + 1))
            if span is not None and not change.start <= at < change.before:
                assert now[span.start : span.end] == before[at]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_snippet_can_be_read(language: Language) -> None:
    """With its places filled as they are."""
    import re

    from polc.compiler.syntax.parse import parse

    for terminal, snippet in snippets_of(language).items():
        text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", snippet)
        _, mistakes = parse(SourceText(terminal, text))
        assert mistakes == (), terminal


def test_a_file_with_an_open_bracket_folds() -> None:
    """The block that is closed, by lines."""
    found = folding_ranges(SourceText("a", "benefit a per claim {\n  rate 5%\n}\nbenefit b {\n"))
    assert [(one.start_line, one.end_line) for one in found] == [(0, 1)]


def _analyses(text: str) -> tuple[Analyses, str]:
    documents = Documents()
    documents.put("/nowhere/a.pol", text)
    return Analyses(documents), "/nowhere/a.pol"


def test_colours_say_what_a_name_is() -> None:
    """`basic` is declared as a function, `rate` a keyword."""
    analyses, path = _analyses('policy a "甲" edition 1\nbenefit basic per claim { rate 5% }\n')
    analysis = analyses.of(path)
    assert analysis is not None
    data = list(semantic_tokens(analysis).data)
    rows = [data[at : at + 5] for at in range(0, len(data), 5)]
    kinds = [TYPES[row[3]] for row in rows if row]
    assert "function" in kinds
    assert kinds.count("keyword") >= 4


def test_completion_answers_in_the_middle_of_a_mistake() -> None:
    """The line above cannot be read; a benefit's lines are offered all the same."""
    text = 'policy a "甲" edition 1\nbenefit basic per claim {\n  rate % %\n  \n}\n'
    analyses, path = _analyses(text)
    analysis = analyses.of(path)
    assert analysis is not None
    labels = {item.label for item in complete(analysis, Position(3, 2), None)}
    assert {"cap", "deductible"} <= labels


def test_a_library_policy_is_answered_whole() -> None:
    """Every name of Suizhou is found, each at its text."""
    documents = Documents()
    source = documents.source(str(polc.__path__[0]) + "/stdlib_policies/suizhou.pol")
    assert source is not None
    analysis = Analyses(documents).of(source.name)
    assert analysis is not None
    assert len(analysis.occurrences) > 1000
    assert [found for found in analysis.diagnostics if found.severity == "error"] == []
