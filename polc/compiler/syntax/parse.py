"""Text to tree: one call, every syntax mistake a diagnostic.

In: a `Source`. Out: Lark's tree with all tokens, or the diagnostics that say why
there is none. Nothing here recurses on what the file nests.
"""

from typing import Final

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

from polc.compiler.diagnostics import Diagnostic
from polc.compiler.source import Source, Span
from polc.compiler.syntax.explain_mistake import explain_character, explain_token
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser

MOST_CHARACTERS: Final = 2_000_000
MOST_NESTING: Final = 60
"""Brackets inside brackets; the longest document needs six."""

_OPEN: Final = {"{": "}", "(": ")"}


def parse(source: Source) -> tuple[Tree[Token] | None, tuple[Diagnostic, ...]]:
    """The tree of a file, or its syntax mistakes."""
    if len(source.text) > MOST_CHARACTERS:
        message = f"the file has more than {MOST_CHARACTERS} characters"
        return None, (Diagnostic("file_too_large", message, source, Span(0, 1)),)
    text = normalise(source.text)
    found = _check_brackets(source, text)
    if found is not None:
        return None, (found,)
    try:
        tree = load_parser().parse(text)
    except UnexpectedToken as mistake:
        return None, (explain_token(source, text, mistake),)
    except UnexpectedCharacters as mistake:
        return None, (explain_character(source, text, mistake),)
    except UnexpectedEOF:
        end = Span(len(text), len(text))
        return None, (Diagnostic("unfinished", "the file ends too early", source, end),)
    if not tree.children:
        help_text = 'begin with `policy NAME "title" edition 1`'
        empty = Diagnostic(
            "empty_file", "the file says nothing", source, Span(0, 0), help=help_text
        )
        return None, (empty,)
    return tree, ()


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
