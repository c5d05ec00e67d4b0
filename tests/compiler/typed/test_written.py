"""How a statement is quoted: on one line, its brackets whole."""

import pytest

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.values import NO_CITATION
from polc.compiler.typed.written import MOST_WRITTEN, write_statement

ROWS = "; ".join(f"grade_{number}: {number}%" for number in range(20))
PEOPLE = ", ".join(f"people_{number}" for number in range(20))


def quoted(text: str) -> str:
    return write_statement(text, Span(0, len(text)), NO_CITATION)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rate  70%", "rate 70%"),
        ("rate {\n  a: 1%  # the first\n  b: 2%\n}", "rate { a: 1% b: 2% }"),
        ('payer fund "基金 #1"  # who pays', 'payer fund "基金 #1"'),
    ],
)
def test_a_short_statement_is_whole(text: str, told: str) -> None:
    """One line, without its comments; a `#` between quotes begins none."""
    assert quoted(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"rate {{ {ROWS} }} by grade", "rate { … } by grade"),
        (f"rate {{ {ROWS} }}", "rate { … }"),
        (f"for ({PEOPLE}), orphan", "for (…), orphan"),
        (f"rate {{ {ROWS}; {ROWS}; {ROWS} }} by grade", "rate { … }"),
        (f"for ({PEOPLE}), (a, b) only when (a, b)", "for (…), (a, b) only when (a, b)"),
        (f"benefit help {{\n  {ROWS}\n  for ({PEOPLE})\n}}", "benefit help { … }"),
        (f"比例（{PEOPLE}）", "比例（…）"),
    ],
)
def test_a_long_statement_loses_what_brackets_hold(text: str, told: str) -> None:
    """The longest first, as far as is needed; what is read of it ends at 480 characters."""
    assert quoted(text) == told


@pytest.mark.parametrize(
    "text",
    [
        f"for {PEOPLE}",
        f'settled because "{PEOPLE}"',
        f"base {'a (b) + ' * 40}c",
        f"base {'x' * 117}(b)",
        f"base {'a' * 500} (b)",
    ],
)
def test_nothing_is_cut_inside_brackets(text: str) -> None:
    """What is too long without them as well ends with `…`, every bracket and quote closed."""
    told = quoted(text)
    assert "…" in told
    assert len(told) <= MOST_WRITTEN
    assert all(told.count(opening) == told.count(closing) for opening, closing in ("()", "{}"))
    assert told.count('"') % 2 == 0
