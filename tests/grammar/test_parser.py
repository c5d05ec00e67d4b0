"""Our way through the tables makes the trees that Lark makes of the same grammar."""

import pickle
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lark
import pytest
from lark.lexer import Lexer

from polc.compiler.report.source import SourceText
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import grammar_text, load_parser
from polc.grammar.lexer import skip_blank
from polc.grammar.parser import Unexpected
from polc.grammar.tree import Token, Tree
from tests.stdlib_texts import stdlib_text

TESTS = Path(__file__).parent.parent
TEXTS = {
    "every construct": (TESTS / "compiler/syntax/everything.pol").read_text(encoding="utf-8"),
    "main road": (TESTS / "stdlib_policies/main_road.pol").read_text(encoding="utf-8"),
    "main road in Chinese": (TESTS / "stdlib_policies/main_road_zh.pol").read_text(
        encoding="utf-8"
    ),
    "identities": stdlib_text("identities"),
    "nothing": "",
    "a remark": "# nothing\n",
}


class OurWords(Lexer):
    """Our words, as Lark asks for them."""

    __future_interface__ = True

    def __init__(self, conf: Any) -> None:
        """Whatever Lark made of the terminals."""

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[lark.Token]:
        """Each word when the one before is taken."""
        text, find_word = lexer_state.text.text, load_parser().lexer.find_word
        at = skip_blank(text, 0)
        while at < len(text):
            accepts = parser_state.parse_conf.states[parser_state.position]
            kind, stop = find_word(text, at, accepts)
            assert kind is not None
            yield lark.Token(kind, text[at:stop], at, 1, at + 1, 1, stop + 1, stop)
            at = skip_blank(text, stop)


@cache
def larks_parser() -> lark.Lark:
    """Lark's own parser and its own trees."""
    return lark.Lark(
        grammar_text(),
        parser="lalr",
        lexer=OurWords,
        keep_all_tokens=True,
        propagate_positions=True,
        maybe_placeholders=False,
    )


def shape(node: Any) -> object:
    """What of a tree there is to compare."""
    if isinstance(node, str):
        word: Any = node
        return (word.type, str(word), word.start_pos, word.end_pos)
    place = node.meta if isinstance(node, lark.Tree) else node
    start, end = getattr(place, "start_pos", -1), getattr(place, "end_pos", -1)
    return (str(node.data), start, end, [shape(child) for child in node.children])


@pytest.mark.parametrize("name", TEXTS)
def test_trees_are_those_of_lark(name: str) -> None:
    """The same rules, words and places, all the way down."""
    text = normalise(SourceText("text.pol", TEXTS[name]).text)
    assert shape(load_parser().parse(text)) == shape(larks_parser().parse(text))


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("policy p policy", 9, "POLICY"),
        ('policy p "title" edition', 24, "$END"),
        ('policy p "title"\n  ?', 19, None),
    ],
)
def test_it_says_where_text_and_grammar_part(text: str, at: int, kind: str | None) -> None:
    """At a word that cannot stand there, at the end, at a sign that begins no word."""
    with pytest.raises(Unexpected) as unexpected:
        load_parser().parse(text)
    parted = unexpected.value
    found = None if parted.token is None else parted.token.type
    assert (parted.at, found) == (at, kind)


def test_trees_inside_come_before_what_holds_them() -> None:
    """Whoever goes through a tree from inside out has met all children before their tree."""
    inner = Tree("inner", [Token("NAME", "a", 0, 1)])
    whole = Tree("outer", [inner, Tree("empty", [])])
    assert [tree.data for tree in whole.inside_out()] == ["inner", "empty", "outer"]


def test_a_word_travels() -> None:
    """A pickle of it has its terminal and its place."""
    again = pickle.loads(pickle.dumps(Token("NAME", "a", 3, 4)))  # noqa: S301  # its own bytes
    assert (again, again.type, again.start_pos, again.end_pos) == ("a", "NAME", 3, 4)
