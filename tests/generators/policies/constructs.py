"""The constructs of the grammar, and those that texts use.

A construct is a symbol inside a rule of the syntax: `deductible_line` with `split`, `bound`
with `FALLING`. In: texts. Out: how many of them use each. The parser's own reductions are
counted, so that nothing is named here that the grammar does not have.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from attrs import evolve

from polc.compiler.report.source import SourceText
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser
from polc.grammar.parser import Rule

Construct = tuple[str, str]

NEVER_TYPED: Final = frozenset({("atom", "POINTS")})
"""What the grammar lets in and no kind of value takes: points stand in changes alone."""


def constructs() -> frozenset[Construct]:
    """Every symbol inside every rule, the helpers of repetition folded into their rule."""
    return frozenset(construct for rule in _rules() for construct in _of(rule)) - NEVER_TYPED


def used_by(texts: Iterable[str]) -> Counter[Construct]:
    """How many of the texts use each construct."""
    found: Counter[Construct] = Counter()
    for text in texts:
        found.update(_used(text))
    return found


def _used(text: str) -> set[Construct]:
    rules = _Watched(load_parser().rules)
    evolve(load_parser(), rules=rules).parse(normalise(SourceText("made.pol", text).text))
    return {construct for place in tuple(rules.asked) for construct in _of(rules[place])}


class _Watched(list[Rule]):
    """The rules of a parser, and the places of those by which it reduced."""

    def __init__(self, rules: list[Rule]) -> None:
        super().__init__(rules)
        self.asked: set[int] = set()

    def __getitem__(self, place: Any) -> Any:
        self.asked.add(place)
        return super().__getitem__(place)


def _rules() -> list[Rule]:
    return load_parser().rules


def _of(rule: Rule) -> tuple[Construct, ...]:
    origin = rule.origin
    if origin.startswith("__"):
        origin = origin.strip("_").rsplit("_", 2)[0]
    return tuple((origin, symbol) for symbol in rule.expansion if not symbol.startswith("__"))
