"""What is told of words that nothing in a file declares."""

import pytest

from polc.editors.word_notes import note_word
from polc.messages.text import Language


@pytest.mark.parametrize(
    ("text", "keywords", "name"),
    [
        ("  基数 剩余政策范围内费用 A-1", "zh", "remaining"),
        ("  base remaining A-1", "en", "剩余政策范围内费用"),
        ("  就医 2022-03-01 住院 { }", "zh", "inpatient"),
    ],
    ids=str,
)
def test_a_name_of_the_language_is_told_in_the_other(
    text: str, keywords: Language, name: str
) -> None:
    """A figure of a settlement, a kind of care."""
    word = next(word for word in ("剩余政策范围内费用", "remaining", "住院") if word in text)
    told = note_word(text, text.index(word) + 1, keywords, "zh")
    assert told is not None
    assert (told[0].title, told[0].name) == (word, name)
