"""What the page is told of cases, against what the library settles."""

import polc
from tests.page.asking import CASE, TOWN, ask, ask_town


def test_a_settlement_is_that_of_the_library() -> None:
    """(11,000 − 1,000) × 60% = 6,000, and every other value of it."""
    settled = ask_town("settle", case=CASE)["settlement"]
    assert settled["claims"][0]["benefits"]["assistance"] == "6000.00"
    assert settled["claims"] == polc.compile(TOWN).settle(CASE).to_dict()["claims"]


def test_a_notice_has_the_picture_and_the_clause() -> None:
    """The bars from the costs to what is left, and the clause of the rate."""
    notice = ask_town("settle", case=CASE, language="zh")["notice_html"]
    assert "<svg" in notice
    assert "TN-3" in notice


def test_what_a_case_lacks_is_told_at_its_field() -> None:
    """A claim without its date."""
    claim = {name: value for name, value in CASE["claims"][0].items() if name != "date"}  # type: ignore[index]
    told = ask_town("settle", case={**CASE, "claims": [claim]}, language="zh")
    assert told["settlement"] is None
    assert [missing["path"] for missing in told["missing"]] == ["claims[0].date"]


def test_an_empty_case_is_told_where_a_blank_one_is() -> None:
    """Not where a terminal would print it."""
    (told,) = ask_town("settle", case={})["refused"]
    assert "`inputs`" in told["message"]


def test_the_form_has_the_fields_of_the_policy() -> None:
    """The form and the blank case are of the same groups."""
    told = ask_town("inputs", language="zh")
    assert {entry["key"] for entry in told["form"]["of"]} == set(told["blank"]) - {"policy"}


def test_a_reading_that_is_chosen_settles_by_it() -> None:
    """A choice that the policy has not is refused at its place."""
    told = ask(operation="settle", policy="suizhou", case=CASE, readings={"no_such": "a"})
    assert told["refused"][0]["path"] == "readings.no_such"


def test_readings_are_those_of_the_library() -> None:
    """The same outcomes as the library finds."""
    found = polc.compile(TOWN).settle_all_readings(CASE).to_dict()
    told = ask_town("readings", case=CASE)
    assert told["runs"] == found["runs"]
    assert told["outcomes"] == found["outcomes"]


def test_a_policy_with_mistakes_settles_nothing() -> None:
    """The page is told to look at what `check` says."""
    told = ask_town("settle", TOWN.replace("60%", "60"), case=CASE)
    assert told["problem"]["code"] == "not_compiled"


def test_the_curve_has_the_deductible_and_its_clause() -> None:
    """Up to 1,000 all is left, above it 40%: of 22,000, twice the case, 9,400."""
    told = ask_town("curve", case=CASE, language="zh")["curve_html"]
    assert "<svg" in told
    assert "TN-2" in told
    assert "9400.00" in told


def test_a_curve_of_a_case_that_is_refused_says_why() -> None:
    """A claim without its costs."""
    claim = {name: value for name, value in CASE["claims"][0].items() if name != "in_policy"}  # type: ignore[index]
    assert ask_town("curve", case={**CASE, "claims": [claim]})["refused"]
