"""Lark's parser over tables of plain integers.

In: a parser that Lark built, or tables as JSON text. Out: the text, or the parser again. Lark's own
form is a pickle in which each step of each state is an object; here a state is a row of integers as
text, and its steps are made when a text first comes to it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lark import Lark, Token, Tree
from lark.grammar import NonTerminal, Rule, RuleOptions, Terminal
from lark.lexer import TerminalDef
from lark.parse_tree_builder import ParseTreeBuilder
from lark.parsers.lalr_analysis import IntParseTable, Reduce, Shift
from lark.parsers.lalr_parser import LALR_Parser, _Parser


class ParseSteps(dict[int, dict[str, tuple[Any, Any]]]):
    """Of each state what its parser does at which terminal. `rows` has for each state a terminal
    and a step in turn: 2n to go on in state n, 2n + 1 to reduce by rule n."""

    def __init__(
        self, rows: list[str], terminals: Mapping[int, str], rules: Mapping[int, Rule]
    ) -> None:
        super().__init__()
        self._rows, self._terminals, self._rules = rows, terminals, rules

    def __missing__(self, state: int) -> dict[str, tuple[Any, Any]]:
        row = list(map(int, self._rows[state].split()))
        steps = {
            self._terminals[terminal]: (
                (Reduce, self._rules[step >> 1]) if step & 1 else (Shift, step >> 1)
            )
            for terminal, step in zip(row[::2], row[1::2], strict=True)
        }
        self[state] = steps
        return steps

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._rows)))

    def values(self) -> Any:
        """The steps of every state, made now."""
        return [self[state] for state in self]

    def items(self) -> Any:
        """Nothing: Lark asks for what each state accepts to make a lexer for each, and ours asks
        the state that it comes to."""
        return ()


class TableParser(LALR_Parser):
    """Lark's parser, its states made when they are reached."""

    @classmethod
    def deserialize(  # type: ignore[override]  # Lark says nothing of its types
        cls, data: Any, memo: Any, callbacks: Any, debug: bool = False
    ) -> "TableParser":
        """The parser of tables that `as_json` wrote."""
        parser = cls.__new__(cls)
        steps = ParseSteps(data["states"], data["tokens"], memo)
        table: Any = IntParseTable(  # type: ignore[no-untyped-call]  # untyped in Lark
            steps, data["start_states"], data["end_states"]
        )
        parser._parse_table = table
        parser.parser = _Parser(table, callbacks, debug)
        return parser


class TreeMakers(dict[Any, Any]):
    """What makes the tree of each rule, and says of a new one from where to where it stands; made
    when a text first comes to the rule, of which a small one meets few. Every token is kept, so
    that its children say where it stands: Lark's own also tells lines and columns, and asks each
    child for eight figures where two do."""

    def __init__(self, rules: Iterable[Rule], options: Any) -> None:
        # Lark asks at each step whether there is any.
        super().__init__({None: None})
        self._rules, self._options = rules, options

    def __missing__(self, rule: Rule) -> Any:
        builder = ParseTreeBuilder(  # type: ignore[no-untyped-call]  # untyped in Lark
            [rule], Tree, maybe_placeholders=self._options.maybe_placeholders
        )
        makers: Any = builder.create_callback()  # type: ignore[no-untyped-call]
        found = self[rule] = _place_tree(makers[rule])
        return found

    def items(self) -> Any:
        """That of every rule, made now."""
        return [(rule, self[rule]) for rule in self._rules]


class _ListedRule(Rule):
    """A rule of the tables, each made once. Lark's own compare what they say, which it asks for
    twice at each step."""

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__


class _TableLark(Lark):
    """Lark, whose trees are made by what is made when it is needed."""

    def _prepare_callbacks(self) -> None:
        self._callbacks = TreeMakers(self.rules, self.options)


