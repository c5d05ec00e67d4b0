"""A text for people without what makes it stand out, for tests that compare its words."""

from polc.cli.terminal.style import MARKS


def without_style(text: str) -> str:
    """The text alone."""
    return text.translate(dict.fromkeys(map(ord, MARKS)))
