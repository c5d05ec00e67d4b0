"""Lines that another line always outdoes, and changes that go the other way, are told."""

import pytest

from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.compiler.checks.told import HEAD, codes_of

LIMITS = {
    "a ceiling above the cap": "rate 50%\nat most 200 yuan\ncap 100 yuan per claim",
    "a ceiling above the cap of the year": "rate 50%\nat most 200 yuan\ncap 100 yuan per year",
    "a ceiling of the same figure": "rate 50%\nat most 100 yuan\ncap 100 yuan per claim",
    "a second, higher ceiling": "rate 50%\nat most 100 yuan\nat most 200 yuan",
    "a first, higher ceiling": "rate 50%\nat most 200 yuan\nat most 100 yuan",
    "a ceiling above for each of them": """for tekun, dibao
    rate 50%
    at most { tekun: 300 yuan; dibao: 200 yuan }
    cap { tekun: 300 yuan; dibao: 100 yuan } per claim""",
    "a cap above the pool": "rate 50%\ncap 900 yuan per year\ncounts toward whole",
    "a weaker floor after": "rate 50%\nat least 200 yuan\nat least 100 yuan",
    "a weaker floor before": "rate 50%\nat least 100 yuan\nat least 200 yuan",
    "a floor of some claims below that of all": """rate 50%
    at least 200 yuan
    at least 100 yuan only when referred""",
    "a ceiling of a kind of care above that of all": """cap 100 yuan per claim
    first of { near when referred { rate 50%\nat most 200 yuan } otherwise { rate 40% } }""",
    "a ceiling above a flat amount": "pay 100 yuan\nat most 200 yuan",
    "a floor below a flat amount": "pay 100 yuan\nat least 50 yuan",
    "a floor of nothing below a floor": "rate 50%\nat least 10 yuan\nat least 0 yuan",
    "a bound below the deductible": """deductible per year 2000 yuan, at least 900 yuan
    rate 50%""",
    "a bound above the deductible": """deductible per year 2000 yuan, at most 3000 yuan
    rate 50%""",
    "a ceiling below the floor": "rate 50%\nat least 100 yuan\nat most 50 yuan",
    "a ceiling at the floor": "rate 50%\nat most 100 yuan\nat least 100 yuan",
    "a ceiling below the floor of each of them": """for tekun, dibao
    rate 50%
    at least { tekun: 300 yuan; dibao: 200 yuan }
    at most { tekun: 200 yuan; dibao: 100 yuan }""",
    "a ceiling below the floor of a kind of care": """first of {
    near when referred { rate 50%\nat least 100 yuan\nat most 50 yuan } otherwise { rate 40% } }""",
    "bounds of a deductible that cross": """deductible per year 10% of total,
    at least 900 yuan, at most 300 yuan
    rate 50%""",
}

ACT = {
    "a cap of the year above the ceiling": "rate 50%\nat most 100 yuan\ncap 200 yuan per year",
    "a ceiling above a cap of some claims": """rate 50%
    at most 200 yuan
    cap 100 yuan per claim only when referred""",
    "a ceiling above the cap of one of them": """for tekun, dibao
    rate 50%
    at most { tekun: 300 yuan; dibao: 200 yuan }
    cap { tekun: 400 yuan; dibao: 100 yuan } per claim""",
    "a floor of some claims above that of all": """rate 50%
    at least 100 yuan
    at least 200 yuan only when referred""",
    "a floor below a ceiling": "rate 50%\nat least 100 yuan\nat most 200 yuan",
    "a floor of some above the ceiling": """rate 50%
    at least 100 yuan only when referred
    at most 50 yuan""",
    "a floor above the ceiling of one of them": """for tekun, dibao
    rate 50%
    at least 100 yuan
    at most { tekun: 200 yuan; dibao: 50 yuan }""",
    "a ceiling of a flat amount that is lifted": """pay 100 yuan
    at least 300 yuan only when referred
    at most 200 yuan""",
    "a bound of a deductible that hangs on the claim": """deductible per year 10% of total,
    at least 900 yuan, at most 3000 yuan
    rate 50%""",
    "a cap below the pool": "rate 50%\ncap 100 yuan per year\ncounts toward whole",
}

