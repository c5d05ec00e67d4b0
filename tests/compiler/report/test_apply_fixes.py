"""Which repairs are made in the text without asking."""

from attrs import evolve

from polc.compiler.report.apply_fixes import apply_fixes
from polc.compiler.report.diagnostics import Diagnostic, Edit, Fix, with_repair
from polc.compiler.report.source import SourceText, Span
from polc.messages.text import in_language, say

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


def test_a_repair_is_called_by_what_it_does() -> None:
    """Where the help asks whether a word was meant, the repair says that it writes that word."""
    asked = evolve(FOUND, help=say("did you mean `{found}`?", found="rate"), suggests=("rate",))
    fix = with_repair(asked, Edit(Span(0, 3), "rate")).fix
    assert fix is not None
    assert fix.title == "change it to `rate`"
    assert in_language(fix.title, "zh", "en") == "改为`rate`"
