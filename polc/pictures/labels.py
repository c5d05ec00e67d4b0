"""Words in a picture, which breaks no line by itself.

In: a text and how many columns there are. Out: its lines; a Chinese character takes two columns.
"""

from unicodedata import east_asian_width


def columns_of(text: str) -> int:
    """How wide it stands."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def break_lines(text: str, columns: int) -> list[str]:
    """The text in lines of so many columns at most, broken between words where there are some."""
    lines = [""]
    for word in _words(text):
        if columns_of(lines[-1]) + columns_of(word.rstrip()) > columns and lines[-1]:
            lines.append("")
        for letter in word:
            if columns_of(lines[-1]) + columns_of(letter) > columns and letter != " ":
                lines.append("")
            lines[-1] += letter
    return [line.strip() for line in lines if line.strip()]


def _words(text: str) -> list[str]:
    """What is not parted: a run of narrow letters with the space behind it, or a wide one alone."""
    words: list[str] = []
    open_word = False
    for letter in text:
        wide = east_asian_width(letter) in "WF"
        if open_word and not wide:
            words[-1] += letter
        else:
            words.append(letter)
        open_word = not wide and letter != " "
    return words
