"""A case on the page: what it lacks, what it comes to, what would change that."""

from typing import Any

from tests.page_in_browser.using_page import CLAIM, TOWN, field, opened, settle, shared, write

CITY = """\
policy city "City" edition 1
use identities
rank tekun > dibao
layers assistance
benefit assistance "Assistance" per claim {
  for tekun, dibao
  deductible per year 1000 yuan
  rate { tekun: 100%; dibao: 60% }
}
"""

CITY_CASE = {
    "person": {"identities": ["dibao"]},
    "claims": [{"date": "2026-03-01", "in_policy": "11000.00"}],
}


def test_a_missing_fact_is_told_at_its_field(browser: Any, served: str) -> None:
    """Blank is blank: a claim without its date is refused, where the date stands."""
    with opened(browser, served) as page:
        write(page, TOWN)
        field(page, "scope").wait_for(state="attached")
        field(page, "in_policy").fill("1000")
        settle(page)
        page.locator("#result [role=alert] li").first.wait_for()
        assert field(page, "date").get_attribute("aria-invalid") == "true"
        assert field(page, "in_policy").get_attribute("aria-invalid") is None


def test_what_could_not_be_told_is_said_at_the_field_that_it_needs(
    browser: Any, served: str
) -> None:
    """Without the whole bill the person's own payment is open: the settlement stands all the
    same."""
    with opened(browser, served + shared(TOWN, CLAIM)) as page:
        settle(page)
        page.locator("#result article", has_text="600.00").wait_for()
        page.locator("#case .problems p", has_text="patient_pays").wait_for()
        assert field(page, "total").get_attribute("aria-invalid") == "true"


def test_a_case_is_settled_and_read_otherwise(browser: Any, served: str) -> None:
    """60% of 1000 is 600; under the other answer it is 30%, 300, which is 300 less."""
    with opened(browser, served + shared(TOWN, CLAIM)) as page:
        settle(page)
        page.locator("#result article", has_text="600.00").wait_for()
        page.get_by_role("button", name="Readings").click()
        row = page.locator("#compare tbody tr")
        row.wait_for()
        assert "-300.00" in row.inner_text().replace("\u2212", "-")
        row.locator("button").click()
        page.locator("#result article", has_text="300.00").wait_for()
        page.locator("#result article", has_text="600.00").wait_for(state="detached")
        assert field(page, "scope").input_value() == "half"


def test_each_bar_of_a_settlement_has_its_clause(browser: Any, served: str) -> None:
    """In the picture; the arithmetic stands below it with the same clause."""
    source = 'source tn "No. 1" issued 2021-12-31\nuse identities'
    cited = TOWN.replace("by scope }", 'by scope cite tn "3" TN-3 }')
    text = cited.replace("use identities", source)
    with opened(browser, served + shared(text, CLAIM)) as page:
        settle(page)
        page.locator("#result svg text", has_text="TN-3").wait_for()
        assert page.locator("#result table", has_text="TN-3").count() >= 1


def test_identities_stand_beside_each_other(browser: Any, served: str) -> None:
    """(11,000 − 1,000) × 60% = 6,000 for dibao, all 10,000 for tekun, nothing for nobody."""
    with opened(browser, served + shared(CITY, CITY_CASE), locale="zh-CN") as page:
        page.locator("#case button.first:enabled").wait_for()
        page.get_by_role("button", name="各种身份").click()
        rows = page.locator("#compare tbody tr")
        rows.first.wait_for()
        told = [row.replace("\t", " ").split() for row in rows.all_inner_texts()]
        assert [row[1:] for row in told] == [
            ["6000.00", "5000.00"],
            ["0.00", "11000.00"],
            ["10000.00", "1000.00"],
            ["6000.00", "5000.00"],
        ]


def test_the_curve_has_its_exact_breakpoint(browser: Any, served: str) -> None:
    """Up to the deductible all is left, above it 40%."""
    with opened(browser, served + shared(CITY, CITY_CASE)) as page:
        page.locator("#case button.first:enabled").wait_for()
        page.get_by_role("button", name="Own payment over cost").click()
        page.locator("#compare svg polyline").wait_for()
        rows = page.locator("#compare table tbody tr").all_inner_texts()
        assert [row.split()[:5] for row in rows] == [
            ["0.00", "1000.00", "0.00", "1000.00", "100%"],
            ["1000.00", "22000.00", "1000.00", "9400.00", "40%"],
        ]


def test_what_was_settled_is_marked_old_once_the_case_is_changed(browser: Any, served: str) -> None:
    """Nobody takes the old amount for that of the new case."""
    with opened(browser, served + shared(TOWN, CLAIM)) as page:
        settle(page)
        page.locator("#result article", has_text="600.00").wait_for()
        field(page, "in_policy").fill("2000.00")
        page.locator("#result .shown.old").wait_for()
        settle(page)
        page.locator("#result .shown:not(.old) article", has_text="1200.00").wait_for()
