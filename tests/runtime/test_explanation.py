"""Values of an explanation as they are shown."""

import pytest

from polc.runtime.explanation import Money, show_value


@pytest.mark.parametrize(
    ("fen", "den", "shown"),
    [
        (32000, 1, "320.00"),
        (10001, 2, "50.005"),  # 5000.5 fen
        (-10001, 2, "-50.005"),
        (1, 1024, "0.000009765625"),  # 0.0009765625 fen
        (1, 3, "0.003333…"),
        (-200, 3, "-0.666666…"),  # 66.6666… fen
        (10001, 10**24, "0.00000000000000000000010001"),
    ],
)
def test_an_amount_that_is_no_whole_number_of_fen(fen: int, den: int, shown: str) -> None:
    """Its places are told as far as they go, four of a fen where they never end."""
    assert show_value(Money(fen, den)) == shown
