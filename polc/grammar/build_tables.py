"""Builds the parser's tables from the grammar and the keywords.

`python -m polc.grammar.build_tables` writes `polc.tables` beside this file; with
`--check` it writes nothing and exits 1 where the file is out of date. In a policy's
life the tables are only read (`load_parser`): building them costs a third of a second.
The file is text: a line that identifies it, symbols and rules as JSON, and for each state a row of
numbers, a symbol and a step in turn.
"""

import json
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from polc.grammar.keywords import keyword_grammar
from polc.grammar.lexer import KeywordLexer
from polc.grammar.parser import Parser, Rule, Steps

_HERE = Path(__file__).parent
_GRAMMAR = _HERE / "polc.lark"
_TABLES = _HERE / "polc.tables"

_MARK = "polc parser tables 3 "
"""What the file begins with; then the grammar's fingerprint."""


def grammar_text() -> str:
    """The whole grammar: the rules and the terminals of the keywords."""
    return _GRAMMAR.read_text(encoding="utf-8") + keyword_grammar()


def build_parser() -> Parser:
    """The parser made from the grammar itself."""
    return _read_tables(_build_tables())


def fingerprint() -> str:
    """Identifies the grammar."""
    return sha256(grammar_text().encode()).hexdigest()


def save_tables() -> str:
    """The content of the tables' file."""
    return f"{_MARK}{fingerprint()}\n{_build_tables()}"


@cache
def load_parser() -> Parser:
    """The parser, from the tables where they are of this grammar, else built anew."""
    try:
        head, _, tables = _TABLES.read_text(encoding="utf-8").partition("\n")
    except OSError:
        return build_parser()
    if head != _MARK + fingerprint():
        return build_parser()
    return _read_tables(tables)


def _build_tables() -> str:
    """What Lark makes of the grammar; it is loaded for that alone."""
    from polc.grammar.lark_tables import build_tables

    return build_tables(grammar_text())


def _read_tables(text: str) -> Parser:
    head, *rows = text.splitlines()
    tables = json.loads(head)
    return Parser(
        steps=Steps(rows, tables["symbols"]),
        rules=[_read_rule(tables["symbols"], *rule) for rule in tables["rules"]],
        lexer=KeywordLexer(tables["signs"]),
        start=tables["start"],
        end=tables["end"],
    )


def _read_rule(
    symbols: list[str], origin: int, expansion: list[int], alias: str, lets_through: int
) -> Rule:
    """Rules whose names begin with an underscore are put into those that they stand in."""
    names = tuple(symbols[symbol] for symbol in expansion)
    spread = tuple(name.startswith("_") and not name.isupper() for name in names)
    return Rule(
        origin=symbols[origin],
        expansion=names,
        data=alias or symbols[origin],
        spread=spread if any(spread) else None,
        lets_through=bool(lets_through) and not alias,
    )


def main(arguments: list[str]) -> int:
    """Writes the tables, or with `--check` says whether they are fresh."""
    mark = _MARK + fingerprint() + "\n"
    fresh = _TABLES.exists() and _TABLES.read_text(encoding="utf-8").startswith(mark)
    if "--check" in arguments:
        print("parser tables: fresh" if fresh else "parser tables: out of date, run just tables")
        return 0 if fresh else 1
    if not fresh:
        _TABLES.write_text(save_tables(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
