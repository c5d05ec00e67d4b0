"""Every line counts or is refused: what nobody could act on is said before anything is paid."""

from decimal import Decimal
from typing import Final

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

HEAD = """policy town "某镇" edition 1
use identities
layers basic
"""
REFUSED = {
    "a rate beside first of": (
        "benefit basic per claim { rate 10%  first of { a when referred { rate 50% } } }",
        "two_lines_for_a_term",
    ),
    "bands beside first of": (
        """benefit basic per claim {
        bands { above: 10% }
        first of { a when referred { rate 50% } }
        }""",
        "two_lines_for_a_term",
    ),
    "an amount beside first of": (
        "benefit basic per claim { first of { a when referred { rate 50% } }  pay 5 yuan }",
        "two_lines_for_a_term",
    ),
    "two rates of a kind of care": (
        "benefit basic per claim { first of { a when referred { rate 50%  rate 40% } } }",
        "two_lines_for_a_term",
    ),
    "two caps of a kind of care": (
        """benefit basic per claim { first of { a when referred {
        rate 50%
        cap 5 yuan per year
        cap 6 yuan per year
        } } }""",
        "two_lines_for_a_term",
    ),
    "bands of the year beside a deductible of the year": (
        """benefit basic per claim { deductible per year 5 yuan  bands { above: 10% } per year }""",
        "counted_two_ways",
    ),
    "a most of what counts beside what is due so far": (
        """benefit basic per claim {
        deductible per stay 5 yuan
        rate 10%
        cumulated less paid
        counted at most 9 yuan per year
        }""",
        "counted_two_ways",
    ),
    "a most of what counts beside what is borne of the year": (
        """benefit basic per claim {
        deductible per year 5 yuan borne
        rate 10%
        counted at most 9 yuan per year
        }""",
        "counted_two_ways",
    ),
    "the deductible of a benefit whose kinds of care have theirs": (
        """benefit basic per claim {
        first of {
        a when referred { rate 50%  deductible per year 5 yuan }
        otherwise { rate 40% }
        } }
        entitlement no_deposit per claim { due at admission basic.deductible }""",
        "wrong_kind_of_name",
    ),
    "what is borne of the deductible of a kind of care": (
        """benefit basic per claim { first of {
        a when referred { rate 50%  deductible per year 5 yuan borne }
        } }""",
        "line_outside_case",
    ),
    "two caps of a year": (
        "benefit basic per claim { rate 50%  cap 5 yuan per year  cap 6 yuan per person per year }",
        "two_lines_for_a_term",
    ),
    "a cap of each claim beside that of the stay, which settles its bills as one": (
        "benefit basic per claim { rate 50%  cap 5 yuan per claim  cap 6 yuan per stay }",
        "two_lines_for_a_term",
    ),
    "no cap beside a cap": (
        "benefit basic per claim { rate 50%  cap 5 yuan per year  no cap }",
        "two_lines_for_a_term",
    ),
    "a raise that does not say of which cap": (
        """benefit basic per claim { rate 50%  cap 5 yuan per stay  cap 6 yuan per year }
        adjust basic for dibao { cap raised by 10% }""",
        "missing_period",
    ),
    "a raise of a cap of another period": (
        """benefit basic per claim { rate 50%  cap 5 yuan per stay  cap 6 yuan per year }
        adjust basic for dibao { cap per claim raised by 10% }""",
        "change_without_effect",
    ),
    "a kind of care that does not say what is paid": (
        "benefit basic per claim { first of { a when referred { cap 5 yuan per year } } }",
        "no_rate",
    ),
    "a rate, and nothing specified": (
        "benefit basic per claim { rate 50%  not specified }",
        "two_lines_for_a_term",
    ),
    "two lines of what is not specified": (
        """benefit basic per claim {
        rate 50%
        not specified only when referred
        not specified only when emergency
        }""",
        "two_lines_for_a_term",
    ),
    "a second rank": (
        """rank tekun > dibao
        rank dibao > tekun
        benefit basic per claim { rate 50% }""",
        "two_lines_for_a_term",
    ),
    "points of a flat amount": (
        """benefit basic per claim { pay 5 yuan }
        adjust basic for dibao { rate raised by 5 points }""",
        "change_without_effect",
    ),
    "a deductible that is not there": (
        """benefit basic per claim { rate 50% }
        adjust basic for dibao { deductible lowered by 50% }""",
        "change_without_effect",
    ),
    "half of nothing": (
        """benefit basic per claim { no deductible  rate 50% }
        adjust basic for dibao { deductible lowered by 50% }""",
        "change_without_effect",
    ),
    "a cap that is not there": (
        """benefit basic per claim { rate 50%  no cap }
        adjust basic for dibao { no cap }""",
        "change_without_effect",
    ),
    "a rate of the other choice": (
        """reading how { x default; y }
        benefit basic per claim { rate 50% where how is x  pay 5 yuan where how is y }
        adjust basic for dibao { rate raised by 5 points where how is y }""",
        "change_without_effect",
    ),
    "pays when of a person's year": (
        """benefit basic per claim { rate 50% }
        benefit grant per person per year { pay 5 yuan  pays when residence is rural }""",
        "line_outside_benefit",
    ),
    "counts when of a person's year": (
        """benefit basic per claim { rate 50% }
        benefit grant per person per year { pay 5 yuan  counts when residence is rural }""",
        "line_outside_benefit",
    ),
    "not specified of a person's year": (
        """benefit basic per claim { rate 50% }
        benefit grant per person per year { pay 5 yuan  not specified }""",
        "line_outside_benefit",
    ),
    "an amount beside alternatives": (
        """benefit basic per claim { rate 50% }
        benefit grant per person per year {
        pay 5 yuan
        pay the highest of { a for everyone: 6 yuan }
        }""",
        "two_lines_for_a_term",
    ),
    "a tally asked of the year": (
        """tally own = sum of remaining
        benefit basic per claim { rate 50% }
        entitlement poor per person per year { when own over 3000 yuan }""",
        "tally_too_early",
    ),
    "a mode of a divided deductible": (
        """benefit basic per claim {
        deductible per year 100 yuan, in proportion
        rate { in_city: 50%; in_province: 40% } by place
        start again after a payment
        }""",
        "mode_without_year",
    ),
    "rows of a table inside an expression": (
        """benefit basic per claim {
        deductible per year 50% of { inpatient: 1000 yuan; otherwise: 500 yuan } by kind
        rate 50%
        }""",
        "row_without_line",
    ),
    "rows of a cap inside an expression": (
        """benefit basic per claim {
        rate 50%
        cap per year 100 yuan + { in_city: 1000 yuan; otherwise: 500 yuan } by place
        }""",
        "row_without_line",
    ),
    "rows of a divided deductible": (
        """benefit basic per claim {
        deductible per year { inpatient: 1000 yuan; otherwise: 500 yuan } by kind, in proportion
        rate { in_city: 50%; in_province: 40% } by place
        }""",
        "row_without_line",
    ),
    "rows of a parameter by a field of the claim": (
        """param line : money by hospital_level unspecified
        benefit basic per claim {
        deductible per year line
        rate 50%
        }""",
        "row_without_line",
    ),
    "rows of such a parameter as a cap": (
        """param line : money by kind unspecified
        benefit basic per claim {
        rate 50%
        cap per year lower of (line, 1000 yuan)
        }""",
        "row_without_line",
    ),
    "rows of what is cumulated": (
        """benefit basic per claim {
        deductible per year { inpatient: 1000 yuan; otherwise: 500 yuan } by kind
        rate 50%
        cumulated less paid
        }""",
        "row_without_line",
    ),
    "rows over the year's claims": (
        """benefit basic per claim { rate 50% }
        benefit more over the year's claims {
        deductible per year { inpatient: 1000 yuan; otherwise: 500 yuan } by kind
        rate 50%
        }""",
        "row_without_line",
    ),
    "a mode of what is borne": (
        """benefit basic per claim {
        deductible per year 100 yuan borne
        rate 50%
        cumulated less paid
        }""",
        "mode_without_year",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str) -> None:
    """What cannot act is refused, with a code of its own and nothing besides."""
    text, code = REFUSED[what]
    found = compile_text(SourceText("t.pol", HEAD + text), read_used).diagnostics
    assert {diagnostic.code for diagnostic in found if diagnostic.severity == "error"} == {code}


KEYED: Final = {
    "per stay": "deductible per stay line",
    "of what is borne": "deductible per year line borne",
    "in a table of its own": "deductible per year { inpatient: first; otherwise: second } by kind",
    "by a field of the person": "deductible per year own",
}


@pytest.mark.parametrize("what", KEYED)
def test_a_parameter_by_a_field(what: str) -> None:
    """What says which line a claim goes on by is read."""
    text = f"""param line : money by hospital_level unspecified
    param first : money unspecified
    param second : money unspecified
    param own : money by residence unspecified
    benefit basic per claim {{
    {KEYED[what]}
    rate 50%
    }}"""
    found = compile_text(SourceText("t.pol", HEAD + text), read_used).diagnostics
    assert [told.code for told in found if told.severity == "error"] == []


BY_ROWS = """benefit basic per claim {
rate 50%
cap per year { inpatient: 1000 yuan; otherwise: 500 yuan } by kind
}"""


def test_an_opening_of_rows() -> None:
    """Each row of the cap counts its own payments, and an opening names no row."""
    policy = polc.compile(HEAD + BY_ROWS, name="t.pol")
    claim = {"date": "2022-01-01", "kind": "inpatient", "in_policy": "1000.00"}
    case = {"year": 2022, "person": {"identities": []}, "claims": [claim]}
    assert policy.settle(case).claims[0].benefits["basic"] == Decimal(500)
    with pytest.raises(polc.CaseError) as caught:
        policy.settle({**case, "opening": {"basic": "100.00"}})
    assert [(problem.code, problem.path) for problem in caught.value.errors] == [
        ("bad_value", "opening.basic.paid")
    ]


def test_what_was_borne_has_no_place_in_the_year_as_a_whole() -> None:
    """Of two claims of 3000 at a deductible of 1000 the year is due (6000 − 1000) × 10% = 500; by
    what each claim finds borne it would be 200 + (300 − 200): refused, with the way out."""
    text = (
        'policy t "x"\nuse identities\nbenefit help over the year\'s claims {\n'
        "  base in_policy\n  deductible PERIOD\n  rate 10%\n}"
    )
    claims = [{"date": f"2022-0{month}-01", "in_policy": "3000.00"} for month in (3, 4)]
    case = {"person": {"identities": []}, "claims": claims}
    settled = polc.compile(text.replace("PERIOD", "per year 1000 yuan")).settle(case)
    assert str(settled.person_year["help"]) == "500.00"
    for line in ("per year 1000 yuan borne", "per referral chain 1000 yuan collected once"):
        with pytest.raises(polc.PolicyError) as refused:
            polc.compile(text.replace("PERIOD", line))
        assert [found.code for found in refused.value.diagnostics] == ["mode_without_year"]


def test_a_rate_beside_what_is_never_specified() -> None:
    """Is told of the rate, and of the second line of what is not specified, which hangs on
    something."""
    lines = "rate 50%  not specified  not specified only when referred"
    text = HEAD + f"benefit basic per claim {{ {lines} }}"
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["two_lines_for_a_term"] * 2


def test_each_change_says_why_it_cannot_act() -> None:
    """An adjustment of a flat amount: no rate, no deductible, no cap, each at its own place."""
    text = HEAD + (
        "benefit basic per claim { pay 100 yuan }\n"
        "adjust basic for dibao { rate raised by 5 points  deductible lowered by 50%  no cap }"
    )
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert [text[diagnostic.span.start : diagnostic.span.end].strip() for diagnostic in found] == [
        "rate raised by 5 points",
        "deductible lowered by 50%",
        "no cap",
    ]
    assert [str(diagnostic.message).rpartition(": ")[2] for diagnostic in found] == [
        "it pays no rate of the cost",
        "it has no deductible",
        "it has no cap",
    ]


def test_a_kind_of_care_of_which_something_is_not_specified() -> None:
    """1000 × 50%; of the emergency the document says nothing, which is told."""
    text = (
        HEAD
        + """benefit basic per claim {
    first of { a when referred { rate 50%  not specified only when emergency } }
    }"""
    )
    claim = {"date": "2022-01-01", "in_policy": "1000.00", "referred": True}
    claims = [{**claim, "emergency": emergency} for emergency in (False, True)]
    case = {"year": 2022, "person": {"identities": []}, "claims": claims}
    found = polc.compile(text, name="t.pol").settle(case)
    assert [settled.benefits["basic"] for settled in found.claims] == [Decimal(500), Decimal(0)]
    assert [settled.not_specified for settled in found.claims] == [(), ("basic",)]


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ("{ above: 50% }", True),
        ("{ to 1000 yuan: 50%; above: 60% }", False),
        ("{ above: { dibao: 50%; otherwise: 40% } }", True),
    ],
)
def test_one_band_counts_nothing_for_a_later_claim(bands: str, told: bool) -> None:
    """It has no edge that earlier claims could have passed: 50% of each claim, whether or not
    `counts when` holds."""
    text = HEAD + f"benefit basic per claim {{ bands {bands}  counts when emergency }}"
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    codes = [diagnostic.code for diagnostic in found if diagnostic.code == "line_without_effect"]
    assert bool(codes) == told
