"""Text to tree: one call, every syntax mistake a diagnostic.

In: a `Source`. Out: Lark's tree with all tokens, or the diagnostics that say why
there is none. Nothing here recurses on what the file nests.
"""

from typing import Any, Final, cast

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from polc.compiler.diagnostics import Diagnostic
from polc.compiler.source import Source, Span
from polc.compiler.syntax.explain_mistake import explain_character, explain_token
from polc.compiler.syntax.normalise import normalise
from polc.compiler.syntax.recover import Recovery
from polc.grammar.build_tables import load_parser

MOST_CHARACTERS: Final = 2_000_000
MOST_NESTING: Final = 60
"""Brackets inside brackets; the longest document needs six."""

MOST_DEPTH: Final = 150
MOST_MISTAKES: Final = 50

_OPEN: Final = {"{": "}", "(": ")"}


def parse(source: Source) -> tuple[Tree[Token] | None, tuple[Diagnostic, ...]]:
    """The tree of a file and its syntax mistakes; where there are any, the tree lacks the
    statements that have them, or there is none."""
    if len(source.text) > MOST_CHARACTERS:
        message = f"the file has more than {MOST_CHARACTERS} characters"
        return None, (Diagnostic("file_too_large", message, source, Span(0, 1)),)
    text = normalise(source.text)
    found = _check_brackets(source, text)
    if found is not None:
        return None, (found,)
    tree, mistakes = _parse_all(source, text)
    if tree is None:
        return None, mistakes
    deep = _check_depth(source, tree)
    if deep is not None:
        return None, (*mistakes, deep)
    if not tree.children and mistakes:
        return None, mistakes
    if not tree.children:
        help_text = 'begin with `policy NAME "title" edition 1`'
        empty = Diagnostic(
            "empty_file", "the file says nothing", source, Span(0, 0), help=help_text
        )
        return None, (empty,)
    return tree, mistakes


def _parse_all(source: Source, text: str) -> tuple[Tree[Token] | None, tuple[Diagnostic, ...]]:
    """The tree, and the first mistake of every statement that has one."""
    parser = load_parser()
    interactive: Any = parser.parse_interactive(text)
    state, thread = interactive.parser_state, interactive.lexer_thread
    table = state.parse_conf.states
    stack = state.state_stack
    recovery: Recovery | None = None
    found: list[Diagnostic] = []
    previous: Token | None = None
    while len(found) < MOST_MISTAKES:
        before = stack[-1]
        try:
            for token in thread.lex(state):
                before = stack[-1]
                state.feed_token(token)
                previous = token
            return state.feed_token(Token("$END", "", len(text)), is_end=True), tuple(found)
        except UnexpectedToken as mistake:
            found.append(explain_token(source, text, mistake, previous, frozenset(table[before])))
            at = mistake.token.start_pos or 0
            if mistake.token.type == "$END":
                break
        except UnexpectedCharacters as mistake:
            found.append(explain_character(source, text, mistake, previous))
            at = cast(int, mistake.pos_in_stream)
        recovery = recovery or Recovery(text, parser.parser.lexer, *_places(text))
        resumed = recovery.find_next(state, at)
        if resumed is None:
            break
        thread.state.line_ctr.char_pos = resumed
        previous = None
    recovery = recovery or Recovery(text, parser.parser.lexer)
    if not recovery.cut_to_end(state):
        return None, tuple(found)
    return state.feed_token(Token("$END", "", len(text)), is_end=True), tuple(found)


def _places(text: str) -> tuple[list[int], dict[int, int]]:
    """Where lines begin, and for each the opening brace of its block, if it is in one."""
    starts = []
    at = 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip(" \t\r\f\ufeff"))
        if start < at + len(line) and text[start] != "#":
            starts.append(start)
        at += len(line) + 1
    enclosers: dict[int, int] = {}
    stack: list[int] = []
    braces = (place for place in _code_positions(text) if text[place] in "{}")
    brace = next(braces, None)
    for start in starts:
        while brace is not None and brace < start:
            if text[brace] == "{":
                stack.append(brace)
            else:
                stack.pop()
            brace = next(braces, None)
        if stack:
            enclosers[start] = stack[-1]
    return starts, enclosers


def _check_depth(source: Source, tree: Tree[Token]) -> Diagnostic | None:
    """A sum or a condition of so many parts that it could not be gone through."""
    stack = [(tree, 1)]
    while stack:
        node, depth = stack.pop()
        if depth > MOST_DEPTH:
            message = f"this is nested more than {MOST_DEPTH} deep"
            span = Span(node.meta.start_pos, node.meta.end_pos)
            return Diagnostic("nested_too_deep", message, source, span)
        stack += [(child, depth + 1) for child in node.children if isinstance(child, Tree)]
    return None


def _check_brackets(source: Source, text: str) -> Diagnostic | None:
    """A bracket without its partner, strings and comments aside, or nesting past the limit."""
    stack: list[tuple[str, int]] = []
    for at in _code_positions(text):
        letter = text[at]
        if letter in _OPEN:
            stack.append((letter, at))
            if len(stack) > MOST_NESTING:
                message = f"brackets are nested more than {MOST_NESTING} deep"
                return Diagnostic("nested_too_deep", message, source, Span(at, at + 1))
        elif letter in "})":
            if not stack or _OPEN[stack[-1][0]] != letter:
                message = f"this `{letter}` closes nothing"
                return Diagnostic("unopened_bracket", message, source, Span(at, at + 1))
            stack.pop()
    if not stack:
        return None
    letter, at = _find_unclosed(source, text) or stack[-1]
    return Diagnostic(
        "unclosed_bracket",
        f"this `{letter}` is never closed",
        source,
        Span(at, at + 1),
        help=f"add `{_OPEN[letter]}` where the block ends",
    )


def _find_unclosed(source: Source, text: str) -> tuple[str, int] | None:
    """Which open bracket lacks its partner, by the indentation: the first one that a
    bracket closes which begins a line further to the left than its own line does."""
    stack: list[tuple[str, int, int]] = []
    for at in _code_positions(text):
        line = source.line_text(source.line_of(at))
        if text[at] in _OPEN:
            stack.append((text[at], at, _indent(line)))
        elif stack:
            letter, opened, indent = stack.pop()
            if source.column_of(at) == _indent(line) + 1 and _indent(line) < indent:
                return letter, opened
    return None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _code_positions(text: str) -> list[int]:
    """Where brackets stand outside strings and comments."""
    found = []
    at, length = 0, len(text)
    while at < length:
        letter = text[at]
        if letter in '#"':
            end = text.find("\n", at)
            end = length if end < 0 else end
            if letter == '"':
                closing = text.find('"', at + 1, end)
                end = end if closing < 0 else closing + 1
            at = end
            continue
        if letter in "{}()":
            found.append(at)
        at += 1
    return found
