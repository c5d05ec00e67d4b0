"""What the page is told of a case under each identity, and of who gets what."""

from typing import Any

import pytest

from tests.page.asking import CASE, TOWN, ask_town

TWO = (
    TOWN.replace(
        '  rate 60%                        cite tn "三" TN-3\n',
        '  rate { dibao: 60%; tekun: 80% }   cite tn "三" TN-3\n',
    )
    .replace("for dibao ", "for dibao, tekun ")
    .replace("layers a", "rank tekun > dibao\nlayers a")
)


def rows(case: Any = CASE) -> dict[Any, dict[str, Any]]:
    """The rows by the identities held."""
    told = ask_town("identities", TWO, case=case, language="zh")
    return {None if row["held"] is None else tuple(row["held"]): row for row in told["rows"]}


def test_each_identity_is_settled_alone() -> None:
    """(11,000 − 1,000) × 60% = 6,000, × 80% = 8,000; without an identity nothing."""
    found = rows()
    paid = {held: row["benefits"].get("assistance") for held, row in found.items()}
    assert paid == {None: "6000.00", (): "0.00", ("dibao",): "6000.00", ("tekun",): "8000.00"}


def test_the_identities_have_their_titles() -> None:
    """Those that the policy has a place for, and no other."""
    told = ask_town("identities", TWO, case=CASE, language="zh")
    assert {known["id"] for known in told["identities"]} == {"dibao", "tekun"}
    assert all(not known["title"].isascii() for known in told["identities"])


@pytest.mark.parametrize("word", ["dibao", "低保对象", "低保户"])
def test_an_identity_keeps_its_days(word: str) -> None:
    """One that ended before the claim pays nothing, whatever the case calls it."""
    held = {"id": word, "from": "2021-01-01", "to": "2021-12-31"}
    case = {**CASE, "person": {"id": "p1", "identities": [held]}}
    assert rows(case)[("dibao",)]["benefits"]["assistance"] == "0.00"


def test_an_identity_keeps_all_its_spells() -> None:
    """The claim is in the second of them: 6,000; the other identity of the case is in no row of
    this one."""
    spells = [
        {"id": "dibao", "from": "2021-01-01", "to": "2021-12-31"},
        {"id": "低保对象", "from": "2022-02-01"},
    ]
    case = {**CASE, "person": {"id": "p1", "identities": ["tekun", *spells]}}
    assert rows(case)[("dibao",)]["benefits"]["assistance"] == "6000.00"


def test_a_row_that_is_refused_says_why() -> None:
    """A claim without its date."""
    case = {**CASE, "claims": [{"id": "c1", "in_policy": "11000.00", "kind": "inpatient"}]}
    assert rows(case)[None]["refused"][0]["path"] == "claims[0].date"


def test_a_household_is_not_compared() -> None:
    """The identities of several persons would have to be changed at once."""
    told = ask_town("identities", case={"household": []})
    assert told["problem"]["code"] == "bad_request"


def test_a_sheet_says_who_gets_what_by_which_clause() -> None:
    """The classes with the rate of each and its clause."""
    sheet = ask_town("sheet", TWO, language="zh")["sheet_html"]
    assert "TN-3" in sheet
    assert "80%" in sheet
    assert "href" not in sheet


def test_a_sheet_says_the_figures_that_the_case_supplies() -> None:
    """An open figure of the policy with the value of the case."""
    text = TOWN.replace("deductible per year 1000 yuan ", "deductible per year line ").replace(
        "layers assistance", "param line : money unspecified\nlayers assistance"
    )
    sheet = ask_town("sheet", text, language="zh", parameters={"line": "320.00"})["sheet_html"]
    assert "320" in sheet
