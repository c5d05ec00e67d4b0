"""Which repairs are made in the text without asking."""

from attrs import evolve

from polc.compiler.report.apply_fixes import apply_fixes
from polc.compiler.report.diagnostics import Diagnostic, Edit, Fix
from polc.compiler.report.source import SourceText, Span
from polc.messages.text import say

SOURCE = SourceText("city.pol", "rat 60%")
REPAIR = Fix((Edit(Span(0, 3), "rate"),), say("did you mean `{found}`?", found="rate"), "safe")
FOUND = Diagnostic(
    code="unknown_keyword",
    message=say("`{word}`", word="rat"),
    source=SOURCE,
    span=Span(0, 3),
    fix=REPAIR,
)


def test_a_safe_repair_is_made() -> None:
    """`rat` becomes `rate`."""
    assert apply_fixes(SOURCE, (FOUND,)).text == "rate 60%"


def test_an_unsafe_repair_is_left_to_whoever_asks_for_it() -> None:
    """The text stays as it is."""
    asked = evolve(FOUND, fix=evolve(REPAIR, safety="unsafe"))
    fixed = apply_fixes(SOURCE, (asked,))
    assert (fixed.text, fixed.made) == ("rat 60%", ())
