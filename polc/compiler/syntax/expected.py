"""What the grammar allows at a place of a text that is being written.

In: a text up to the place. Out: the terminals that may follow there. Mistakes before it are passed
over as the parser passes over them, a statement at a time, and where none follows by the line.
"""

from typing import Any, Final, cast

from lark import Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from polc.compiler.syntax.mistakes.recover import Recovery
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser

_MOST_MISTAKES: Final = 20


def expected_after(text: str) -> frozenset[str]:
    """The terminals that may follow the text; none where what is before cannot be read."""
    clean = normalise(text)
    for _ in range(_MOST_MISTAKES):
        found = _follow(clean)
        if isinstance(found, frozenset):
            return found
        start, end = clean.rfind("\n", 0, found) + 1, clean.find("\n", found)
        if end < 0:
            return frozenset()
        clean = clean[:start] + " " * (end - start) + clean[end:]
    return frozenset()


def _follow(text: str) -> frozenset[str] | int:
    """What may follow, or where a mistake stands behind which no other statement begins."""
    parser = load_parser()
    interactive: Any = parser.parse_interactive(text)
    state, thread = interactive.parser_state, interactive.lexer_thread
    recovery: Recovery | None = None
    while True:
        try:
            for token in thread.lex(state):
                state.feed_token(token)
            return _accepted(state, len(text))
        except UnexpectedToken as mistake:
            at = mistake.token.start_pos or 0
        except UnexpectedCharacters as mistake:
            at = cast(int, mistake.pos_in_stream)
        recovery = recovery or Recovery(text, parser.parser.lexer)
        resumed = recovery.find_next(state, at)
        if resumed is None or resumed <= at:
            return at
        thread.state.line_ctr.char_pos = resumed


def _accepted(state: Any, at: int) -> frozenset[str]:
    """Those that a copy of the parser takes: its table also has those that a reduction first asks
    for and the state behind it refuses."""
    found = set()
    for terminal in state.parse_conf.states[state.state_stack[-1]]:
        if terminal == "$END" or not terminal.isupper():
            continue
        trial = state.copy(deepcopy_values=False)
        token = Token(terminal, "", start_pos=at, end_pos=at)
        try:
            trial.feed_token(token)
        except UnexpectedInput:
            continue
        found.add(terminal)
    return frozenset(found)
