"""Where a name is declared, where it is used, and what it becomes when it is renamed.

In: the analyses and a place in a document. Out: locations and edits, through `use` and `extends`:
a name that a file declares is looked for in every policy of its folder that stands on it.
"""

from collections.abc import Iterator

from lsprotocol import types

from polc.compiler.names.reserved import why_reserved
from polc.editors.occurrences import NamedThing, Occurrence
from polc.grammar.keywords import all_spellings
from polc.grammar.word import WORD
from polc.language_server.analyse import Analyses, Analysis
from polc.language_server.positions import to_offset, to_range
from polc.language_server.publish import uri_of
from polc.messages.text import Text, say


class CannotRenameError(Exception):
    """Why a name stays: `why` is one sentence."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


def occurrence_at(analysis: Analysis, position: types.Position) -> Occurrence | None:
    """The name under the cursor."""
    return analysis.occurrence_at(to_offset(analysis.source, position))


def find_definition(analysis: Analysis, position: types.Position) -> types.Location | None:
    """Where the name under the cursor is declared."""
    found = occurrence_at(analysis, position)
    return None if found is None else _location_of(found.target, analysis)


def _location_of(target: NamedThing, analysis: Analysis) -> types.Location | None:
    """Where a thing's name stands in its declaration."""
    uri = uri_of(target.source)
    place: types.Range | None = to_range(target.source, target.place)
    if target.source.name == analysis.source.name:
        place = analysis.range_now(target.place)
    return None if uri is None or place is None else types.Location(uri, place)


def find_references(
    analyses: Analyses, path: str, position: types.Position, *, declaration: bool
) -> list[types.Location]:
    """Every place that names what is under the cursor."""
    here = analyses.names_of(path)
    asked = None if here is None else occurrence_at(here, position)
    return [
        types.Location(uri, place)
        for analysis, found in _uses(analyses, path, asked)
        if (declaration or not found.defines)
        and (uri := uri_of(analysis.source)) is not None
        and (place := analysis.range_now(found.span)) is not None
    ]


def _uses(
    analyses: Analyses, path: str, asked: Occurrence | None
) -> Iterator[tuple[Analysis, Occurrence]]:
    """Where the name is said, in the file where it was asked for and in those beside it."""
    if asked is None:
        return
    for file in analyses.documents.files_beside(path):
        analysis = analyses.names_of(file)
        if analysis is None:
            continue
        for found in analysis.occurrences:
            if found.target.key == asked.target.key:
                yield analysis, found


def check_rename(analysis: Analysis, position: types.Position) -> Occurrence:
    """The name under the cursor, if it may get another; raises `CannotRenameError`."""
    found = occurrence_at(analysis, position)
    if found is None:
        raise CannotRenameError(say("there is no name here"))
    if found.target.source.name.startswith("stdlib:"):
        name = found.target.id
        raise CannotRenameError(
            say("`{name}` is declared in the standard library, which is not changed", name=name)
        )
    return found


def _why_taken(target: NamedThing, new_name: str) -> Text | None:
    """Who uses the word already; choices live in their reading."""
    return None if target.kind == "choice" else why_reserved(target.kind, new_name, target.node)


def rename(
    analyses: Analyses, path: str, position: types.Position, new_name: str
) -> types.WorkspaceEdit:
    """The edits that give a thing another name. What is written by its title keeps the title."""
    here = analyses.names_of(path)
    if here is None:
        raise CannotRenameError(say("there is no name here"))
    asked = check_rename(here, position)
    if WORD.fullmatch(new_name) is None or new_name in all_spellings():
        raise CannotRenameError(say("`{name}` is no name of the language", name=new_name))
    scope = None if here.named is None else here.named.scope
    taken = _why_taken(asked.target, new_name)
    if taken is not None:
        raise CannotRenameError(taken)
    if asked.target.kind != "choice" and scope is not None and new_name in scope.words:
        raise CannotRenameError(say("`{word}` is declared already", word=new_name))
    written = asked.target.id
    changes: dict[str, list[types.TextEdit]] = {}
    for analysis, found in _uses(analyses, path, asked):
        text = analysis.source.text[found.span.start : found.span.end]
        uri = uri_of(analysis.source)
        if text == written and uri is not None:
            edit = types.TextEdit(to_range(analysis.source, found.span), new_name)
            changes.setdefault(uri, []).append(edit)
    return types.WorkspaceEdit(changes=changes)
