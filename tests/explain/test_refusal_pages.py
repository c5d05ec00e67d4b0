"""The pages of refused cases: each code has one, and its case is refused so."""

import json

import pytest

import polc
from polc.explain.refusal_page import TOWN, RefusalPage, find_refusal_page, refusal_codes
from polc.runtime.errors import CODES
from tests.cli.invoke import run

PAGES = [page for code in refusal_codes() if (page := find_refusal_page(code)) is not None]
SHOWN = [page for page in PAGES if page.refused]
TOLD = {"contradiction", "framework"}
"""Codes that take another policy, or more of a case than a page has."""


def test_every_code_has_its_page() -> None:
    """And there is no page besides."""
    assert refusal_codes() == tuple(sorted(CODES))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_page_is_about_its_code(page: RefusalPage) -> None:
    """The heading names the code that the file is called by, and each part says something."""
    assert find_refusal_page(page.code) == page
    assert all((*page.meaning.values(), *page.way_out.values()))
    assert page.refused or page.code in TOLD


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_case_is_refused_so(page: RefusalPage) -> None:
    """With that code and no other; the other case is settled."""
    policy = polc.load(str(TOWN))
    with pytest.raises(polc.CaseError) as refused:
        policy.settle(json.loads(page.refused))
    assert {problem.code for problem in refused.value.errors} == {page.code}
    assert policy.settle(json.loads(page.settled)).claims


def test_a_code_of_both_tells_both() -> None:
    """`unknown_field` of a policy, and of a case."""
    told = run("explain", "unknown_field").stdout
    assert "  a case has a field that nothing reads" in told
    assert told.count("unknown_field  ") == 2


def test_the_codes_of_refusals_are_listed() -> None:
    """Below those of diagnostics."""
    listed = run("explain", "--language", "zh").stdout
    assert listed.index("comma_in_number") < listed.index("missing_parameter")
