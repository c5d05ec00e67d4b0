"""A line that cannot be read after its repairs either stays as it was."""

from polc.api.loader import read_used
from polc.cli.files.fix_files import repair_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

POLICY = """policy town "城" edition 1
use identities
rank tekun > dibao
layers a
benefit a "救助" per claim {{
  for tekun, dibao
  rate 70%
  {line}
  deductible per year 1,800 yuan
}}
"""


def repair(line: str) -> tuple[str, int]:
    """The line after the safe repairs of its policy, and how many were made."""
    source = SourceText("town.pol", POLICY.format(line=line))
    made = repair_text(source, lambda text: compile_text(text, read_used).diagnostics)
    assert "deductible per year 1800 yuan" in made.after.text
    return made.after.text.split("\n")[7].strip(), made.made


def test_a_line_that_is_wrong_behind_its_repair() -> None:
    """`1,000` is no amount, and `foo` no word: the other line alone is repaired."""
    assert repair("cap 1,000 yuan foo per year") == ("cap 1,000 yuan foo per year", 1)


def test_a_class_and_a_sign() -> None:
    """`=` for `:` leaves the rest unread."""
    assert repair("for dibao = x: rate 60%") == ("for dibao = x: rate 60%", 1)
    assert repair("for dibao = x") == ("for dibao = x", 1)


def test_several_repairs_of_one_line() -> None:
    """A line that is right after all of them has them."""
    line, made = repair("at most 1,000 yuan; cap per year 3,000 yuan")
    assert (" ".join(line.split()), made) == ("at most 1000 yuan cap per year 3000 yuan", 4)


def test_a_character_that_parts_two_words() -> None:
    """What cannot be seen goes, and the blank behind it stays where it parts two words."""
    assert repair("rate\u200b 60%") == ("rate 60%", 2)
