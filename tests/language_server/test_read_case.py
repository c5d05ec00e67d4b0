"""A case that an editor opens is shown as polc reads it."""

from typing import Any

import pytest

from polc.language_server.read_case import read_case


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"total": 50000.10}', {"total": "50000.10"}),
        ('{"total": 1e2}', {"total": "100"}),
        ('{"total": 12345678901234567890}', {"total": "12345678901234567890"}),
        ('{"year": 2022, "referred": true, "claims": [{"total": null}]}',
         {"year": 2022, "referred": True, "claims": [{"total": None}]}),
    ],
)  # fmt: skip
def test_a_number_that_javascript_would_round_is_its_text(text: str, shown: Any) -> None:
    """Its letters as they stand in the file; what is exact in a double stays a number."""
    assert read_case(text, "en") == {"case": shown}


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ('{"total": 1, "total": 2}', "en", "the key `total` stands twice in one object"),
        ('{"total": 1, "total": 2}', "zh", "键`total`在同一对象中出现两次"),
        ('{"total": }', "en", "1:11: not JSON: expecting value"),
        ("[" * 100_000, "en", "the file is nested too deeply to be a case"),
    ],
)
def test_what_is_no_case_is_told(text: str, language: Any, why: str) -> None:
    """In the language of the reader."""
    assert read_case(text, language) == {"failed": why}
