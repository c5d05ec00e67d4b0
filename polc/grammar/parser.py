"""The parser: tables that Lark made of the grammar, gone through.

In: tables, a text. Out: its tree, or `Unexpected` where the text and the grammar part; whoever goes
on after a mistake has the stack to cut back.
"""

from typing import Final

from attrs import define, field

from polc.grammar.lexer import KeywordLexer, skip_blank
from polc.grammar.tree import Token, Tree
from polc.records.frozen import frozen

END: Final = "$END"
"""What the grammar calls the end of a text."""


@frozen(kw_only=True)
class Rule:
    """A rule and what becomes of its children: `data` names the tree; the children at the places of
    `spread` are put in with theirs; `lets_through` where an only child stands for the tree."""

    origin: str
    expansion: tuple[str, ...]
    data: str
    spread: tuple[bool, ...] | None
    lets_through: bool


class Steps(dict[int, dict[str, int]]):
    """Of each state its step at each symbol: 2n to go on in state n, 2n + 1 to reduce by rule n.
    A row of numbers is read when a text first comes to its state."""

    def __init__(self, rows: list[str], symbols: list[str]) -> None:
        super().__init__()
        self._rows, self._symbols = rows, symbols

    def __missing__(self, state: int) -> dict[str, int]:
        row = list(map(int, self._rows[state].split()))
        steps = dict(zip(map(self._symbols.__getitem__, row[::2]), row[1::2], strict=True))
        self[state] = steps
        return steps

    def read_all(self) -> list[dict[str, int]]:
        """Every state's steps."""
        return [self[state] for state in range(len(self._rows))]


class Unexpected(Exception):  # noqa: N818  # not an error until it is told as one
    """A text and the grammar part at `token`, or at a sign that begins no word, where there is
    none. `expected` are the symbols that could stand there, `before` those that could before
    anything was concluded from the token."""

    def __init__(
        self, at: int, token: Token | None, expected: frozenset[str], before: frozenset[str]
    ) -> None:
        super().__init__(at, token)
        self.at = at
        self.token = token
        self.expected = expected
        self.before = before


@frozen(kw_only=True, eq=False)
class Parser:
    """The tables of a grammar; no state of a text, so threads may share it."""

    steps: Steps
    rules: list[Rule]
    lexer: KeywordLexer
    start: int
    end: int

    def parse(self, text: str) -> Tree:
        """The tree of a text. Raises `Unexpected`."""
        state = ParseState(self, text)
        state.read(0)
        return state.finish()


@define
class ParseState:
    """A text as far as it was read: the states gone through and what was found on the way."""

    parser: Parser
    text: str
    states: list[int] = field(init=False)
    values: list[Tree | Token] = field(init=False, factory=list)
    previous: Token | None = field(init=False, default=None)
    """The last word that was taken."""

    @states.default
    def _begin(self) -> list[int]:
        return [self.parser.start]

    def read(self, at: int) -> None:
        """Takes the words from a place to the end. Raises `Unexpected`."""
        text, states = self.text, self.states
        table, find_word = self.parser.steps, self.parser.lexer.find_word
        end = len(text)
        while True:
            at = skip_blank(text, at)
            if at >= end:
                return
            steps = table[states[-1]]
            kind, stop = find_word(text, at, steps)
            if kind is None:
                accepted = frozenset(steps)
                raise Unexpected(at, None, accepted, accepted)
            token = Token(kind, text[at:stop], at, stop)
            if steps.get(kind, 1) & 1:
                self._reduce(token, steps)
                steps = table[states[-1]]
            states.append(steps[kind] >> 1)
            self.values.append(token)
            self.previous = token
            at = stop

    def finish(self) -> Tree:
        """The tree of what was read. Raises `Unexpected` where that ends too early."""
        at = len(self.text)
        self._reduce(Token(END, "", at, at), self.parser.steps[self.states[-1]])
        [whole] = self.values
        assert isinstance(whole, Tree)
        return whole

    def _reduce(self, token: Token, before: dict[str, int]) -> None:
        """Puts together what ends before the token, until it can be taken."""
        parser, states, values = self.parser, self.states, self.values
        table, rules, kind = parser.steps, parser.rules, token.type
        steps = before
        while True:
            step = steps.get(kind)
            if step is None:
                terminals = frozenset(symbol for symbol in steps if symbol.isupper())
                raise Unexpected(token.start_pos, token, terminals, frozenset(before))
            if not step & 1:
                return
            rule = rules[step >> 1]
            size = len(rule.expansion)
            if size:
                children = values[-size:]
                del values[-size:], states[-size:]
            else:
                children = []
            values.append(_build(rule, children))
            state = table[states[-1]][rule.origin] >> 1
            states.append(state)
            if state == parser.end and kind == END:
                return
            steps = table[state]


def _build(rule: Rule, children: list[Tree | Token]) -> Tree | Token:
    """The tree of a rule, or what stands for it."""
    start = end = -1
    for child in children:
        if child.start_pos >= 0:
            start = child.start_pos
            break
    for child in reversed(children):
        if child.end_pos >= 0:
            end = child.end_pos
            break
    if rule.spread is not None:
        whole: list[Tree | Token] = []
        for child, is_spread in zip(children, rule.spread, strict=True):
            if not is_spread:
                whole.append(child)
                continue
            assert isinstance(child, Tree)
            if whole:
                whole += child.children
            else:
                whole = child.children  # nobody else has it, and it may be long
        children = whole
    if rule.lets_through and len(children) == 1:
        return children[0]
    return Tree(rule.data, children, start, end)
