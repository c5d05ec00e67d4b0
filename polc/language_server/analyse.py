"""One document compiled, with what its words name.

In: a document's path. Out: an `Analysis`: what polc says of it, its program if it has one, its
names. Kept for as long as neither the document nor a file it uses changes; where a text cannot be
read at all, the names of the last that could stand in.
"""

from attrs import evolve, field
from lsprotocol.types import Range

from polc.api.pause_collection import pause_collection
from polc.compiler.pipeline import Compilation, NamedFile, compile_text, name_text
from polc.compiler.report.change import TextChange, find_change
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.kept_parses import KeptParses
from polc.compiler.syntax.nodes.items import CountAs, File, Group, IdentitySyntax, Use, WordList
from polc.compiler.typed.nodes.program import Program
from polc.editors.occurrences import Occurrence, find_occurrences, find_word
from polc.grammar.detect_language import detect_language
from polc.language_server.documents import Documents
from polc.language_server.positions import to_range
from polc.messages.text import NOTHING, Language, Text
from polc.records.frozen import frozen

_ONLY_USED = (Use, WordList, IdentitySyntax, Group, CountAs)
_NO_POLICY_LINE = "no_policy_line"


@frozen(kw_only=True)
class Analysis:
    """What is found of `of`, the last text that was looked at and could be read, for the text as
    it is now, `source`: places of the one are turned into places of the other. `why` the file
    could not be compiled at all."""

    source: SourceText
    diagnostics: tuple[Diagnostic, ...]
    program: Program | None
    language: Language
    of: SourceText
    named: NamedFile | None
    occurrences: tuple[Occurrence, ...]
    sources: tuple[SourceText, ...]
    why: Text = NOTHING
    _change: TextChange = field(init=False, repr=False, eq=False)

    @_change.default
    def _find_change(self) -> TextChange:
        if self.of is self.source:
            return TextChange(0, 0, 0)
        return find_change(self.of.text, self.source.text)

    def occurrence_at(self, offset: int) -> Occurrence | None:
        """The name at a place of the text as it is now, or that ends there."""
        then = self._change.then(offset)
        if then is None:
            return None
        return find_word(self.occurrences, then)

    def span_now(self, span: Span) -> Span | None:
        """Where a stretch of what was looked at stands now; None where it was changed."""
        return self._change.span_now(span)

    def range_now(self, span: Span) -> Range | None:
        """The same as the editor counts it."""
        now = self.span_now(span)
        return None if now is None else to_range(self.source, now)

    @property
    def is_fresh(self) -> bool:
        """Whether the text as it is now was looked at."""
        return self.of is self.source


class Analyses:
    """What was found of each document, found again where something it stands on has changed."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self._kept: dict[str, Analysis] = {}
        self._named: dict[str, Analysis] = {}
        self._parses = KeptParses()

    def of(self, path: str) -> Analysis | None:
        """The analysis of a document as it is now; None where there is no such text."""
        source = self.documents.source(path)
        if source is None:
            return None
        kept = self._kept.get(path)
        if kept is not None and self._holds(kept, source):
            return kept
        found = self._kept[path] = self._analyse(source, kept)
        return found

    def now(self, path: str) -> Analysis | None:
        """What was found of a document last, for the text as it is now; what nothing is known of
        is looked at first."""
        source, kept = self.documents.source(path), self._kept.get(path)
        if source is None or kept is None:
            return self.of(path)
        return kept if kept.source == source else evolve(kept, source=source)

    def names_of(self, path: str) -> Analysis | None:
        """The names of a document as it is now; nothing more need be known of it. Where it cannot
        be read at all, those of before."""
        source = self.documents.source(path)
        if source is None:
            return None
        for known in (self._kept.get(path), self._named.get(path)):
            if known is not None and known.is_fresh and self._holds(known, source):
                return known
        found = self._name(source)
        if found.named is None and path in self._kept:
            return self.now(path)
        self._named[path] = found
        return found

    def look_beside(self, path: str) -> None:
        """Reads the names of the files beside a document, so that whoever asks for them later need
        not wait until all are read."""
        for file in self.documents.files_beside(path):
            self.names_of(file)

    def kept(self, path: str) -> Analysis | None:
        """What was found last, without finding it again."""
        return self._kept.get(path)

    def forget(self, path: str) -> None:
        """Of a document that is closed nothing is kept."""
        self._kept.pop(path, None)
        self._named.pop(path, None)

    def _holds(self, kept: Analysis, source: SourceText) -> bool:
        if kept.source != source:
            return False
        others = (used for used in kept.sources if used.name != source.name)
        return all(self._reads_the_same(used) for used in others)

    def _reads_the_same(self, used: SourceText) -> bool:
        if used.name.startswith("stdlib:"):
            return True
        now = self.documents.source(used.name)
        return now is not None and now.text == used.text

    def _name(self, source: SourceText) -> Analysis:
        """What the words of a text name, and no more."""
        try:
            with pause_collection():
                named = name_text(source, self.documents.read, parse=self._parses.read)
        except OSError:
            named = None
        items = () if named is None else named.items
        used = {item.source.name: item.source for item in items}
        return Analysis(
            source=source,
            diagnostics=(),
            program=None,
            language=detect_language(source.text),
            of=source,
            named=named,
            occurrences=() if named is None else find_occurrences(named, source),
            sources=(source, *used.values()),
        )

    def _analyse(self, source: SourceText, before: Analysis | None) -> Analysis:
        try:
            with pause_collection():
                compiled = compile_text(source, self.documents.read, parse=self._parses.read)
        except OSError as mistake:
            why = getattr(mistake, "why", NOTHING)
            compiled = Compilation(None, ())
        else:
            why = NOTHING
        of, named = source, compiled.named
        occurrences = () if named is None else find_occurrences(named, source)
        if named is None and before is not None:
            of, named, occurrences = before.of, before.named, before.occurrences
        return Analysis(
            source=source,
            diagnostics=_relevant(compiled, source),
            program=compiled.program,
            language=compiled.language,
            of=of,
            named=named,
            occurrences=occurrences,
            sources=tuple(compiled.sources.values()),
            why=why,
        )


def _relevant(compiled: Compilation, source: SourceText) -> tuple[Diagnostic, ...]:
    """What is told of the document itself; of one that only declares names for others to use not
    that it is no policy."""
    only_used = compiled.named is not None and is_only_used(compiled.named.file)
    return tuple(
        found
        for found in compiled.diagnostics
        if found.source.name == source.name and not (only_used and found.code == _NO_POLICY_LINE)
    )


def is_only_used(file: File) -> bool:
    """Whether a file declares names for others to use, and has no rule."""
    return bool(file.items) and all(isinstance(item, _ONLY_USED) for item in file.items)
