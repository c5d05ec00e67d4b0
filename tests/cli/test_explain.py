"""`polc explain` as a user runs it."""

from polc.explain.find_page import codes
from polc.explain.refusal_page import refusal_codes
from tests.cli.invoke import run


def test_a_page_has_the_mistake_and_its_repair() -> None:
    """What it means, why it matters, the example with what polc says of it, the repair."""
    shown = run("explain", "comma_in_number").stdout
    assert shown.startswith("comma_in_number  a comma inside a number\n")
    assert "why it matters" in shown
    assert "      deductible per year 1,800 yuan" in shown
    assert "error[comma_in_number]: `1,800` has a comma inside a number" in shown
    assert "      deductible per year 1800 yuan" in shown


def test_a_page_in_chinese() -> None:
    """Title, meaning and message in Chinese."""
    shown = run("explain", "comma_in_number", "--language", "zh").stdout
    assert shown.startswith("comma_in_number  数字里有逗号\n")
    assert "错误[comma_in_number]" in shown


def test_a_code_as_it_is_typed() -> None:
    """With brackets, in capitals or with `-`, as people copy it."""
    assert run("explain", "[Comma-In-Number]").stdout == run("explain", "comma_in_number").stdout


def test_a_check_says_how_to_set_its_level() -> None:
    """A warning has a level."""
    assert '[checks] unused_pool = "off"' in run("explain", "unused_pool").stdout


def test_an_unknown_code() -> None:
    """The nearest code is named; exit 1."""
    done = run("explain", "coma_in_number")
    assert done.exit_code == 1
    assert done.stderr == (
        "there is no page for `coma_in_number`; did you mean `comma_in_number`?\n"
    )


def test_all_codes() -> None:
    """Without a code all of them, one a line, those of refused cases behind the others."""
    lines = [line for line in run("explain").stdout.splitlines() if "  " in line]
    assert [line.split()[0] for line in lines] == [*codes(), *refusal_codes()]
