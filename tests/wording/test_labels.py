"""What a terminal says of a step of an explanation: every status and every name of a fact."""

from typing import get_args

import pytest

from polc.messages.text import Language, Text
from polc.runtime import explanation
from polc.wording.labels import STATUSES, label, shown_fact


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


@pytest.mark.parametrize(
    ("name", "value", "language", "told"),
    [
        ("as_written", "to 1000.00: 60%, above: 70%", "zh", "至 1000.00：60%, 以上部分：70%"),
        ("as_written", "to 1000.00: 60%, above: 70%", "en", "to 1000.00: 60%, above: 70%"),
        ("as_written", "to none: not needed", "zh", "至 无：无须"),
        ("as_written", "60%, 70%", "zh", "60%, 70%"),
        ("rate_raised_by", "5%", "zh", "5个百分点"),
        ("rate_lowered_by", "2.5%", "en", "2.5 points"),
        ("emergency", "yes", "zh", "是"),
        ("place", "above: it", "zh", "above: it"),
    ],
)
def test_words_of_polc_in_a_value(name: str, value: str, language: Language, told: str) -> None:
    """Bands and a yes or no in the language of the command; what a policy names stays."""
    assert shown_fact(name, value, language) == told
