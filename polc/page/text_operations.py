"""Texts of policies for the page: the library, what is wrong with a text, what its
words mean, its form.

In: a `PageRequest`. Out: plain values. Places are lines from 0 and, in a line, UTF-16 units.
"""

from typing import Any

from attrs import evolve

from polc.api.loader import find_source, stdlib_names
from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.report.diagnostics import Diagnostic, Fix
from polc.compiler.report.source import SourceText, Span
from polc.editors.occurrences import find_word
from polc.editors.offered_fixes import offered_fixes
from polc.editors.places import offset_of_place, place_of_offset
from polc.editors.word_notes import WordNote, note_thing, note_word
from polc.grammar.detect_language import detect_language
from polc.messages.text import Language, in_language, say
from polc.page.asked import PageRefusal, PageRequest


def answer_policies(_asked: PageRequest) -> dict[str, Any]:
    """The library: names, each with its text."""
    policies = [{"name": name, "text": find_source(name).text} for name in stdlib_names()]
    return {"policies": policies}


def answer_check(asked: PageRequest) -> dict[str, Any]:
    """What is wrong with the text, and whether it compiles."""
    compiled = asked.compiled()
    told = [_diagnostic(found, asked.language) for found in compiled.diagnostics]
    return {"ok": compiled.program is not None, "diagnostics": told}


def answer_hover(asked: PageRequest) -> dict[str, Any]:
    """What is told of the word at `position`, and where it stands; `note` is None where nothing
    is."""
    source, compiled = asked.source(), asked.compiled()
    offset = offset_of_place(source, *asked.place("position"))
    found = find_word(asked.occurrences(), offset)
    if found is not None:
        return _note(
            source, note_thing(found.target, compiled.language, asked.language), found.span
        )
    told = note_word(source.text, offset, compiled.language, asked.language)
    return {"note": None} if told is None else _note(source, *told)


def answer_format(asked: PageRequest) -> dict[str, Any]:
    """The text as `polc fmt` writes it."""
    source = asked.source()
    try:
        text, _ = format_text(source)
    except NotKeptError:
        text = None
    if text is None:
        raise PageRefusal("not_compiled", say("`check` tells what is wrong with the policy"))
    return {"text": text}


def _note(source: SourceText, note: WordNote, span: Span) -> dict[str, Any]:
    told = {"title": note.title, "kind": note.kind, "name": note.name, "texts": [*note.texts]}
    return {"note": {**told, **_stretch(source, span)}}


def _diagnostic(said: Diagnostic, language: Language) -> dict[str, Any]:
    found = said.in_language(language)
    keywords = detect_language(said.source.text)
    fixes = [
        evolve(fix, title=in_language(fix.title, language, keywords)) for fix in offered_fixes(said)
    ]
    return {
        "code": found.code,
        "severity": found.severity,
        "message": str(found.message),
        "help": str(found.help),
        "file": found.source.name,
        **_stretch(found.source, found.span),
        "fixes": [_fix(found.source, fix) for fix in fixes],
    }


def _fix(source: SourceText, fix: Fix) -> dict[str, Any]:
    edits = [{**_stretch(source, edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": str(fix.title), "safe": fix.safety == "safe", "edits": edits}


def _stretch(source: SourceText, span: Span) -> dict[str, Any]:
    return {"from": _place(source, span.start), "to": _place(source, span.end)}


def _place(source: SourceText, offset: int) -> dict[str, int]:
    line, character = place_of_offset(source, offset)
    return {"line": line, "character": character}
