"""Going on after a syntax mistake: from the next statement that can stand where it does.

In: a parser's stack at the mistake, and the text with its matched brackets. Out: the place
to go on from, the stack cut back to fit. Such a place is a keyword or a closing brace that
begins a later line, or a line of the same block and indentation as the mistake's. The stack
must have the brace that encloses that place as its innermost open one: so a mistake in one
block never closes another.
"""

from bisect import bisect_right
from typing import Any

from attrs import field
from lark import Token
from lark.parsers.lalr_analysis import Shift

from polc.grammar.lexer import KeywordLexer
from polc.records.mutable import define


@define
class Recovery:
    """`starts` are the places where lines begin, `enclosers` for each of them the opening
    brace of the block it stands in, where there is one."""

    text: str
    lexer: KeywordLexer
    starts: list[int] = field(factory=list)
    enclosers: dict[int, int] = field(factory=dict)

    def find_next(self, state: Any, mistake: int) -> int | None:
        """The place from which to go on, with `state` cut back to it; None: there is none."""
        begun = bisect_right(self.starts, mistake)
        statement = self.starts[begun - 1] if begun else 0
        if statement == mistake and self._resume_at(state, statement):
            return statement
        for at in self.starts[begun:]:
            terminals = self.lexer.keywords_at(self.text, at)
            opener = self._encloser(at)
            if terminals:
                depth = self._fitting_depth(state, terminals, opener)
            elif self._indent(at) == self._indent(statement):
                depth = self._sibling_depth(state, statement, opener)
            else:
                continue
            if depth is not None:
                _cut(state, depth)
                return at
        return None

    def _resume_at(self, state: Any, at: int) -> bool:
        """Whether the line that begins with the mistake is a statement of its own, once the
        one before it, which does not end there, is dropped."""
        terminals = self.lexer.keywords_at(self.text, at)
        if not terminals or not self.text[at : at + 1].isalpha():
            return False
        depth = self._fitting_depth(state, terminals, self._encloser(at))
        if depth is None or depth >= len(state.state_stack):
            return False
        _cut(state, depth)
        return True

    def _indent(self, at: int) -> int:
        return at - (self.text.rfind("\n", 0, at) + 1)

    def _sibling_depth(self, state: Any, statement: int, opener: int | None) -> int | None:
        """The stack without the statement that began at `statement`, where the other line is
        in the same block: its first word may be misspelt and is no keyword then."""
        if self._encloser(statement) != opener:
            return None
        for place, value in enumerate(state.value_stack):
            meta = value if isinstance(value, Token) else value.meta
            start = getattr(meta, "start_pos", None)
            if (start or 0) >= statement:
                return place + 1
        return len(state.state_stack)

    def _encloser(self, at: int) -> int | None:
        """The opening brace whose block holds the place; for a closing brace, its partner."""
        return self.enclosers.get(at)

    def _fitting_depth(
        self, state: Any, terminals: tuple[str, ...], opener: int | None
    ) -> int | None:
        """How much of the stack may stay, at most, for one of the terminals to follow."""
        bottom, top = 1, len(state.state_stack)
        for place, start in _open_braces(state):
            if start == opener:
                bottom = place + 1
            elif opener is None or start > opener:
                top = min(top, place)
        found_opener = opener is None or any(
            isinstance(value, Token) and value.start_pos == opener for value in state.value_stack
        )
        if not found_opener:
            return None
        for depth in range(top, bottom - 1, -1):
            for terminal in terminals:
                if _accepts(state, depth, terminal):
                    return depth
        return None

    def cut_to_end(self, state: Any) -> bool:
        """Cuts the stack back to where the file may end; whether there is such a place."""
        for depth in range(len(state.state_stack), 0, -1):
            if _accepts(state, depth, "$END"):
                _cut(state, depth)
                return True
        return False


def _open_braces(state: Any) -> list[tuple[int, int]]:
    """The places in the stack, from 1, of the braces that are not closed in it, each with where
    it stands in the text: a block that has just ended waits with both its braces."""
    found: list[tuple[int, int]] = []
    for place, value in enumerate(state.value_stack, start=1):
        if isinstance(value, Token) and value.type == "LBRACE":
            found.append((place, value.start_pos or 0))
        elif isinstance(value, Token) and value.type == "RBRACE" and found:
            found.pop()
    return found


def _cut(state: Any, depth: int) -> None:
    del state.state_stack[depth:]
    del state.value_stack[depth - 1 :]


def _accepts(state: Any, depth: int, terminal: str) -> bool:
    """Whether the cut stack takes the terminal, reductions included; nothing is built."""
    table = state.parse_conf.states
    stack = state.state_stack[:depth]
    while True:
        if terminal not in table[stack[-1]]:
            return False
        action, rule = table[stack[-1]][terminal]
        if action is Shift:
            return True
        size = len(rule.expansion)
        if size:
            del stack[-size:]
        stack.append(table[stack[-1]][rule.origin.name][1])
