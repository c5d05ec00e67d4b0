"""What the command line reads: cases as JSON, parameters as TOML and options."""

from decimal import Decimal
from pathlib import Path

import click
import pytest

from polc.cli.read.cases import BadLine, read_cases
from polc.cli.read.parameters import read_parameter_file, read_settings, read_value
from polc.cli.terminal.exit_status import CannotRead
from tests.cli.cases_of import cases_of


def written(folder: Path, text: str, name: str = "case.json") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_number_keeps_its_text(tmp_path: Path) -> None:
    """`0.10` is a tenth exactly, not the float nearest to it."""
    read = read_cases(written(tmp_path, '{"total": 0.10}'))
    assert cases_of(read) == ({"total": Decimal("0.10")},)
    assert read.form == "object"


def test_an_array_is_several_cases(tmp_path: Path) -> None:
    """An array gives its elements, in order."""
    read = read_cases(written(tmp_path, '[{"year": 2022}, {"year": 2023}]'))
    assert (read.form, len(cases_of(read))) == ("array", 2)


def test_one_object_a_line(tmp_path: Path) -> None:
    """Lines of objects are several cases; blank lines are none."""
    read = read_cases(written(tmp_path, '{"year": 2022}\n\n{"year": 2023}\n'))
    assert (read.form, [case["year"] for case in cases_of(read)]) == ("lines", [2022, 2023])


def test_an_object_over_several_lines_is_one(tmp_path: Path) -> None:
    """What is one JSON value as a whole is never taken for lines."""
    assert read_cases(written(tmp_path, '{\n"year": 2022\n}\n')).form == "object"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{\n  oops\n}", "case.json:2:3: not JSON"),
        ('{"in_policy": 1, "in_policy": 2}', "`in_policy` stands twice"),
        ("", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
    ids=["broken", "a key twice", "empty", "deep"],
)
def test_what_is_no_case_is_placed(tmp_path: Path, text: str, says: str) -> None:
    """The error names the file and, for a syntax mistake, line and column."""
    with pytest.raises(CannotRead, match=says):
        read_cases(written(tmp_path, text))


def bad_lines(path: str) -> list[str]:
    """Why each line is none; empty where it is a case."""
    read = read_cases(path)
    assert read.form == "lines"
    return [case.why if isinstance(case, BadLine) else "" for case in cases_of(read)]


def test_a_bad_line_is_one_line(tmp_path: Path) -> None:
    """It is told with line and column, and the lines around it are cases."""
    path = written(tmp_path, '{"a": 1}\n{"a": }\n{"b": 1, "b": 2}\n{"c": 3}\n')
    fine, broken, twice, last = bad_lines(path)
    assert (fine, last) == ("", "")
    assert broken.endswith("case.json:2:7: not JSON: expecting value")
    assert twice.endswith("case.json:3: the key `b` stands twice in one object")


def test_the_first_line_may_be_the_bad_one(tmp_path: Path) -> None:
    """Where each line begins as an object does, lines are what is meant."""
    broken, fine = bad_lines(written(tmp_path, '{"a": \n{"a": 1}\n'))
    assert broken
    assert not fine


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are named with their place."""
    path = tmp_path / "case.json"
    path.write_bytes(b'{"id": "\xff"}')
    with pytest.raises(CannotRead, match="is not UTF-8 text"):
        read_cases(str(path))


def test_a_parameter_file_has_the_forms_of_a_case(tmp_path: Path) -> None:
    """TOML money, a table by key, a date and none arrive as JSON would give them."""
    text = 'premium = 350.10\nannual_limit = "null"\ntransition_end = 2025-12-31\n'
    text += '[basic_deductible]\n1 = "200.00"\n'
    assert read_parameter_file(written(tmp_path, text, "city.toml")) == {
        "premium": Decimal("350.10"),
        "annual_limit": None,
        "transition_end": "2025-12-31",
        "basic_deductible": {"1": "200.00"},
    }


def test_a_parameter_on_the_command_line() -> None:
    """A plain text stays one; `null` is none; a brace or bracket starts JSON."""
    assert read_value("--param", "premium", "320.00") == "320.00"
    assert read_value("--param", "annual_limit", "null") is None
    assert read_value("--param", "basic_rate", '{"2": "60%"}') == {"2": "60%"}
    with pytest.raises(click.UsageError):
        read_value("--param", "basic_rate", "{2: 60%}")


@pytest.mark.parametrize("text", ["premium", "=3", "premium="])
def test_a_setting_is_name_and_value(text: str) -> None:
    """Anything else is wrong usage."""
    with pytest.raises(click.UsageError):
        read_settings("--param", [text])


def test_a_setting_said_twice_is_wrong_usage() -> None:
    """Which of two values should count is not guessed."""
    with pytest.raises(click.UsageError):
        read_settings("--reading", ["a=b", "a=c"])
