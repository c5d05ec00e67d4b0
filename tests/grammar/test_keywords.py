"""The two languages of the keywords, and the table the lexer decides by."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from lark.grammar import Rule

from polc.grammar.build_tables import build_parser, load_parser
from polc.grammar.keywords import KEYWORDS, language_of


def spellings() -> list[str]:
    return [word for pair in KEYWORDS.values() for words in pair for word in words]


def test_no_state_accepts_two_keywords_of_one_spelling() -> None:
    """Wherever the parser stands, a word is at most one keyword; behind a name `in` is two, and a
    `share of` before it tells which; behind a clause 每月 is, and an open `deadline` tells; of what
    `per year` is what follows it, and whether it is the first of its line. Behind 至 a day ends a
    time, and a figure a band; behind a table `by` is the table's, and else says who pays."""
    table = load_parser().parser.parser._parse_table
    clashes = set()
    for accepted in table.states.values():
        seen: dict[str, str] = {}
        for terminal in accepted:
            for words in KEYWORDS.get(terminal, ()):
                for word in words:
                    if seen.setdefault(word, terminal) != terminal:
                        clashes.add((word, frozenset({terminal, seen[word]})))
    assert clashes == {
        ("in", frozenset({"IN_LIST", "IN_WHOLE"})),
        ("每月", frozenset({"EVERY_MONTH", "PER_MONTH"})),
        ("至", frozenset({"TO", "UNTIL"})),
        ("by", frozenset({"BY", "BY_PAYER"})),
        *((word, frozenset(pair)) for word, pair in _years()),
    }


def _years() -> Iterator[tuple[str, tuple[str, str]]]:
    """Each word of a year, with two terminals that it may be at once."""
    for pair in combinations(("ALONG_YEAR", "LEADING_YEAR", "PER_YEAR"), 2):
        for word in ("per year", "每年"):
            yield word, pair
    yield "年度", ("LEADING_YEAR", "PER_YEAR")


def test_tables_are_those_of_the_grammar() -> None:
    """The shipped tables have the states that building from the grammar gives, each with the same
    terminals and reductions; how states are numbered differs from one building to the next."""
    shipped = load_parser().parser.parser._parse_table.states
    built = build_parser().parser.parser._parse_table.states
    assert Counter(map(kept_by, map(shipped.__getitem__, built))) == Counter(
        map(kept_by, built.values())
    )


def kept_by(steps: dict[str, tuple[Any, Any]]) -> frozenset[tuple[str, object]]:
    """A state's terminals, each with the rule that it reduces by, if it does."""
    return frozenset(
        (terminal, None if isinstance(target, int) else _said_by(target))
        for terminal, (_, target) in steps.items()
    )


def _said_by(rule: Rule) -> tuple[object, ...]:
    """What a rule says: those of the shipped tables are equal to themselves alone."""
    return rule.origin, tuple(rule.expansion), rule.alias


def test_keyword_is_spelt_in_its_languages() -> None:
    """English spellings are lower-case Latin, Chinese ones Han, and one of them exists."""
    for terminal, (english, chinese) in KEYWORDS.items():
        assert english or chinese, terminal
        wrong = [word for word in english if language_of(word) != "en" or word != word.lower()]
        wrong += [word for word in chinese if language_of(word) != "zh"]
        assert wrong == [], terminal


def test_no_one_letter_chinese_keyword_can_stick_to_a_name() -> None:
    """One-character Chinese keywords are only those that stand as whole tokens."""
    single = {word for word in spellings() if len(word) == 1 and language_of(word) == "zh"}
    assert single <= set("的且或是否非须当由至自时起止节因若取按无")
