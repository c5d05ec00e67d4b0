"""What is refused: a policy that does not say enough, a case that says what cannot be."""

from pathlib import Path
from typing import Any

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

CORPUS = Path(__file__).parents[1] / "corpus"
HEAD = """policy town "某镇" edition 1
use identities
rank tekun > dibao > unstable = marginal
layers basic
"""
POLICY = polc.compile(
    HEAD
    + """follows older "原政策" not supplied
in force from 2022-03-01 until 2025-12-31
window switch_over "窗口" until 2022-04-30 by settlement
param line "起付线" : money per year unspecified
benefit basic "基本" per claim { for dibao  deductible per year line "二" TN-2.1  rate 50% }
benefit grant "定额" per person per year as of first day of year { for dibao  pay line "三" TN-3 }
""",
    name="town.pol",
)


def said(text: str) -> set[str]:
    """The codes of what is wrong with a policy."""
    found = compile_text(SourceText("town.pol", text), read_used).diagnostics
    return {diagnostic.code for diagnostic in found}


def of_corpus(name: str) -> set[str]:
    return said((CORPUS / name).read_text(encoding="utf-8"))


def refused(**changes: Any) -> list[tuple[str, str, str]]:
    """Code, path and message of everything that is wrong with a case."""
    claim = {"date": "2022-06-01", "in_policy": "1000.00", **changes.pop("claim", {})}
    case = {"person": {"identities": ["dibao"]}, "claims": [claim], **changes}
    with pytest.raises(polc.CaseError) as refusal:
        POLICY.settle(case)
    return [(error.code, error.path, error.message) for error in refusal.value.errors]


def test_from_before_recognised() -> None:
    """Rule 4: an identity from a day before `recognised` is an error at that day."""
    held = {"id": "dibao", "from": "2022-03-09"}
    person = {"recognised": "2022-03-10", "identities": [held]}
    (found,) = refused(person=person)
    assert found[:2] == ("bad_value", "person.identities[0].from")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("unordered_classes.pol", "unordered_classes"),
        ("table_without_class.pol", "uncovered_class"),
        ("table_with_stranger.pol", "unreachable_key"),
    ],
)
def test_a_table_fits_the_people(name: str, code: str) -> None:
    """Rule 5: classes that no rank orders and whose terms differ, a class that a table leaves
    out, and a key that is never reached are errors of the policy (`corpus/unordered_classes.pol`,
    `corpus/table_without_class.pol`, `corpus/table_with_stranger.pol`)."""
    assert code in of_corpus(name)


def test_classes_that_tie_differ() -> None:
    """Rule 5: classes that the rank ties must have equal terms."""
    benefit = 'benefit basic "基本" per claim { for unstable, marginal  rate { %s } }'
    assert "unordered_classes" in said(HEAD + benefit % "unstable: 60%; marginal: 50%")
    assert said(HEAD + benefit % "unstable: 60%; marginal: 60%") == set()


def test_two_adjustments_of_one_attribute() -> None:
    """Rule 7: two blocks on one attribute that one person can meet are an error unless the
    second says `stacking` or `best`."""
    benefit = 'benefit basic "基本" per claim { deductible per year 100 yuan  rate 50% }\n'
    blocks = (
        "adjust basic for tekun, dibao { rate raised by 5 points }\n"
        "adjust basic as more for dibao %s { rate raised by 2 points }\n"
    )
    assert said(HEAD + benefit + blocks % "") == {"adjusted_twice"}
    assert said(HEAD + benefit + blocks % "stacking") == set()
    assert said(HEAD + benefit + blocks % "best") == set()


def test_both_days_in_force_are_told() -> None:
    """Rule 18: who comes too late is told both days, and the policy before this one."""
    ((code, path, message),) = refused(claim={"date": "2026-01-01"})
    assert (code, path) == ("not_in_force", "claims[0].date")
    assert "from 2022-03-01 until 2025-12-31" in message
    assert "原政策" in message


def test_24_00_ends_the_day() -> None:
    """Rule 16: 24:00 is still the day that it ends: the window's last day at 24:00 is in time,
    the next day at 00:00 is not."""
    claim = {"date": "2022-02-28", "in_policy": "1000.00", "paid": {"basic": "300.00"}}
    person = {"identities": []}
    settled = POLICY.settle(
        {"person": person, "claims": [{**claim, "settled": "2022-04-30T24:00"}]}
    )
    assert str(settled.claims[0].benefits["basic"]) == "300.00"  # as given
    ((code, _, _),) = refused(claim={**claim, "settled": "2022-05-01T00:00"})
    assert code == "not_in_force"


def test_what_is_missing_is_named() -> None:
    """Rule 21: a refusal names the parameter, the rule and the clause that asked for it."""
    with pytest.raises(polc.CaseError) as refusal:
        POLICY.settle(
            {
                "person": {"identities": ["dibao"]},
                "claims": [{"date": "2022-06-01", "in_policy": "1.00"}],
            }
        )
    (problem,) = refusal.value.errors
    assert (problem.code, problem.clause) == ("missing_parameter", "TN-2.1")
    assert "`line`" in problem.message
    assert "basic.deductible" in problem.message


