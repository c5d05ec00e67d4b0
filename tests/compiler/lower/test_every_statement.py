"""Each kind of statement has its place in the terms that are lowered."""

from typing import get_args, get_type_hints

from polc.compiler.lower.terms import Terms
from polc.compiler.typed.nodes.statements import AsOfStatement, TypedStatement

OF_THE_PLAN = {AsOfStatement}
"""On which day a benefit of the person's year looks is asked before its terms are chosen."""


def test_every_kind_of_statement_is_a_term() -> None:
    """A statement that no term holds would be read and ignored."""
    hints = get_type_hints(Terms).values()
    held = {inner for hint in hints for inner in get_args(hint)}
    assert set(get_args(TypedStatement)) - held == OF_THE_PLAN
