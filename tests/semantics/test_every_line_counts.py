"""Every line counts or is refused: what nobody could act on is said before anything is paid."""

from decimal import Decimal
from typing import Final

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.semantics.refused_lines import REFUSED

HEAD = """policy town "某镇" edition 1
use identities
layers basic
"""


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
