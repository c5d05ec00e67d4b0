"""What is told of the word under the cursor, as the protocol wants it.

In: an analysis and a place. Out: what `polc.editors.word_notes` tells of the word, as Markdown.
"""

from lsprotocol import types

from polc.compiler.report.source import SourceText, Span
from polc.editors.word_notes import WordNote, note_thing, note_word
from polc.language_server.analyse import Analysis
from polc.language_server.positions import to_offset, to_range
from polc.messages.text import Language


def hover(
    analysis: Analysis, position: types.Position, language: Language | None
) -> types.Hover | None:
    """What is told at a place, in this language or that of the file; None where nothing is."""
    source = analysis.source
    offset = to_offset(source, position)
    spoken = language or analysis.language
    found = analysis.occurrence_at(offset)
    if found is not None:
        note = note_thing(found.target, analysis.language, spoken)
        return _show(note, source, analysis.span_now(found.span) or Span(offset, offset))
    told = note_word(source.text, offset, analysis.language, spoken)
    return None if told is None else _show(told[0], source, told[1])


def _show(note: WordNote, source: SourceText, span: Span) -> types.Hover:
    content = types.MarkupContent(types.MarkupKind.Markdown, _as_markdown(note))
    return types.Hover(content, to_range(source, span))


def _as_markdown(note: WordNote) -> str:
    if not note.kind:
        return f"`{note.title}` — `{note.name}`"
    named = f" `{note.name}`" if note.name else ""
    fence = "```"
    codes = (f"{fence}pol\n{text}\n{fence}" for text in note.texts)
    return "\n\n".join((f"**{note.title}** · {note.kind}{named}", *codes))