def _place_tree(build: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    def build_placed(children: list[Any]) -> Any:
        made = build(children)
        # A tree that stands for its only child has been placed.
        if made.__class__ is Tree and made._meta is None:
            first = _first_placed(children)
            if first is not None:
                last = _first_placed(reversed(children))
                meta = made.meta
                meta.start_pos, meta.end_pos, meta.empty = first.start_pos, last.end_pos, False
        return made

    return build_placed


def _first_placed(children: Iterable[Any]) -> Any:
    """The place of the first that has one: a token itself, of a tree what is said of it."""
    for child in children:
        if child.__class__ is Token:
            return child
        if child._meta is not None:
            return child._meta
    return None


def as_json(parser: Lark) -> str:
    """The tables of a parser that Lark built, as text."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    options = {name: value for name, value in data["options"].items() if name != "_plugins"}
    data["options"] = options
    table = data["parser"]["parser"]
    table["states"] = [
        _row_of(table["states"][state].items()) for state in range(len(table["states"]))
    ]
    symbols = _Numbered()
    rules = {
        number: [
            symbols.place(_symbol(rule["origin"])),
            " ".join(str(symbols.place(_symbol(part))) for part in rule["expansion"]),
            rule["order"],
            rule["alias"],
            rule["options"]["expand1"],
        ]
        for number, rule in memo.items()
        if rule["__type__"] == "Rule"
    }
    others = {number: kept for number, kept in memo.items() if number not in rules}
    tables = {"data": data, "symbols": symbols.found, "rules": rules, "memo": others}
    return json.dumps(tables, separators=(",", ":"))


def _row_of(steps: Iterable[tuple[int, tuple[int, Any]]]) -> str:
    return " ".join(
        f"{terminal} {target['@'] * 2 + 1 if is_reduction else target * 2}"
        for terminal, (is_reduction, target) in steps
    )


class _Numbered:
    """Symbols by the order in which they are met."""

    def __init__(self) -> None:
        self.found: list[tuple[str, bool]] = []
        self._places: dict[tuple[str, bool], int] = {}

    def place(self, symbol: tuple[str, bool]) -> int:
        """Where it stands among them."""
        if symbol not in self._places:
            self._places[symbol] = len(self.found)
            self.found.append(symbol)
        return self._places[symbol]


def _symbol(written: Mapping[str, Any]) -> tuple[str, bool]:
    """Its name, and whether it is a terminal."""
    return written["name"], written["__type__"] == "Terminal"


def from_json(text: bytes, plugins: Mapping[str, type]) -> Lark:
    """The parser of such a text, with parts of its own in the places that `plugins` names."""
    tables = json.loads(text)
    data = tables["data"]
    data["options"]["propagate_positions"] = False
    table = data["parser"]["parser"]
    table["tokens"] = _by_number(table["tokens"])
    own = {"LALR_Parser": TableParser, **plugins}
    memo = {**_by_number(tables["memo"]), **_read_rules(tables["rules"], tables["symbols"])}
    # Not `Lark.load`, which takes no plugin.
    loaded: Lark = _TableLark.__new__(_TableLark)._load({"data": data, "memo": memo}, _plugins=own)
    return loaded


def _read_rules(rules: Mapping[str, list[Any]], symbols: list[tuple[str, bool]]) -> dict[int, Rule]:
    """The rules by their numbers, made here: Lark takes them as they are, and would make an object
    for each symbol of each."""
    made = [Terminal(name) if is_terminal else NonTerminal(name) for name, is_terminal in symbols]
    options = {lets: RuleOptions(keep_all_tokens=True, expand1=lets) for lets in (False, True)}
    return {
        int(number): _ListedRule(
            made[origin],
            [made[int(part)] for part in expansion.split()],
            order,
            alias,
            options[lets],
        )
        for number, (origin, expansion, order, alias, lets) in rules.items()
    }


def _by_number(named: Mapping[str, Any]) -> dict[int, Any]:
    return {int(name): value for name, value in named.items()}
