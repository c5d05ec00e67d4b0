"""The page of the semantics: its tables are the cases, and every rule has some."""

import re

from tests.semantics.case_tables import FOLDER, PAGE, RULES, cases, page, python_tests

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_are_fresh() -> None:
    """`python -m tests.semantics.case_tables` would change nothing."""
    assert page(TEXT) == TEXT


def test_every_rule_has_a_case() -> None:
    """Rules 1 to 26, in an example or in a test that names the rule."""
    assert {held.rule for held in (*cases(), *python_tests())} == set(RULES)


def test_every_rule_has_its_place_on_the_page() -> None:
    """Each rule has its heading and, once, the markers of its cases."""
    assert re.findall(r"^### (\d+)\. ", TEXT, re.M) == [str(number) for number in RULES]
    assert re.findall(r"<!-- cases of rule (\d+) -->", TEXT) == [str(number) for number in RULES]


def test_every_file_that_the_page_names_exists() -> None:
    """A wrong program of the corpus, a test or a policy is where the page says."""
    tests = FOLDER.parent
    named = set(re.findall(r"`([\w/]+\.(?:pol|py))`", TEXT))
    known = {path.name for path in tests.rglob("*") if path.suffix in (".pol", ".py")}
    assert {name for name in named if name.rpartition("/")[2] not in known} == set()
