"""`docs/glossary.md`: keywords, fields, messages and code have the words it gives."""

import re
from pathlib import Path

import pytest

from polc.compiler.typed.nodes.values import RUNNING
from polc.grammar.keywords import KEYWORDS
from polc.messages.compile_catalogue import read_catalogue
from polc.runtime.vocabulary import FIELDS
from tests.docs.named_code import PACKAGE, definitions_in, named_code

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| term ")
]
TERMS = {row[0]: row[1] for row in ROWS}
FIELD_ROWS = [row for row in ROWS if len(row) == 5]
WRITTEN = [row for row in FIELD_ROWS if row[3]]

CHINESE = {str(said.id): str(said.string) for said in read_catalogue() if said.id}

WORDS = [
    *({*english, *chinese} for english, chinese in KEYWORDS.values()),
    *({field.name, *field.chinese} for field in FIELDS),
    *({word for word, value in RUNNING.items() if value == found} for found in RUNNING.values()),
]
"""The spellings of each thing that a file can say."""

OTHERWISE_SAID = {
    "case": "a `case` is also one of several kinds of care",
    "choice": "a list of choices is told without the word",
    "claim": "`per claim` is 按次",
    "layer": "one layer beside others is 这一层",
    "opening": "an opening quotation mark",
    "person": "the person's year is 年度",
    "example": "`for example`",
    "settlement": "the day of settlement",
    "visit": "`per visit` is 按次",
}
"""The terms that English messages use in further senses."""


def test_a_term_stands_once() -> None:
    """One word for one thing."""
    assert len(TERMS) == len(ROWS)


@pytest.mark.parametrize("row", WRITTEN, ids=[row[0] for row in WRITTEN])
def test_what_is_written_is_the_same_in_both_languages(row: list[str]) -> None:
    """The words are spellings of one keyword, one field or one value, English and Chinese."""
    words = set(re.findall(r"`(.+?)`", row[3]))
    assert any(words <= spellings for spellings in WORDS)
    assert any(word.isascii() for word in words)
    assert any(not word.isascii() for word in words)


@pytest.mark.parametrize("row", WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_term_that_is_a_keyword_has_its_chinese(row: list[str]) -> None:
    """Where the English term is itself what is written, so is the Chinese one."""
    words = set(re.findall(r"`(.+?)`", row[3]))
    if row[0] in words:
        assert row[1] in words


@pytest.mark.parametrize("term", sorted({row[0] for row in FIELD_ROWS} - set(OTHERWISE_SAID)))
def test_messages_use_the_term(term: str) -> None:
    """A sentence that has the English term has the Chinese one; nouns are said by it alone."""
    word = re.compile(rf"(?<![\w-]){re.escape(term)}s?(?![\w-])")
    for english, chinese in CHINESE.items():
        if english in (term, f"a {term}", f"an {term}"):
            assert chinese == TERMS[term]
        if word.search(re.sub(r"`[^`]*`|{\w+}", "", english)):
            assert TERMS[term] in chinese, english


@pytest.mark.parametrize(("name", "path"), named_code(PAGE))
def test_the_code_is_there(name: str, path: str) -> None:
    """What the page names is defined in the file that it names."""
    assert (PACKAGE / path).is_file()
    assert name in definitions_in(path)
