"""`polc test`: the examples inside a policy, run and reported."""

from pathlib import Path

import pytest

from tests.cli.invoke import run
from tests.cli.test_check import GOOD, written

EXAMPLES = """
example "住院" {
  person tekun
  claim 2022-03-01 inpatient { in_policy 10000 yuan }
  expect assistance AMOUNT
  expect remaining 3000 yuan
}
"""


def test_the_standard_library_passes() -> None:
    """Every example of Chongqing holds."""
    done = run("test", "chongqing")
    assert done.exit_code == 0
    assert done.stdout.startswith("chongqing: ")
    assert done.stdout.endswith(" passed, 0 failed\n")


@pytest.mark.parametrize("person", ["person", "person { recognised 2022-01-01 }"])
def test_an_ordinary_person(tmp_path: Path, person: str) -> None:
    """Who holds no identity: 1000.00 × 50% = 500.00."""
    path = tmp_path / "ordinary.pol"
    path.write_text(
        f"""policy ordinary "普通人" edition 1
in force from 2022-01-01
use identities
layers basic
benefit basic "基本医保" per claim {{ rate 50% }}
example "普通参保人" {{
  {person}
  claim a 2022-04-29 inpatient {{ in_policy 1000 yuan }}
  expect a.basic 500 yuan
}}
""",
        encoding="utf-8",
    )
    assert run("test", path).stdout == f"{path}: 1 passed, 0 failed\n"


def test_a_failing_example_shows_the_way(tmp_path: Path) -> None:
    """10000.00 × 70% = 7000.00, and the file says 6000.00: the line, both amounts, and
    the rule with its clause that led to the one that came out."""
    path = written(tmp_path, GOOD + EXAMPLES.replace("AMOUNT", "6000 yuan"))
    done = run("test", path)
    assert done.exit_code == 1
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0] == "failed: 住院"
    assert "line 17: assistance" in lines
    assert "expected 6000.00" in lines
    assert "got      7000.00" in lines
    assert not any(line.startswith("line 18") for line in lines)
    assert any(line.startswith("assistance.rate") and "TN-4" in line for line in lines)
    assert lines[-1].endswith("town.pol: 0 passed, 1 failed")


def test_a_passing_example_is_counted(tmp_path: Path) -> None:
    """The same example with the right amount."""
    path = written(tmp_path, GOOD + EXAMPLES.replace("AMOUNT", "7000 yuan"))
    done = run("test", path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith("town.pol: 1 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("code", "status"), [("not_in_force", 0), ("missing_field", 1)], ids=["that one", "another"]
)
def test_an_expected_refusal(tmp_path: Path, code: str, status: int) -> None:
    """A claim before the policy is refused; expecting another reason fails."""
    example = f"""
example "施行前" {{
  person tekun
  claim 2021-03-01 inpatient {{ in_policy 10000 yuan }}
  expect error {code}
}}
"""
    assert run("test", written(tmp_path, GOOD + example)).exit_code == status


def test_an_unexpected_refusal_fails_with_its_reason(tmp_path: Path) -> None:
    """The example's amount is compared with the refusal."""
    text = GOOD + EXAMPLES.replace("AMOUNT", "7000 yuan").replace("2022-03-01", "2021-03-01")
    done = run("test", written(tmp_path, text))
    assert done.exit_code == 1
    assert "got      refused, not_in_force" in done.stdout


def test_a_refusal_is_told_once(tmp_path: Path) -> None:
    """Of two examples with two expectations each that are refused alike."""
    first = EXAMPLES.replace("AMOUNT", "7000 yuan").replace("2022-03-01", "2021-03-01")
    done = run("test", written(tmp_path, GOOD + first + first.replace("住院", "再住院")))
    assert done.stdout.count("not_in_force") == 1
    assert "refused as `住院` was" in done.stdout


def test_a_policy_that_does_not_compile(tmp_path: Path) -> None:
    """Its diagnostics come instead of its examples."""
    done = run("test", written(tmp_path, GOOD.replace("for tekun ", "for tekum ")))
    assert done.exit_code == 1
    assert "unknown_name" in done.stderr


def test_no_examples(tmp_path: Path) -> None:
    """Said, and no failure."""
    done = run("test", written(tmp_path, GOOD))
    assert done.exit_code == 0
    assert "no examples" in done.stdout


def test_a_file_that_is_not_text_does_not_stop_the_others(tmp_path: Path) -> None:
    """The examples of the other files are run; what cannot be read ends with 2."""
    written(tmp_path, GOOD + EXAMPLES.replace("AMOUNT", "7000 yuan"))
    (tmp_path / "gbk.pol").write_bytes(b"\xff")
    done = run("test", tmp_path)
    assert done.exit_code == 2
    assert "not UTF-8" in done.stderr
    assert done.stdout.endswith("town.pol: 1 passed, 0 failed\n")


def test_an_example_of_which_nothing_is_expected(tmp_path: Path) -> None:
    """It passes whatever the rules are: counted by itself, at every run."""
    idle = 'example "空" { claim a 2022-03-01 inpatient { in_policy 100 yuan } }\n'
    path = written(tmp_path, GOOD + idle)
    for _ in range(2):
        done = run("test", path)
        assert done.stdout.endswith(": 1 passed, 0 failed; of 1 nothing is expected\n")
