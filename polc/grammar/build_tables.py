"""Builds the parser's tables from the grammar and the keywords.

`python -m polc.grammar.build_tables` writes `polc.tables` beside this file; with
`--check` it writes nothing and exits 1 where the file is out of date. In a policy's
life the tables are only read (`load_parser`): building them costs a third of a second.
"""

import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from lark import Lark
from lark import __version__ as lark_version

from polc.grammar.keywords import keyword_grammar
from polc.grammar.lexer import KeywordLexer
from polc.grammar.table_parser import as_json, from_json

_HERE = Path(__file__).parent
_GRAMMAR = _HERE / "polc.lark"
_TABLES = _HERE / "polc.tables"
_LEXER = {"ContextualLexer": KeywordLexer}
"""Our lexer in the place of Lark's."""

_MARK = b"polc parser tables 3 "
"""What the file begins with; then the grammar's fingerprint and the version of Lark."""


def grammar_text() -> str:
    """The whole grammar: the rules and the terminals of the keywords."""
    return _GRAMMAR.read_text(encoding="utf-8") + keyword_grammar()


def build_parser() -> Lark:
    """The parser made from the grammar itself."""
    return Lark(
        grammar_text(),
        parser="lalr",
        keep_all_tokens=True,
        propagate_positions=True,
        maybe_placeholders=False,
        _plugins=_LEXER,
    )


def fingerprint() -> bytes:
    """Identifies the grammar."""
    return sha256(grammar_text().encode()).hexdigest().encode()


def _head() -> bytes:
    return _MARK + fingerprint() + b" " + lark_version.encode()


def save_tables() -> bytes:
    """The content of the tables' file: a line that identifies it, then the tables."""
    return _head() + b"\n" + as_json(build_parser()).encode()


@cache
def load_parser() -> Lark:
    """The parser, from the tables where they fit this grammar and this Lark, else built anew."""
    try:
        head, _, tables = _TABLES.read_bytes().partition(b"\n")
    except OSError:
        return build_parser()
    if head != _head():
        return build_parser()
    return from_json(tables, _LEXER)


def main(arguments: list[str]) -> int:
    """Writes the tables, or with `--check` says whether they are fresh."""
    fresh = _TABLES.exists() and _TABLES.read_bytes().startswith(_MARK + fingerprint() + b" ")
    if "--check" in arguments:
        print("parser tables: fresh" if fresh else "parser tables: out of date, run just tables")
        return 0 if fresh else 1
    if not fresh:
        _TABLES.write_bytes(save_tables())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
