"""The causes that the documentation of audits lists are those of the reports, in their words."""

import re
from pathlib import Path
from typing import get_args

import pytest

from polc.audit.audit_report import cause_title
from polc.audit.vary_case import CauseKind
from polc.messages.text import Language, tell

DOCS = Path(__file__).parents[2] / "docs"
TABLE = re.compile(r"^\| (?:cause|原因) \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", re.MULTILINE)
"""The rows of the table of causes."""


@pytest.mark.parametrize(("page", "language"), [("audit.md", "en"), ("zh/audit.md", "zh")])
def test_every_cause_is_told_by_its_title(page: str, language: Language) -> None:
    """What was not looked for is no cause."""
    rows = TABLE.search((DOCS / page).read_text(encoding="utf-8"))
    assert rows is not None
    told = {
        name
        for row in rows[1].splitlines()
        for name in re.split(", |、", row.split("|")[1].strip())
    }
    kinds = [kind for kind in get_args(CauseKind) if kind != "not looked for"]
    assert told == {str(tell(cause_title(kind), language)) for kind in kinds}
