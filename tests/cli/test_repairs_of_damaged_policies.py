"""Safe repairs of a generated policy with one mistake in it.

A policy, in either language, gets one mistake after another, each alone. What the repairs make of
it is refused as well, or comes to the plan of the whole policy; of a text that is not refused, to
the plan that it had.
"""

import os
from collections.abc import Iterator
from random import Random
from typing import Any, Final, Literal

import pytest

from polc.api.loader import read_used
from polc.cli.files.fix_files import repair_text
from polc.compiler.format.format import format_text
from polc.compiler.lower.lower import lower
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from tests.generators.damage import DAMAGES, damage
from tests.generators.plan_effect import without_origins
from tests.generators.policies.write import Written, write_policy

FIRST: Final = 300 + int(os.environ.get("POLC_FIRST_SEED", "0"))
MANY: Final = 15


class Checker:
    """What is found in a text that stands on the files of a generated policy."""

    def __init__(self, written: Written) -> None:
        self.written = written

    def read(self, name: str, by: str) -> SourceText | None:
        files = self.written.files
        return SourceText(name, files[name]) if name in files else read_used(name, by)

    def check(self, source: SourceText) -> tuple[Diagnostic, ...]:
        return compile_text(source, self.read).diagnostics

    def plan_of(self, text: str) -> Any:
        """The plan, without the places it comes from; None where the text is refused."""
        program = compile_text(SourceText("t.pol", text), self.read).program
        return None if program is None else without_origins(lower(program, {}))


def lost(seed: int, language: Literal["en", "zh"], mistakes: int) -> Iterator[str]:
    """The mistakes after whose repair a policy means something else, with both texts."""
    written = write_policy(seed)
    checker = Checker(written)
    text, _ = format_text(SourceText("t.pol", written.files[written.policy]), language)
    original = None if text is None else checker.plan_of(text)
    if text is None or original is None:
        return
    random = Random(seed)
    for _ in range(mistakes):
        wrong, what = damage(text, random)
        source = SourceText("t.pol", wrong)
        once = repair_text(source, checker.check)
        if not once.made:
            continue
        if repair_text(once.after, checker.check).after.text != once.after.text:
            yield f"{what}: repaired twice\n{wrong}"
        meant, repaired = checker.plan_of(wrong), checker.plan_of(once.after.text)
        if repaired is not None and repaired != (original if meant is None else meant):
            yield f"{what}\n{wrong}\nbecame\n{once.after.text}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_few_mistakes(language: Literal["en", "zh"]) -> None:
    """Some in one policy."""
    assert list(lost(FIRST, language, 12)) == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh"])
def test_many_mistakes(language: Literal["en", "zh"]) -> None:
    """Each kind about twice in each of several policies."""
    for seed in range(FIRST, FIRST + MANY):
        assert list(lost(seed, language, 2 * len(DAMAGES))) == []
