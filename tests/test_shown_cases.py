"""A case that a message shows, pasted into a file and settled, does what the message says.

Of the wrong programs of the corpus that compile: what is missing from a table refuses the case
or leaves open what hangs on it, and nothing else is asked for.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText

CORPUS = Path(__file__).parent / "corpus"
FILES = ("uncovered_*.pol", "base_beyond_policy.pol", "below_zero.pol", "beyond_64_bits.pol",
         "unreachable_*.pol")  # fmt: skip
MISSING = ("missing_field", "missing_parameter")


@frozen
class Shown:
    """A message with a case."""

    text: str
    told: Diagnostic


@cache
def shown(*codes: str) -> list[Any]:
    """Those of the corpus; of all codes where none is named."""
    found = []
    for path in sorted(path for name in FILES for path in CORPUS.glob(name)):
        text = path.read_text(encoding="utf-8")
        compiled = compile_text(SourceText(path.name, text), read_used)
        if compiled.program is None:
            continue
        for place, told in enumerate(compiled.diagnostics):
            if told.witness is not None and (not codes or told.code in codes):
                found.append(pytest.param(Shown(text, told), id=f"{path.stem}-{place}"))
    return found


def refusals_of(case: Shown) -> list[str]:
    """The codes for which the case is refused; none where it is settled."""
    assert case.told.witness is not None
    try:
        polc.compile(case.text).settle(case.told.witness)
    except polc.CaseError as refused:
        return [error.code for error in refused.errors]
    return []


@pytest.mark.parametrize("case", shown())
def test_nothing_else_is_asked(case: Shown) -> None:
    """A shown case lacks no field and no parameter but the one that the message is about."""
    parameter = case.told.code == "year_without_value"
    assert [code for code in refusals_of(case) if code in MISSING and not parameter] == []


@pytest.mark.parametrize("case", shown("uncovered_key", "year_without_value"))
def test_what_is_missing_is_met(case: Shown) -> None:
    """What no line covers refuses the claim, leaves the person's year open, or is paid nothing
    where no kind of care is for it."""
    assert case.told.witness is not None
    subject, message = case.told.subject, str(case.told.message)
    if refusals_of(case):
        assert set(refusals_of(case)) <= {"not_covered", "missing_parameter"}
        return
    settled = polc.compile(case.text).settle(case.told.witness)
    if message.startswith("no kind of care"):
        assert settled.claims[0].benefits[subject] == 0
        return
    name = subject.partition(".")[0]
    missing = [str(open_["missing"]) for open_ in settled.undetermined]
    assert any(name in what or "table" in what for what in missing)
