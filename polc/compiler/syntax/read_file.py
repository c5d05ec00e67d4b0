"""Text to syntax: the two steps of it, and what both find wrong.

In: a source. Out: a `ReadFile`.
"""

from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.skip_followers import UnreadStatements, find_unread_statements
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.builders.build_file import build_file
from polc.compiler.syntax.builders.read_tree import all_tokens
from polc.compiler.syntax.nodes.items import File
from polc.compiler.syntax.parse import parse


@frozen
class ReadFile:
    """The syntax of a file, None where there is none to read; the mistakes of its writing, and
    where it has some, the statements that could not be read on their account."""

    file: File | None
    mistakes: tuple[Diagnostic, ...] = ()
    unread: UnreadStatements | None = None


def read_file(source: SourceText) -> ReadFile:
    """The syntax and what is wrong with it."""
    tree, mistakes = parse(source)
    if tree is None:
        return ReadFile(None, mistakes)
    file, more = build_file(source, tree, mistakes)
    mistakes = (*mistakes, *more)
    if not mistakes:
        return ReadFile(file)
    places = {token.start_pos or 0 for token in all_tokens(tree)}
    return ReadFile(file, mistakes, find_unread_statements(source.text, places, mistakes))
