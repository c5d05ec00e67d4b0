"""What the page is told of a word of the text."""

import pytest

from tests.page.asking import TOWN, ask_town

LINES = TOWN.split("\n")


def note_at(word: str, text: str = TOWN, language: str = "zh") -> dict[str, object] | None:
    """What is told of the first place where a word stands."""
    line, found = next((at, found) for at, found in enumerate(text.split("\n")) if word in found)
    place = {"line": line, "character": found.index(word)}
    note = ask_town("hover", text, position=place, language=language)["note"]
    assert note is None or isinstance(note, dict)
    return note


def test_a_declared_name_is_told_in_both_languages() -> None:
    """Its title, its kind in the reader's language, its declaration as written and translated."""
    note = note_at('assistance "')
    assert note is not None
    assert (note["title"], note["kind"], note["name"]) == ("医疗救助", "待遇", "assistance")
    first, other = note["texts"]  # type: ignore[misc]
    assert first.startswith("benefit assistance")
    assert other.startswith("待遇 assistance")


def test_the_place_of_a_word_is_told() -> None:
    """`assistance` begins at the eighth unit of its line and has ten."""
    note = note_at('assistance "')
    assert note is not None
    assert note["from"] == {"line": 4, "character": 8}
    assert note["to"] == {"line": 4, "character": 18}


@pytest.mark.parametrize(("word", "other"), [("deductible", "起付线"), ("rate", "比例")])
def test_a_keyword_is_told_in_the_other_language(word: str, other: str) -> None:
    """As the other language writes it."""
    note = note_at(word)
    assert note is not None
    assert note["name"] == other


def test_of_a_blank_nothing_is_told() -> None:
    """Nor behind the last line."""
    assert note_at("  ") is None
    place = {"line": len(LINES) + 5, "character": 0}
    assert ask_town("hover", position=place)["note"] is None


def test_a_text_that_cannot_be_read_has_its_keywords_told() -> None:
    """A bracket is missing at the end."""
    note = note_at("deductible", TOWN.rstrip().removesuffix("}"))
    assert note is not None
    assert note["name"] == "起付线"


@pytest.mark.parametrize("place", [{}, {"line": -1, "character": 0}, {"line": "1", "character": 0}])
def test_a_place_that_is_none_is_refused(place: dict[str, object]) -> None:
    """As a request that cannot be understood."""
    assert ask_town("hover", position=place)["problem"]["code"] == "bad_request"
