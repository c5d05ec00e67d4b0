"""The page of the plan: its listings are what the compiler prints, its figures what is settled."""

import re
from typing import get_args

import pytest
from attrs import fields

from polc.compiler.plan import nodes
from polc.compiler.plan.plan import Accumulator
from tests.compiler.plan.by_hand import PLANS
from tests.compiler.plan.shape_pages import (
    PAGE,
    POLICIES,
    Listing,
    listings,
    printed,
    table_rows,
    types_of,
)

TEXT = PAGE.read_text(encoding="utf-8")
LISTINGS = list(listings())
NODE_TYPES = {type_.__name__ for type_ in get_args(nodes.AnyNode)}


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_every_line_is_printed(listing: Listing) -> None:
    """Each line stands in `polc show --what plan`, in the listing's order."""
    rest = iter(printed(listing.plan))
    assert [line for line in listing.lines if line not in rest] == []


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_every_node_type_is_there(listing: Listing) -> None:
    """The types that a section names are in the plan."""
    assert listing.types
    assert set(listing.types) <= types_of(listing.plan)


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_every_figure_is_settled(listing: Listing) -> None:
    """Each row of figures is an expected one of the shape's examples."""
    known = table_rows(listing.name) if listing.name in POLICIES else []
    assert [row for row in listing.rows if row not in known] == []


def test_every_shape_has_a_listing() -> None:
    """The policies of the families and the plans by hand, each once."""
    assert sorted(listing.name for listing in LISTINGS) == sorted((*POLICIES, *PLANS))


def test_every_family_has_a_section() -> None:
    """Fourteen, in their order."""
    found = re.findall(r"^### (\d+)\. ", TEXT, re.M)
    assert found == [str(number) for number in range(1, 15)]


def test_every_node_type_is_told() -> None:
    """The table of node types has all of them, and no other."""
    table = TEXT.partition("## Node types")[2].partition("\n## ")[0]
    assert set(re.findall(r"`([A-Z]\w+)`", table)) == NODE_TYPES


def test_the_scopes_of_running_sums_are_told() -> None:
    """What the page says is missing is missing: there are three scopes."""
    (scope,) = (field for field in fields(Accumulator) if field.name == "scope")
    table = TEXT.partition("## Running sums")[2].partition("\n## ")[0]
    assert get_args(scope.type) == tuple(re.findall(r"^\| `(\w+)` \|", table, re.M))


def test_the_scopes_of_reads_are_told() -> None:
    """The table of inputs has every scope."""
    (scope,) = (field for field in fields(nodes.Read) if field.name == "scope")
    table = TEXT.partition("## What is read")[2].partition("\n## ")[0]
    assert sorted(get_args(scope.type)) == sorted(re.findall(r"^\| `(\w+)` \|", table, re.M))
