"""What an input can make grow has a bound with its message, or is looked at once.

How long it takes is measured by `benchmarks/growth.py`; here stand the bounds and the counts.
"""

import sys
from types import FrameType

import pytest

import polc
from benchmarks.growing_texts import TOWN, layers, layers_that_ask
from polc.cli.files.format_files import names_in_use_lines
from polc.cli.render.diagnostics import as_text
from polc.compiler.pipeline import compile_text
from polc.compiler.plan.nodes import Select
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.mistakes.mistake import MOST_AFTER, MOST_BEFORE, Mistake
from polc.messages.text import LONGEST_WORD
from tests.stdlib_texts import read_stdlib


def check(text: str) -> tuple[Diagnostic, ...]:
    return compile_text(SourceText("town.pol", text), read_stdlib).diagnostics


def test_layers_that_ask_each_others_deductibles() -> None:
    """Of n layers, each asking twice the deductible of the one before, the last comes to
    2 + 2·(2 + 2·(…)) = 2^n − 2 deductibles: 254 of 8 layers are worked out, 510 of 9 are more
    than 500."""
    assert check(layers_that_ask(8)) == ()
    (told,) = check(layers_that_ask(9))
    assert told.code == "too_many_parts"
    assert told.message == (
        "the figures of `l8` ask deductibles of earlier layers, which ask others in turn: "
        "more than 500 in all"
    )


@pytest.mark.parametrize("letter", ["1", "某", "a", "1.", "1,000", "- "])
def test_a_long_run_of_one_sign(letter: str) -> None:
    """What is said of a run is no longer than what is said of one word, however long it is."""
    for found in check(TOWN + letter * 4000):
        assert len(found.message) + len(found.help or "") < 3 * LONGEST_WORD


def test_of_a_long_line_the_surroundings_are_looked_at() -> None:
    """A mistake in the middle of a line of 20,000 signs sees no more than is around it, at its
    true place."""
    text = f"{'1 ' * 5000}wrong {'2 ' * 5000}"
    mistake = Mistake(SourceText("town.pol", text), text, 10_000, frozenset(), None)
    assert len(mistake.line) == MOST_BEFORE + MOST_AFTER
    assert mistake.line.index("wrong") == mistake.start - mistake.line_start == MOST_BEFORE


def test_many_mistakes_on_one_line() -> None:
    """A thousand declarations of one name on one line are told in a thousand messages, none of
    which shows more of the line than there is room for."""
    found = check(TOWN + " param p : money = 5 yuan" * 1001)
    assert [diagnostic.code for diagnostic in found] == ["declared_twice"] * 1000
    assert max(len(as_text(diagnostic)) for diagnostic in found) < 1000


def test_a_line_of_use_is_found_without_looking_ahead() -> None:
    """The search stays on a line but for a comma at its end, so that blank lines are passed
    once."""
    text = "\n \n use town,\n  city\n\n引入 乡\nuser x\n"
    assert list(names_in_use_lines(text)) == ["town", "city", "乡"]


def groups(count: int, member: str) -> str:
    """Groups each of which is made twice of the one before, as `member` says."""
    lines = [f'group g{at} "群{at}" = {member.format(f"g{at - 1}")}' for at in range(1, count)]
    readings = 'reading r "甲" { x default; y }\nreading s "乙" { x default; y }\n'
    town = TOWN.replace("for dibao", f"for g{count - 1}")
    return f'{town}{readings}group g0 "群0" = dibao | tekun\n' + "\n".join(lines) + "\n"


def test_groups_that_are_made_twice_of_one() -> None:
    """The members of a group are worked out once: 40 groups would be 2⁴⁰ otherwise. 50 may
    stand inside one another, the 51st is told."""
    codes = {found.code for found in check(groups(40, "{0} | {0}"))}
    assert codes == {"unused_reading", "said_twice"}
    assert not [found for found in check(groups(50, "{0} | {0}")) if found.severity == "error"]
    assert "nested_too_deep" in {found.code for found in check(groups(51, "{0} | {0}"))}


def test_groups_whose_members_hang_on_readings() -> None:
    """Under two choices at each step 2 identities are 2·2⁹ = 1,024 memberships after nine
    steps, more than 1,000."""
    member = "{0} where r is x | {0} where s is y"
    assert "too_many_parts" not in {found.code for found in check(groups(6, member))}
    (told,) = (found for found in check(groups(10, member)) if found.severity == "error")
    assert (told.code, told.subject) == ("too_many_parts", "g9")


def count_calls(text: str) -> int:
    """How many functions a check calls: what it does, whatever else the machine does."""
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        check(text)
    finally:
        sys.setprofile(before)
    return calls


def test_a_check_grows_as_the_layers_do() -> None:
    """Twice as many layers are at most a tenth more than twice as much work."""
    check(layers(2))
    assert count_calls(layers(80)) < 2.1 * count_calls(layers(40))


def rows_of_stay(count: int) -> str:
    """A deductible of the year with so many rows, settled for stays behind one per stay."""
    rows = "; ".join(f"{at}: {1000 + at} yuan" for at in range(count))
    return f"""policy town "镇" edition 1
field claim days "天数" : count
layers of_stay > of_year
benefit of_stay "按次" per claim {{ deductible per stay 100 yuan  rate 0% }}
benefit of_year "按年" per claim {{
  deductible per year {{ {rows}; otherwise: 500 yuan }} by days
  counted at most 9000 yuan per year
  rate 50%
}}
"""


def count_arms(text: str) -> int:
    """How many rows the nodes of a plan that choose one have together."""
    plan = polc.compile(text, name="town.pol").plan
    return sum(len(node.arms) for node in plan.claim if isinstance(node, Select))


def test_a_plan_grows_as_the_rows_that_have_a_sum_each() -> None:
    """A row more is an arm more of each node that chooses a row, however many rows there are."""
    few, more, many = (count_arms(rows_of_stay(count)) for count in (10, 11, 50))
    assert many - few == 40 * (more - few)