def test_what_is_undetermined_is_listed() -> None:
    """Rule 21: what a benefit of the year lacks is listed with its clause, and `require` makes
    it fatal."""
    case = {"person": {"identities": ["dibao"]}, "year": 2022, "claims": []}
    (gap,) = POLICY.settle(case).undetermined
    assert (gap["output"], gap["clause"]) == ("person_year.grant", "TN-3")
    with pytest.raises(polc.CaseError) as refusal:
        POLICY.settle(case, require=["grant"])
    assert [problem.code for problem in refusal.value.errors] == ["undetermined"]


def test_all_errors_at_once() -> None:
    """Rule 23: the mistakes of a case are told together, each with its path."""
    found = refused(
        claim={"in_policy": "1.001", "kynd": "inpatient"},
        person={"identities": ["nobody"]},
        opening={"basics": "1.00"},
        colour="red",
    )
    assert {(code, path) for code, path, _ in found} == {
        ("unknown_field", "colour"),
        ("unknown_identity", "person.identities[0].id"),
        ("bad_value", "claims[0].in_policy"),
        ("unknown_field", "claims[0].kynd"),
        ("unknown_field", "opening.basics"),
    }


def test_claims_that_cannot_be_settled_are_told_together() -> None:
    """Rule 23: every claim is tried: a parameter that two claims lack is told once, and the
    payment of the third that is above its base is told too."""
    claims: list[dict[str, Any]] = [
        {"date": f"2022-0{month}-01", "in_policy": "1000.00"} for month in (5, 6, 7)
    ]
    claims[2]["paid"] = {"basic": "1000.01"}
    with pytest.raises(polc.CaseError) as refusal:
        POLICY.settle({"person": {"identities": ["dibao"]}, "claims": claims})
    assert sorted(error.code for error in refusal.value.errors) == [
        "given_more_than_base",
        "missing_parameter",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("none_under_reading.pol", "no_line_for_a_term"),
        ("two_under_reading.pol", "two_lines_for_a_term"),
        ("choice_without_value.pol", "choice_without_value"),
    ],
)
def test_one_line_under_every_choice(name: str, code: str) -> None:
    """Rule 24: under every combination of choices exactly one line for a term is left
    (`corpus/none_under_reading.pol`, `corpus/two_under_reading.pol`,
    `corpus/choice_without_value.pol`)."""
    assert code in of_corpus(name)


def test_two_adjustments_apart_by_readings() -> None:
    """Rule 7: they are apart only where no choice is in both of their `where`."""
    text = (
        HEAD
        + """benefit basic "基本" per claim { rate 50% }
reading which "口径" {{ a default; b; c }}
adjust basic for tekun {{ rate raised by 5 points where which is a }}
adjust basic as more for tekun {{ rate raised by 2 points where which is {choices} }}
"""
    ).replace("claim { rate 50% }", "claim {{ rate 50% }}")
    assert said(text.format(choices="b")) == set()
    assert said(text.format(choices="a, b")) == {"adjusted_twice"}


def test_adjustments_of_other_days_are_not_made_together() -> None:
    """Rules 7 and 16: two blocks on one attribute need not say what they do together where no day
    is a day of both."""
    benefit = 'benefit basic "基本" per claim { rate 50% }\n'
    first = "adjust basic for tekun until 2023-06-30 { rate raised by 5 points }\n"

    def beside(days: str) -> set[str]:
        second = f"adjust basic for tekun when referred {days} {{ rate raised by 2 points }}\n"
        return said(HEAD + benefit + first + second)

    assert beside("from 2023-07-01 until 2023-12-31") == set()
    assert beside("from 2023-06-30") == {"adjusted_twice"}
    assert beside("") == {"adjusted_twice"}


def test_adjustments_of_other_days_as_conditions_ask_them() -> None:
    """Rules 7 and 16: the day that governs a claim is its `date`, unless the policy is dated by
    another."""
    benefit = 'benefit basic "基本" per claim { rate 50% }\n'
    blocks = (
        "adjust basic for tekun until 2023-06-30 { rate raised by 5 points }\n"
        "adjust basic for tekun when date %s { rate raised by 2 points }\n"
    )
    assert said(HEAD + benefit + blocks % "over 2023-06-30") == set()
    assert said(HEAD + benefit + blocks % "reaches 2023-06-30") == {"adjusted_twice"}
    dated = HEAD + "dated by admission\n" + benefit
    assert said(dated + blocks % "over 2023-06-30") == {"adjusted_twice"}


def test_a_value_that_two_rules_lack_is_told_once() -> None:
    """Rule 23: both layers ask for the night of the claim, which is one error."""
    policy = polc.compile(
        """policy night "夜间" edition 1
use identities
layers basic > second
field claim night "夜间" : yes or no
benefit basic  "基本" per claim { when night      rate 50% }
benefit second "二次" per claim { when not night  rate 10% }
""",
        name="night.pol",
    )
    with pytest.raises(polc.CaseError) as refusal:
        policy.settle({"person": {}, "claims": [{"date": "2022-06-01", "in_policy": "1.00"}]})
    found = [(error.code, error.path) for error in refusal.value.errors]
    assert found == [("missing_field", "claims[0].night")]
