"""The constructs of the grammar, and those that texts use.

A construct is a symbol inside a rule of the syntax: `deductible_line` with `split`, `bound`
with `FALLING`. In: texts. Out: how many of them use each. The parser's own reductions are
counted, so that nothing is named here that the grammar does not have.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from polc.compiler.report.source import SourceText
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser

Construct = tuple[str, str]

NEVER_TYPED: Final = frozenset(
    {
        ("atom", "POINTS"),
        ("_matrix_part", "_no_figure"),
        ("_ruled", "SLASH"),
        *(("_no_figure", word) for word in ("AT_LEAST", "AT_MOST", "OVER", "UNDER", "UP_TO")),
        ("_no_figure", "REACHES"),
    }
)
"""What the grammar lets in and no kind of value takes: points stand in changes alone, a bound or a
slash in no cell of a matrix."""


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
    parser = load_parser()
    interactive: Any = parser.parse_interactive(normalise(SourceText("made.pol", text).text))
    seen: set[Construct] = set()
    configuration = interactive.parser_state.parse_conf
    plain = configuration.callbacks

    def watch(rule: Any, inner: Any) -> Any:
        own = _of(rule)

        def reduce(children: Any) -> Any:
            seen.update(own)
            return inner(children)

        return reduce

    configuration.callbacks = {rule: watch(rule, inner) for rule, inner in plain.items()}
    try:
        for token in interactive.lexer_thread.lex(interactive.parser_state):
            interactive.feed_token(token)
        interactive.feed_eof()
    finally:
        configuration.callbacks = plain
    return seen


def _rules() -> tuple[Any, ...]:
    parser: Any = load_parser()
    return tuple(parser.rules)


def _of(rule: Any) -> tuple[Construct, ...]:
    origin = str(rule.origin.name)
    if origin.startswith("__"):
        origin = origin.strip("_").rsplit("_", 2)[0]
    return tuple(
        (origin, str(symbol.name)) for symbol in rule.expansion if not symbol.name.startswith("__")
    )
