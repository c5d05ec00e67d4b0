"""From which day somebody is recognised, by the spell that counts on a day."""

from datetime import date

import pytest

from polc.runtime.amounts import UNLIMITED
from polc.runtime.case import HeldIdentity, PersonRead


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def person(*spells: tuple[int, str | None, str | None]) -> PersonRead:
    """Somebody who holds the identity of a bit from a day to a day."""
    held = tuple(
        HeldIdentity(bit, day(first) if first else None, day(last) if last else None)
        for bit, first, last in spells
    )
    return PersonRead("p", held, {})


TWICE = person((0, "2020-01-01", "2021-12-31"), (0, "2022-07-01", None))
FOLLOWING = person((0, "2022-01-01", "2022-03-31"), (1, "2022-04-01", "2022-06-30"))


@pytest.mark.parametrize(
    ("asked", "on", "expected"),
    [
        (TWICE, "2021-12-31", "2020-01-01"),
        (TWICE, "2022-01-01", "2022-07-01"),
        (TWICE, "2019-12-31", "2020-01-01"),
        (TWICE, "2023-01-01", "2022-07-01"),
        (FOLLOWING, "2022-05-01", "2022-01-01"),
        (FOLLOWING, "2022-07-01", None),
        (person(), "2022-01-01", None),
    ],
)
def test_the_spell_of_the_day_counts_else_the_next(
    asked: PersonRead, on: str, expected: str | None
) -> None:
    """The first day of the spell, which goes on where one identity follows another without a
    day between; no day where none holds and none follows."""
    assert asked.since(0b11, day(on)) == (UNLIMITED if expected is None else day(expected))


def test_always_held_is_the_day_before_all_others() -> None:
    """An identity without a first day."""
    assert person((0, None, None)).since(0b1, day("2022-01-01")) == 0
