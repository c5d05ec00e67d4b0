"""Whatever the page is asked, it is answered: no request raises or shows the inside of polc."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polc.page.answer import OPERATIONS, answer
from tests.page.asking import CASE, TOWN, ask, ask_town

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = ("operation", "language", "files", "main", "policy", "case", "readings")

BLOCKED = ("fcntl", "multiprocessing", "pygls", "lsprotocol", "pygments", "starlette", "msgspec")
WITHOUT = f"""
import sys
for name in {BLOCKED}:
    sys.modules[name] = None
from polc.page.answer import answer
import json
print(json.loads(answer(sys.stdin.read()))["settlement"]["claims"][0]["benefits"]["assistance"])
"""


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    """What is no request is a problem."""
    assert "problem" in json.loads(answer(text))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(OPERATIONS)), st.dictionaries(st.sampled_from(KEYS), ANYTHING))
def test_any_values_are_answered(operation: str, values: dict[str, object]) -> None:
    """No value of a key leads to an internal error."""
    request = {"files": {"town.pol": TOWN}, "main": "town.pol", "operation": operation, **values}
    told = json.loads(answer(json.dumps(request)))
    assert told.get("problem", {}).get("code") != "internal_error"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(("settle", "readings")), ANYTHING, st.sampled_from(sorted(CASE)))
def test_any_part_of_a_case_is_answered(operation: str, part: object, key: str) -> None:
    """A case with anything in the place of one of its parts."""
    told = ask_town(operation, case={**CASE, key: part})
    assert told.get("problem", {}).get("code") != "internal_error"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ("[" * 100_000, "bad_request"),
        ('{"a": 1, "a": 2}', "bad_request"),
        (" " * 1_000_001, "too_large"),
        ('{"operation": "settle", "policy": "../etc"}', "bad_request"),
        ('{"operation": "delete"}', "unknown_operation"),
    ],
)
def test_what_cannot_be_answered_has_its_code(request_: str, code: str) -> None:
    """Nesting, keys twice, size, paths, operations that are none."""
    assert json.loads(answer(request_))["problem"]["code"] == code


def test_a_long_text_is_not_compiled() -> None:
    """200,001 bytes."""
    told = ask_town("check", "#" * 200_001)
    assert told["problem"]["code"] == "too_large"


def test_many_claims_are_not_settled_at_once() -> None:
    """201 claims."""
    told = ask(operation="settle", policy="suizhou", case={"claims": [{}] * 201})
    assert told["problem"]["code"] == "too_large"


def test_the_page_needs_only_what_a_browser_has() -> None:
    """The modules that Pyodide lacks are not asked for, nor are the extras."""
    request = json.dumps(
        {"operation": "settle", "files": {"t.pol": TOWN}, "main": "t.pol", "case": CASE}
    )
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT], input=request, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "6000.00"
