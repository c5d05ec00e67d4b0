"""`polc show POLICY --what deadlines`: the days of a month."""

import json
from pathlib import Path

import pytest

from tests.cli.invoke import run

TEXT = """policy duties "职责" edition 1
deadline sent "名单传送" {
  every month on or before 5
  moved from public holidays to the next working day
}
deadline merged "汇总" {
  5 working days after sent
  counted from the next day   where from_when is next
  counted from the day itself where from_when is same
  reading from_when "从哪天起" = PS-A12 { next (a) "次日" default; same (b) "当日" }
}
deadline pushed "推送" { every month }
deadline answered "答复" { unspecified }
deadline again "再答复" { 3 working days after answered; counted from the next day }
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    (tmp_path / "duties.pol").write_text(TEXT, encoding="utf-8")
    return tmp_path / "duties.pol"


def test_october_2023(policy: Path) -> None:
    """The 5th is a holiday, the 7th a Saturday on which people work; five days more: the 12th."""
    done = run("show", policy, "--what", "deadlines", "--month", "2023-10")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "  2023-10-07 Sat  sent      名单传送  moved from 2023-10-05 Thu",
        "  2023-10-12 Thu  merged    汇总      after `sent`",
        "  in the month    pushed    推送",
        "  not specified   answered  答复",
        "  not specified   again     再答复    after `answered`",
    ]


def test_under_another_reading(policy: Path) -> None:
    """The day itself is the first of the five: the 11th."""
    words = ("--what", "deadlines", "--month", "2023-10", "--reading", "PS-A12=b")
    done = run("show", policy, *words, "--format", "json")
    assert [deadline["day"] for deadline in json.loads(done.stdout)][:2] == [
        "2023-10-07",
        "2023-10-11",
    ]


def test_a_calendar_of_ones_own(policy: Path, tmp_path: Path) -> None:
    """5 October 2040 is a Friday, here a holiday; Saturday and Sunday follow: Monday the 8th."""
    calendar = tmp_path / "days.toml"
    calendar.write_text('holidays = [2040-10-05]\nworking_days = ["2040-10-13"]\n')
    words = ("--what", "deadlines", "--month", "2040-10", "--calendar", calendar)
    done = run("show", policy, *words, "--format", "json")
    assert [deadline["day"] for deadline in json.loads(done.stdout)][:2] == [
        "2040-10-08",
        "2040-10-13",
    ]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--what", "deadlines"), 2, "go together"),
        (("--month", "2023-10"), 2, "go together"),
        (("--what", "deadlines", "--month", "2023-13"), 2, "like `2023-10`"),
        (("--what", "deadlines", "--month", "9999-12"), 2, "like `2023-10`"),
        (("--what", "deadlines", "--month", "2050-01"), 2, "holidays of 2050 are not known"),
        (("--what", "plan", "--calendar", "no.toml"), 2, "`--calendar` is for"),
        (("--what", "deadlines", "--month", "2023-10", "--calendar", "no"), 2, "cannot read `no`"),
        (("--what", "deadlines", "--month", "2023-10", "--reading", "no=a"), 1, "unknown_reading"),
    ],
)
def test_wrong_usage(policy: Path, words: tuple[str, ...], status: int, said: str) -> None:
    """Each is told in a line, with its status."""
    done = run("show", policy, *words)
    assert done.exit_code == status
    assert said in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("holidays = [5]", "such as `2022-03-01`"),
        ("holidays = 5", "a list is expected"),
        ("holiday = []", "not `holiday`"),
        ("years = ['x']", "a year is expected"),
        ("holidays = [", "is not TOML"),
        ("holidays = [2023-10-01T10:00:00]", "such as `2022-03-01`"),
    ],
)
def test_a_wrong_calendar(policy: Path, tmp_path: Path, text: str, said: str) -> None:
    """The file is named, and what is wrong with it."""
    calendar = tmp_path / "days.toml"
    calendar.write_text(text)
    words = ("--what", "deadlines", "--month", "2023-10", "--calendar", calendar)
    done = run("show", policy, *words)
    assert done.exit_code == 2
    assert "days.toml" in done.stderr
    assert said in done.stderr
