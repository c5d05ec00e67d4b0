"""What a terminal says of a step of an explanation: every status and every name of a fact."""

from typing import get_args

from polc.cli.render.labels import STATUSES, label
from polc.messages.text import Text
from polc.runtime import explanation


def test_every_status_has_its_words() -> None:
    """Those that an entry may have, and no other."""
    assert sorted(map(str, STATUSES)) == sorted(get_args(explanation.Status))


def test_every_fact_has_its_chinese() -> None:
    """The names of facts that polc itself gives are said in Chinese too."""
    names = [name for name in vars(explanation).values() if isinstance(name, Text)]
    assert len(names) > 30
    assert [str(name) for name in names if label(name, "zh") == str(name)] == []


def test_every_status_has_its_chinese() -> None:
    """So are the statuses."""
    assert [str(said) for said in STATUSES if label(said, "zh") == str(said)] == []
