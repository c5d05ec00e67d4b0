"""Text to tree: one call, every syntax mistake a diagnostic.

In: a `SourceText`. Out: Lark's tree with all tokens, or the diagnostics that say why
there is none. Nothing here recurses on what the file nests.
"""

import re
from typing import Any, Final, cast

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from polc.compiler.report.diagnostics import Diagnostic, Edit, with_repair
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.mistakes.brackets import COMMENT_OR_TEXT, check_brackets, code_positions
from polc.compiler.syntax.mistakes.recover import Recovery
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser
from polc.messages.text import Text, say

MOST_CHARACTERS: Final = 4_000_000
_TURNS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STEERS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a terminal obeys, and what ends a line for it and not for polc."""

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")

MOST_DEPTH: Final = 150
MOST_MISTAKES: Final = 50


def parse(
    source: SourceText, most: int = MOST_MISTAKES
) -> tuple[Tree[Token] | None, tuple[Diagnostic, ...]]:
    """The tree of a file and its syntax mistakes, the first `most` of them; where there are any,
    the tree lacks the statements that have them, or there is none."""
    if len(source.text) > MOST_CHARACTERS:
        message = say("the file has more than {most} characters", most=MOST_CHARACTERS)
        return None, (
            Diagnostic(code="file_too_large", message=message, source=source, span=Span(0, 1)),
        )
    text = normalise(source.text)
    unpaired, mended = check_brackets(source, text)
    unpaired = (*_turning(source, text, most), *unpaired)
    if mended is None:
        return None, unpaired
    tree, mistakes = _parse_all(source, mended, most)
    mistakes = unpaired + _without_followers(unpaired, mistakes)
    if tree is None:
        return None, mistakes
    deep = _check_depth(source, tree)
    if deep is not None:
        return None, (*mistakes, deep)
    if not tree.children and mistakes:
        return None, mistakes
    if not tree.children:
        help_text = say('begin with `policy NAME "title" edition 1`')
        empty = Diagnostic(
            code="empty_file",
            message=say("the file says nothing"),
            source=source,
            span=Span(0, 0),
            help=help_text,
        )
        return None, (empty,)
    return tree, mistakes


def _without_followers(
    unpaired: tuple[Diagnostic, ...], mistakes: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Where a bracket has no partner, words after it stand at a wrong level: the first tells."""
    if not unpaired:
        return mistakes
    after = min(bracket.span.start for bracket in unpaired)
    lost = [
        mistake
        for mistake in mistakes
        if mistake.code in ("unexpected_word", "unfinished") and mistake.span.start > after
    ]
    return tuple(mistake for mistake in mistakes if mistake not in lost[1:])


def _turning(source: SourceText, text: str, most: int) -> tuple[Diagnostic, ...]:
    """Characters in texts and comments that turn the direction of what is shown after them, or
    that steer a terminal, so that it reads otherwise than it stands; and in texts those that
    cannot be seen, so that two titles that look the same are not."""
    if not any(unwanted.search(text) for unwanted in (_TURNS, _STEERS, _UNSEEN)):
        return ()
    found: list[Diagnostic] = []
    for part in COMMENT_OR_TEXT.finditer(text):
        if len(found) >= most:
            break
        for turn in _TURNS.finditer(part.group()):
            message = say(
                "a character that turns the direction of writing stands here, {number}",
                number=_number(turn),
            )
            found.append(_to_delete(source, message, part.start() + turn.start()))
        for steers in _STEERS.finditer(part.group()):
            message = say(
                "a character that steers what is shown stands here, {number}",
                number=_number(steers),
            )
            found.append(_to_delete(source, message, part.start() + steers.start()))
        for unseen in _UNSEEN.finditer(part.group()) if part.group()[0] == '"' else ():
            message = say(
                "a character that cannot be seen stands here, {number}", number=_number(unseen)
            )
            found.append(_to_delete(source, message, part.start() + unseen.start()))
    return tuple(found[:most])


def _number(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"


def _to_delete(source: SourceText, message: Text, at: int) -> Diagnostic:
    span = Span(at, at + 1)
    letter = source.text[at]
    found = Diagnostic(
        code="unseen_character",
        message=message,
        source=source,
        span=span,
        help=say("delete it"),
        subject=letter,
    )
    return with_repair(found, Edit(span, ""), safety="safe")


def _parse_all(
    source: SourceText, text: str, most: int
) -> tuple[Tree[Token] | None, tuple[Diagnostic, ...]]:
    """The tree, and the first mistake of every statement that has one."""
    parser = load_parser()
    interactive: Any = parser.parse_interactive(text)
    state, thread = interactive.parser_state, interactive.lexer_thread
    table = state.parse_conf.states
    stack = state.state_stack
    recovery: Recovery | None = None
    found: list[Diagnostic] = []
    previous: Token | None = None
    while len(found) < most:
        before = stack[-1]
        try:
            for token in thread.lex(state):
                before = stack[-1]
                state.feed_token(token)
                previous = token
            return state.feed_token(Token("$END", "", len(text)), is_end=True), tuple(found)
        except UnexpectedToken as mistake:
            found.append(_explain(source, text, mistake, previous, frozenset(table[before])))
            at = mistake.token.start_pos or 0
            if mistake.token.type == "$END":
                break
        except UnexpectedCharacters as mistake:
            found.append(_explain(source, text, mistake, previous, frozenset()))
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


def _explain(
    source: SourceText,
    text: str,
    mistake: UnexpectedToken | UnexpectedCharacters,
    previous: Token | None,
    expected: frozenset[str],
) -> Diagnostic:
    """What a mistake is. The explanations are loaded here, since a file without a mistake needs
    none of them and they are a tenth of what a start costs."""
    from polc.compiler.syntax.mistakes.explain_mistake import explain_character, explain_token

    if isinstance(mistake, UnexpectedCharacters):
        return explain_character(source, text, mistake, previous)
    return explain_token(source, text, mistake, previous, expected)


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
    braces = (place for place in code_positions(text) if text[place] in "{}")
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


def _check_depth(source: SourceText, tree: Tree[Token]) -> Diagnostic | None:
    """A sum or a condition of so many parts that it could not be gone through."""
    stack = [(tree, 1)]
    while stack:
        node, depth = stack.pop()
        if depth > MOST_DEPTH:
            message = say("this is nested more than {most} deep", most=MOST_DEPTH)
            span = Span(node.meta.start_pos, node.meta.end_pos)
            return Diagnostic(code="nested_too_deep", message=message, source=source, span=span)
        stack += [(child, depth + 1) for child in node.children if isinstance(child, Tree)]
    return None
