"""Cases worked out from the text of each document, by hand: every layer, both sides of each
threshold, caps reached by several bills, identities that change in mid-year.

Each file of `hand_cases/` extends the policy that its name begins with and has nothing but
examples; the policy itself settles them.
"""

from pathlib import Path

import pytest

import polc
from tests.stdlib_policies.example_files import differences_under, without_arithmetic
from tests.stdlib_policies.settled_once import settled_once

FILES = sorted((Path(__file__).parent / "hand_cases").glob("*.pol"))
LEAST = 15


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_text_comes_to(path: Path) -> None:
    """Each case comes to what was worked out, its arithmetic beside each amount that is not
    nothing; there are enough of each document."""
    cases = polc.load(path)
    assert len(cases.program.examples) >= LEAST
    assert without_arithmetic(path, cases) == []
    assert differences_under(settled_once(path.stem.partition("_")[0]), cases) == {}
