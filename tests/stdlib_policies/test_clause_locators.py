"""A clause is cited by its own place, and not by that of the section or line around it."""

import pytest

from polc.inspect.clauses import origins_in
from tests.stdlib_policies.clause_ids import CLAUSE_IDS, clause_ids
from tests.stdlib_policies.clause_locators import LOCATORS
from tests.stdlib_texts import stdlib_policy


@pytest.mark.parametrize("name", list(CLAUSE_IDS))
def test_every_clause_has_its_place(name: str) -> None:
    """The table leaves none out, and has none that the document has not."""
    assert set(LOCATORS[name]) == clause_ids(name)


@pytest.mark.parametrize("name", list(CLAUSE_IDS))
def test_a_clause_is_shown_where_it_stands(name: str) -> None:
    """`show --what clauses`: the locator behind the document's number is the clause's own."""
    letters = CLAUSE_IDS[name][0]
    found = {
        clause.id: clause.locator.partition(" ")[2] or clause.locator
        for clause in stdlib_policy(name).clauses
        if clause.id.startswith(f"{letters}-")
    }
    assert {
        clause: (place, LOCATORS[name][clause])
        for clause, place in found.items()
        if place != LOCATORS[name][clause]
    } == {}


@pytest.mark.parametrize("name", list(CLAUSE_IDS))
def test_every_line_cites_the_clause_where_it_stands(name: str) -> None:
    """What an explanation prints beside an amount is the clause's own place, in each line."""
    places = {clause: place for found in LOCATORS.values() for clause, place in found.items()}
    wrong = {
        (clause, cite, places[clause])
        for origin in origins_in(stdlib_policy(name).program)
        for clause in origin.clauses
        if (cite := origin.cite_of(clause)).rpartition(" ")[2] != places[clause]
    }
    assert wrong == set()