CONDITIONS = {
    "a lower threshold after": "when total over 100 yuan\nwhen total over 50 yuan",
    "a lower threshold before": "when total over 50 yuan\nwhen total over 100 yuan",
    "over is at least": "when total over 100 yuan\nwhen total reaches 100 yuan",
    "two of three": "when kind is inpatient\nwhen kind is inpatient or kind is outpatient",
    "one word of both": "when kind is inpatient and referred\nwhen referred",
    "not the one that it is": "when kind is inpatient\nwhen not kind is outpatient",
    "within a range": """when total over 100 yuan and total up to 200 yuan
    when total up to 300 yuan""",
    "what pays by what counts": "when referred\npays when referred",
    "a limit of what is": "when referred\nat most 100 yuan only when referred",
    "whom it is for": "for dibao\nwhen dibao or tekun",
}

CONDITIONS_ASKED = {
    "a higher threshold of another field": "when total over 100 yuan\nwhen in_policy over 50 yuan",
    "a higher threshold of what pays": """when total over 50 yuan
    pays when total over 100 yuan""",
    "a threshold of all beside one of what pays": """pays when total over 100 yuan
    when total over 50 yuan""",
    "both ends": "when total over 100 yuan\nwhen total up to 200 yuan",
    "either": "when kind is inpatient or referred\nwhen kind is outpatient or referred",
}

CHANGES = {
    "below the rate": ("rate raised by 5 points, at most 40%", "from 50% to 40%"),
    "at the rate": ("rate raised by 5 points, at most 50%", "raises no rate"),
    "above the deductible": ("deductible lowered to 500 yuan", "from 300.00 to 500.00 yuan"),
    "at the deductible": ("deductible lowered to 300 yuan", "lowers no deductible"),
}


@pytest.mark.parametrize("what", LIMITS)
def test_a_limit_that_never_acts(what: str) -> None:
    """Of two limits, or of two floors, the one that leaves the other nothing to do is shown."""
    assert codes_of(LIMITS[what]) == ["outdone_limit"]


@pytest.mark.parametrize("what", ACT)
def test_a_limit_that_acts(what: str) -> None:
    """What acts in some case is not told."""
    assert codes_of(ACT[what]) == []


def test_of_several_payers_the_last_is_told() -> None:
    """Of 250 yuan the first pays 100 and the second the 150 that are left: both have a part."""
    payers = 'payer fund "基"\npayer town "镇"\npayer city "市"'
    shares = "paid up to 100 yuan by fund, up to 200 yuan by town, rest by city"
    text = f"{HEAD}benefit basic per claim {{\nrate 50%\n{shares}\nat most 250 yuan\n}}\n{payers}"
    (told,) = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert str(told.message).startswith("`city` never pays anything")


def test_a_benefit_year_may_have_days_of_five_quarters() -> None:
    """From February on a year has days of two first quarters: 5 × 100 yuan are above 450."""
    lines = "rate 50%\ncap 100 yuan per quarter\ncap 450 yuan per year"
    assert codes_of(lines) == ["outdone_limit"]
    assert codes_of(lines, "benefit year from 10-01") == ["outdone_limit"]
    assert codes_of(lines, "benefit year from 02-01") == []


@pytest.mark.parametrize("asked", ["visits is 3", "hospital_level is 3", "visits is 1"])
def test_a_count_may_be_any_from_one_on(asked: str) -> None:
    """The third visit of a year is of some cases, and so is a hospital of level 3."""
    tally = 'tally visits "次" = count of visits' if "visits" in asked else ""
    assert codes_of(f"when referred or {asked}\nrate 50%", tally) == []


def test_no_visit_is_the_one_before_the_first() -> None:
    """The count of visits has the visit itself."""
    tally = 'tally visits "次" = count of visits'
    assert codes_of("when referred or visits is 0\nrate 50%", tally) == ["implied_condition"]


