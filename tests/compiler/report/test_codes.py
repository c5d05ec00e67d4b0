"""The registry of codes against what the compiler does: every code, its level, what merges it."""

from functools import cache
from typing import get_args

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.codes import CODES, Follows
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.merge_similar import MERGES
from polc.compiler.report.source import SourceText
from polc.explain.find_page import codes, find_page
from tests.explain.codes import given, stops, warned
from tests.stdlib_texts import read_stdlib

OF_A_WHOLE_FILE = {"empty_file", "extends_nothing", "no_policy_line", "unfinished"}
"""What these say is of no word or rule."""

SHOWN = [code for code in codes() if (page := find_page(code)) is not None and page.example]
"""The codes whose page has an example; the mistakes of the others take too many lines."""


@cache
def found_on_page(code: str) -> tuple[Diagnostic, ...]:
    """What is found in the example of a page, which can use itself."""
    page = find_page(code)
    assert page is not None
    source = SourceText("example.pol", page.example)
    return compile_text(
        source, lambda name, by: source if name == "example" else read_stdlib(name, by)
    ).diagnostics


def test_the_registry_has_the_codes_that_are_given() -> None:
    """None is given without an entry, and no entry is of a code that nothing gives."""
    assert set(CODES) == given()


def test_every_entry_has_its_page() -> None:
    """And there is no page besides."""
    assert set(CODES) == set(codes())


def test_the_registry_is_in_order() -> None:
    """By the alphabet, so that two branches that add a code meet seldom."""
    assert list(CODES) == sorted(CODES)


def test_what_is_given_as_a_warning_has_a_level() -> None:
    """`silent_on`, `requirement_undetermined` and `breached_in_example` are given by a
    variable: they are not among the calls that are read."""
    by_variable = {"silent_on", "requirement_undetermined", "breached_in_example"}
    assert {code for code, about in CODES.items() if about.has_level} == warned() | by_variable


def test_what_is_given_as_an_error_has_none() -> None:
    """A mistake that stops the compilation stops it at any level."""
    assert {code for code in stops() if CODES[code].has_level} == set()


def test_every_code_that_is_merged_has_a_message_for_many() -> None:
    """And no other has."""
    assert {code for code, about in CODES.items() if about.merged is not None} == set(MERGES)


def test_what_may_follow_from_a_declaration_speaks_of_a_name() -> None:
    """Only a name can be of a declaration that was not read."""
    of_names = {code for code, about in CODES.items() if about.follows == "declaration"}
    assert of_names == {code for code in CODES if code.startswith("unknown_")} - {
        "unknown_error",
        "unknown_keyword",
    } | {"wrong_kind_of_name"}
    assert {about.follows for about in CODES.values()} == set(get_args(Follows))


@pytest.mark.parametrize("code", [code for code in SHOWN if code not in OF_A_WHOLE_FILE])
def test_a_finding_says_what_it_is_about(code: str) -> None:
    """Each finding on the code's page has a subject."""
    assert [
        diagnostic.message for diagnostic in found_on_page(code) if not diagnostic.subject
    ] == []


@pytest.mark.parametrize("code", SHOWN)
def test_what_did_you_mean_offers_is_data(code: str) -> None:
    """A help that offers a word offers it in `suggests` too."""
    for diagnostic in found_on_page(code):
        assert diagnostic.suggests or "did you mean" not in diagnostic.help


@pytest.mark.parametrize("code", SHOWN)
def test_a_repair_has_a_title(code: str) -> None:
    """An editor offers a repair by what it is called."""
    for diagnostic in found_on_page(code):
        assert diagnostic.fix is None or diagnostic.fix.title
