"""The tables that Lark makes of a grammar, as text.

In: the grammar in Lark's notation. Out: symbols and rules as a line of JSON, and for each state a
row of numbers. Terminals are told apart by our own lexer, so that Lark is given none.
"""

import json
from collections.abc import Iterator
from typing import Any

from lark import Lark
from lark.lexer import Lexer, LexerState, PatternStr, Token
from lark.parsers.lalr_analysis import Shift


class _NoLexer(Lexer):
    """Lark compiles no expression of the terminals."""

    __future_interface__ = True

    def __init__(self, conf: Any) -> None:
        """Whatever the terminals are."""

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """Nothing."""
        return iter(())


def build_tables(grammar: str) -> str:
    """The tables as text."""
    built: Any = Lark(
        grammar, parser="lalr", lexer=_NoLexer, keep_all_tokens=True, maybe_placeholders=False
    )
    table = built.parser.parser._parse_table
    rules = {rule: place for place, rule in enumerate(built.rules)}
    symbols: dict[str, int] = {}
    rows = [
        " ".join(
            f"{symbols.setdefault(str(symbol), len(symbols))} "
            f"{target * 2 if action is Shift else rules[target] * 2 + 1}"
            for symbol, (action, target) in table.states[state].items()
        )
        for state in range(len(table.states))
    ]
    written = [
        (
            symbols.setdefault(str(rule.origin.name), len(symbols)),
            [symbols.setdefault(str(part.name), len(symbols)) for part in rule.expansion],
            rule.alias or "",
            int(rule.options.expand1),
        )
        for rule in built.rules
    ]
    head = {
        "rules": written,
        "symbols": list(symbols),
        "signs": {
            terminal.pattern.value: terminal.name
            for terminal in built.terminals
            if isinstance(terminal.pattern, PatternStr)
        },
        "start": table.start_states["start"],
        "end": table.end_states["start"],
    }
    return "\n".join((json.dumps(head, ensure_ascii=False, separators=(",", ":")), *rows))