def test_a_cap_that_is_taken_away_holds_nobody_in_all_cases() -> None:
    """The ceiling of 200 yuan holds whoever has no cap of 100 yuan."""
    lines = "for tekun, dibao\nrate 50%\nat most 200 yuan\ncap 100 yuan per claim"
    assert codes_of(lines, "adjust basic for dibao { no cap }") == []


def test_a_pool_inside_a_smaller_one() -> None:
    """What is charged to the pool of 500 yuan is charged to that of 300 yuan too."""
    text = f"""{HEAD}pool outer "外" 300 yuan per person per year
    pool inner "内" 500 yuan per person per year inside outer
    benefit basic per claim {{ rate 50%  counts toward inner }}"""
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["outdone_limit"]


def test_the_bounds_of_an_alternative() -> None:
    """400 yuan are no more than 500 yuan, and no less than 300 yuan."""
    text = f"""{HEAD}benefit basic per claim {{ rate 50% }}
    benefit grant per person per year {{ pay the highest of {{
    first for dibao: 400 yuan, at most 500 yuan
    second for tekun: 400 yuan, at least 300 yuan
    third for orphan: 90% of 400 yuan, at least 370 yuan
    }} }}"""
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert [(diagnostic.code, diagnostic.line) for diagnostic in found] == [
        ("outdone_limit", 7),
        ("outdone_limit", 8),
    ]


@pytest.mark.parametrize("what", CONDITIONS)
def test_a_condition_that_always_holds(what: str) -> None:
    """Whichever of two comes first, the one that turns nobody away is shown."""
    assert codes_of(CONDITIONS[what] + "\nrate 50%") == ["implied_condition"]


@pytest.mark.parametrize("what", CONDITIONS_ASKED)
def test_a_condition_that_turns_somebody_away(what: str) -> None:
    """What may fail where the other holds is not told."""
    assert codes_of(CONDITIONS_ASKED[what] + "\nrate 50%") == []


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_the_other_way(what: str) -> None:
    """A figure that is worse for those whom the change favours, or the same for all of them."""
    change, message = CHANGES[what]
    text = f"""{HEAD}benefit basic per claim {{ deductible per year 300 yuan  rate 50% }}
    adjust basic for dibao {{ {change} }}"""
    (found,) = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert found.code == "backward_change"
    assert message in str(found.message)


@pytest.mark.parametrize("change", ["rate raised by 0 points", "deductible lowered by 0%"])
def test_a_change_of_nothing(change: str) -> None:
    """It can act in no case, and is refused."""
    lines = "deductible per year 300 yuan\nrate 50%"
    assert codes_of(lines, f"adjust basic for dibao {{ {change} }}") == ["change_without_effect"]


NOBODYS = {
    "a limit": """limit share_out "外" per claim {
    for dibao
    not for dibao
    share of total - in_policy in total
    at most 10%
    borne by institution
    }""",
    "a right": """entitlement early "早" per claim {
    for dibao
    not for dibao
    }""",
    "a right under two thresholds": """entitlement early "早" per claim {
    when total over 200 yuan
    when total under 100 yuan
    }""",
    "a flat amount of the year": """benefit grant per person per year {
    for dibao
    not for dibao
    pay 100 yuan
    }""",
    "a sum of the year": """benefit grant per person per year {
    for dibao, tekun
    not for dibao, tekun
    pay the sum of { first for dibao: 100 yuan; second for tekun: 200 yuan }
    }""",
}


@pytest.mark.parametrize("what", NOBODYS)
def test_what_is_for_nobody(what: str) -> None:
    """Whoever `for` names is left out by `not for`, or the conditions exclude each other."""
    assert codes_of("rate 50%", NOBODYS[what]) == ["unreachable_row"]


def test_what_is_for_some_of_them() -> None:
    """A person may hold one of the two alone."""
    after = """entitlement early "早" per claim {
    for dibao, tekun
    not for dibao
    }"""
    assert codes_of("rate 50%", after) == []
