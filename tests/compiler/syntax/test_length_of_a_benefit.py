"""How long a benefit may be, its kinds of care counted with it."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

LINE = "rate 70%\n"


def first_of(count: int) -> str:
    """Kinds of care of a line each, and the rest."""
    kinds = "".join(f"k{at} when total over {at} yuan {{ rate 50% }}\n" for at in range(count))
    return f"first of {{\n{kinds}otherwise {{ rate 60% }} }}"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (LINE * 301, True),
        (first_of(99), False),  # the line, 99 kinds and the rest with their lines: 201
        (first_of(150), True),  # 303
    ],
    ids=["lines", "kinds", "more kinds"],
)
def test_a_benefit_has_so_many_lines(lines: str, told: bool) -> None:
    """Each line is held against the others, so that what nobody could read is refused at once."""
    text = f'policy p "p" edition 1\nlayers a\nbenefit a "a" per claim {{\n{lines}\n}}\n'
    found = compile_text(SourceText("p.pol", text), read_stdlib).diagnostics
    assert ("too_many_lines" in {mistake.code for mistake in found}) == told
