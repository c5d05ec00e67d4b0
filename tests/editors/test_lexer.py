"""The colours of `.pol` text: what the policies and the keywords become."""

import re
from pathlib import Path

import pytest

import polc
from polc.compiler.syntax.normalise import normalise
from polc.grammar.keywords import KEYWORDS
from polc.grammar.lexer import PIECES

pytest.importorskip("pygments")

from pygments.token import Error, Keyword, Literal, Name, Number, String, _TokenType

from polc.editors.highlight import PolcLexer

POLICIES = sorted((Path(polc.__file__).parent / "stdlib_policies").glob("*.pol"))
SPELLINGS = sorted({word for pair in KEYWORDS.values() for words in pair for word in words})


def lexed(text: str) -> list[tuple[_TokenType, str]]:
    """The tokens without the white space between them."""
    found = PolcLexer(stripnl=False, ensurenl=False).get_tokens(text)
    return [(kind, value) for kind, value in found if value.strip()]


def pieces(text: str, kinds: set[str]) -> list[str]:
    """The figures of a text by the grammar's own table, strings and comments left aside."""
    left = re.sub(r'"[^"\n]*"|#[^\n]*', " ", normalise(text))
    table = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PIECES))
    return [match.group() for match in table.finditer(left) if match.lastgroup in kinds]


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_policy_is_lexed(path: Path) -> None:
    """No piece of a policy is unknown, and the pieces join back to it."""
    text = path.read_text(encoding="utf-8")
    found = list(PolcLexer(stripnl=False, ensurenl=False).get_tokens(text))
    assert "".join(value for _, value in found) == text
    assert [value for kind, value in found if kind in Error] == []


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_figures_are_those_of_the_grammar(path: Path) -> None:
    """Every amount, share, date and clause that the grammar finds is one token here."""
    text = path.read_text(encoding="utf-8")
    known = {"DATE", "MONEY", "PERCENT", "POINTS", "DAYS", "MONTHS", "INT", "CLAUSE"}
    figures = [
        normalise(value)
        for kind, value in lexed(text)
        if kind in Number or kind in Literal.Date or kind in Name.Tag
    ]
    assert figures == pieces(text, known)


def test_keyword() -> None:
    """Every keyword is one token, also with more white space between its words."""
    written = (*SPELLINGS, *(re.sub(" ", " \n  ", word) for word in SPELLINGS))
    assert [word for word in written if lexed(word) != [(Keyword, word)]] == []


@pytest.mark.parametrize("word", ["capital", "cap_table", "cap2", "rates", "封顶数", "住院比例"])
def test_name_that_holds_a_keyword(word: str) -> None:
    """A longer word that begins or ends like a keyword is a name."""
    assert lexed(word) == [(Name, word)]


def test_keyword_beside_a_figure() -> None:
    """`封顶4万元` is a keyword and an amount."""
    assert lexed("封顶4万元") == [(Keyword, "封顶"), (Number, "4万元")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1800 yuan", Number),
        ("１８００元", Number),
        ("7.5万元", Number),
        ("60%", Number),
        ("６０％", Number),
        ("5 points", Number),
        ("5个百分点", Number),
        ("30 days", Number),
        ("6个月", Number),
        ("2022-03-01", Literal.Date),
        ("２０２２年３月１日", Literal.Date),
        ('"一"', String.Double),
        ("“rate 60% # 一”", String.Double),
        ("SZ-2.1.1", Name.Tag),
        ("在册", Name),
    ],
)
def test_piece(text: str, kind: _TokenType) -> None:
    """Each kind of figure, text and name is one token, in either width."""
    assert lexed(text) == [(kind, text)]


def test_name_after_a_point() -> None:
    """The second half of a path is a name, though it is spelt like a keyword."""
    assert lexed("basic.rate")[-1] == (Name, "rate")


def test_unknown_sign() -> None:
    """A sign that the language lacks is shown as a mistake."""
    assert lexed("rate @")[-1] == (Error, "@")
