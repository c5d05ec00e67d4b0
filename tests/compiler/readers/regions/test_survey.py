"""What is found of the policies that come with polc: nothing that is no mistake."""

import pytest

from polc.api.loader import read_used, stdlib_names
from polc.compiler.lower.lower import lower
from polc.compiler.pipeline import compile_text
from polc.compiler.readers.regions import search
from polc.compiler.readers.regions.survey import survey_plan
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import main_road_text, stdlib_policy


@pytest.mark.parametrize("name", stdlib_names())
def test_the_library_has_no_gaps(name: str) -> None:
    """Each table has a line for every key it is asked with, but for years before the policy;
    every line, kind of care, benefit and alternative is reached by some case, but for one of
    Suizhou, which the policy allows with its reason."""
    survey = survey_plan(lower(stdlib_policy(name).program, {}))
    gaps = [table.found for table in survey.tables if table.found.missing]
    assert [gap.key for gap in gaps] == (["system.year"] if name == "pengshui" else [])
    dead = [
        (table.found.origin.rule, table.found.dead)
        for table in survey.tables
        if table.found.dead or table.found.rest_dead
    ]
    assert dead == ([("tilted.rate", frozenset({2}))] if name == "suizhou" else [])
    assert not [kind for kind in survey.kinds if kind.found.dead or kind.found.case]
    assert (survey.closed, survey.nobodys) == ((), ())


def test_a_search_that_is_given_up_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a case reaches a line that one step of the search does not find is not known: it is
    not told to be dead."""
    monkeypatch.setattr(search, "MOST_STEPS", 1)
    program = compile_text(
        SourceText("town.pol", main_road_text()), read_used, checks=False
    ).program
    assert program is not None
    survey = survey_plan(lower(program, {}))
    assert not [table for table in survey.tables if table.found.dead or table.found.rest_dead]
    assert not [kind for kind in survey.kinds if kind.found.dead]
    assert (survey.closed, survey.nobodys) == ((), ())
