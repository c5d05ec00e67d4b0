"""What may be written at a place: keywords of the file's language, names, snippets of declarations.

In: an analysis (its names may be of an earlier text) and a place. Out: completion items, what the
grammar allows there and no more.
"""

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from polc.compiler.names.scope import Scope
from polc.compiler.names.symbol_kinds import KIND_NAMES, SymbolKind
from polc.compiler.syntax.expected import expected_after
from polc.editors.snippets import snippets_of
from polc.grammar.keywords import KEYWORDS, is_han, spelling
from polc.language_server.analyse import Analysis
from polc.language_server.positions import to_offset
from polc.messages.text import Language, in_language
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS, KINDS, PLACES

_ITEM_KINDS: Final[dict[SymbolKind, types.CompletionItemKind]] = {
    "benefit": types.CompletionItemKind.Function,
    "reading": types.CompletionItemKind.Enum,
    "parameter": types.CompletionItemKind.Constant,
    "field": types.CompletionItemKind.Field,
    "identity": types.CompletionItemKind.EnumMember,
    "group": types.CompletionItemKind.Class,
}


def complete(
    analysis: Analysis, position: types.Position, language: Language | None
) -> list[types.CompletionItem]:
    """The items for a place; the word that is being written there is the editor's to match."""
    source = analysis.source
    offset = to_offset(source, position)
    start = offset
    while start and _is_letter(source.text[start - 1]):
        start -= 1
    allowed = expected_after(source.text[:start])
    found = list(_keywords(allowed, analysis.language))
    if "NAME" in allowed:
        scope = None if analysis.named is None else analysis.named.scope
        found += _names(scope, language or analysis.language)
        found += _shared_words(analysis.language)
    return found


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or is_han(letter)


def _keywords(allowed: frozenset[str], language: Language) -> Iterator[types.CompletionItem]:
    snippets = snippets_of(language)
    for terminal in sorted(allowed & KEYWORDS.keys()):
        word = spelling(terminal, language)
        yield types.CompletionItem(
            word, kind=types.CompletionItemKind.Keyword, sort_text=f"1 {word}"
        )
        if terminal in snippets:
            yield types.CompletionItem(
                f"{word} …",
                kind=types.CompletionItemKind.Snippet,
                insert_text=snippets[terminal],
                insert_text_format=types.InsertTextFormat.Snippet,
                filter_text=word,
                sort_text=f"2 {word}",
            )


def _names(scope: Scope | None, spoken: Language) -> Iterator[types.CompletionItem]:
    if scope is None:
        return
    for word, symbol in scope.words.items():
        title = getattr(symbol.node, "title", "")
        yield types.CompletionItem(
            word,
            kind=_ITEM_KINDS.get(symbol.kind, types.CompletionItemKind.Variable),
            detail=f"{in_language(KIND_NAMES[symbol.kind], spoken, spoken)} {title}".strip(),
            sort_text=f"0 {word}",
        )


def _shared_words(language: Language) -> Iterator[types.CompletionItem]:
    """The fields of every case, the places and kinds of care, as the language writes them."""
    chinese = {value: word for word, value in CHINESE_CHOICES.items()}
    for known in FIELDS:
        names = known.chinese if language == "zh" and known.chinese else (known.name,)
        yield types.CompletionItem(
            names[0], kind=types.CompletionItemKind.Field, sort_text=f"3 {names[0]}"
        )
    for word in (*PLACES, *KINDS):
        shown = chinese.get(word, word) if language == "zh" else word
        yield types.CompletionItem(
            shown, kind=types.CompletionItemKind.Value, sort_text=f"3 {shown}"
        )
