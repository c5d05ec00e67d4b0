"""The codes of refusals that an example may expect are those that the runtime gives."""

import re
from pathlib import Path
from typing import get_args

import polc
from polc.compiler.plan.nodes import Need
from polc.runtime.errors import CODES

ROOT = Path(polc.__file__).parent
NOT_OF_A_CASE = {"not_json", "undetermined", "unknown_output", "unknown_person"}
"""Of a text, of asking for outputs, and of a ledger that is given another person's claim."""


def test_every_code_is_listed() -> None:
    """A code that some file gives to a problem can stand after `expect error`, and no other."""
    given = set(get_args(Need.__annotations__["code"]))
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        given |= set(re.findall(r'(?:problems\.add|Problem)\(\s*"([a-z_]+)"', text))
    assert given - NOT_OF_A_CASE == set(CODES)
