"""The named values of a field: which one a word is, and what to say of a word that is none.

In: a field and a word, an id or the Chinese for it. Out: its index, or a diagnostic with the
values in the language of the word.
"""

from polc.compiler.report.similar import Suggestion, suggest
from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.grammar.keywords import Language, language_of
from polc.messages.text import either, quoted, say
from polc.runtime.said_otherwise import KIND_WORDS, OUTSIDE_WORDS, PLACE_WORDS
from polc.runtime.vocabulary import CHINESE_CHOICES, PLACE_FIELDS, Field


def find_choice(subject: Field, word: str) -> int | None:
    """The index of a named value of a field, by id or Chinese name."""
    choices = subject.choices
    word = CHINESE_CHOICES.get(word, word)
    return choices.index(word) if word in choices else None


def report_choice(subject: Field, span: Span, context: Context) -> None:
    """Says that a field has no such value as stands at a place."""
    written = context.source.text[span.start : span.end]
    language = language_of(written)
    known = _list_choices(subject, language)
    called = subject.chinese[0] if language == "zh" and subject.chinese else subject.name
    message = say("`{field}` is never `{word}`", field=called, word=written)
    hint = suggest(written, known, say("it is one of {known}", known=quoted(known)))
    if subject.name in PLACE_FIELDS:
        hint = suggest_place(written) or hint
    if subject.name == "kind":
        hint = suggest_kind(written) or hint
    context.findings.error("unknown_value", message, span, hint, subject=written)


def suggest_kind(word: str) -> Suggestion | None:
    """The kinds of care that a word of documents may mean, in the language of the word."""
    meant = KIND_WORDS.get(word)
    if meant is None:
        return None
    chinese = {choice: known for known, choice in CHINESE_CHOICES.items()}
    words = tuple(chinese[kind] if language_of(word) == "zh" else kind for kind in meant)
    if len(words) == 1:
        return Suggestion(say("write `{word}`", word=words[0]), words)
    written = either(say("`{word}`", word=kind) for kind in words)
    return Suggestion(say("write the kinds that the document means: {written}", written=written),
                      words)  # fmt: skip


def suggest_place(word: str) -> Suggestion | None:
    """What to write for a place as documents call it."""
    inside, outside = PLACE_WORDS.get(word), OUTSIDE_WORDS.get(word)
    chinese = {choice: known for known, choice in CHINESE_CHOICES.items()}
    called = inside or outside or ""
    place = chinese.get(called, called) if language_of(word) == "zh" else called
    if inside is not None:
        return Suggestion(say("write `{word}`", word=place), (place,))
    if outside is not None:
        return Suggestion(
            say(
                "what lies outside is no place of its own: write `not place within {place}` in a "
                "condition, and `otherwise` in a table",
                place=place,
            )
        )
    return None


def _list_choices(field: Field, language: Language) -> list[str]:
    """The values, in Chinese where the vocabulary has words for them."""
    if language == "en":
        return list(field.choices)
    chinese = {choice: word for word, choice in CHINESE_CHOICES.items()}
    return [chinese.get(choice, choice) for choice in field.choices]
