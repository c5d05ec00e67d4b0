"""Every line counts or is refused: what nobody could act on is said before anything is paid."""

from decimal import Decimal

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import Source

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
        cap 6 yuan per stay
        } } }""",
        "two_lines_for_a_term",
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
    "a mode of what is borne": (
        """benefit basic per claim {
        deductible per year 100 yuan borne
        rate 50%
        cumulated less paid
        }""",
        "mode_without_year",
    ),
}

TOLD = {
    "a mode per claim": """benefit basic per claim {
    deductible per claim 100 yuan
    rate 50%
    cumulated less paid
    }""",
    "a mode that is the divided deductible's own": """benefit basic per claim {
    deductible per year 100 yuan, in proportion
    rate { in_city: 50%; in_province: 40% } by place
    cumulated less paid
    }""",
    "nothing to start again": """benefit basic per claim {
    rate 50%
    start again after a payment
    }""",
    "a deductible of a flat amount": """benefit basic per claim {
    deductible per claim 100 yuan
    pay 500 yuan
    }""",
    "a deductible of nothing": """benefit basic per claim {
    deductible per claim 100 yuan
    not specified
    }""",
    "a cap of nothing": """benefit basic per claim {
    cap 500 yuan per year
    not specified
    }""",
    "a cap of a kind of care of which nothing is specified": """benefit basic per claim {
    first of { far when referred {
    not specified
    cap 500 yuan per year
    } otherwise { rate 50% } }
    }""",
    "what counts where nothing does": """benefit basic per claim {
    deductible per claim 100 yuan
    rate 50%
    counts when referred
    }""",
    "a class without a table by identity": """benefit basic per claim {
    for tekun, dibao
    rate 50%
    class lowest by rank
    }
    rank tekun > dibao""",
    "a payer after one that pays always": """payer a "甲"
    payer b "乙"
    benefit basic per claim {
    rate 50%
    paid by a
    paid by b only when referred
    }""",
    "a payer over the year's claims": """payer a "甲"
    benefit basic per claim { rate 50% }
    benefit more over the year's claims {
    rate 50%
    paid by a
    }""",
    "a payer of a year that is not told": """payer a "甲"
    benefit basic per claim { rate 50% }
    benefit grant per person per year {
    pay 500 yuan
    paid by a
    }""",
    "a payer of an alternative that is not told": """payer a "甲"
    benefit basic per claim { rate 50% }
    benefit grant per person per year {
    pay the highest of { first for dibao: 500 yuan paid by a }
    }""",
    "a bearer after one that bears always": """benefit basic per claim { rate 50% }
    limit share_out "外" per claim {
    share of total - in_policy in total
    at most 10%
    borne by institution
    borne by patient only when referred
    }""",
    "a share after one that holds always": """benefit basic per claim { rate 50% }
    limit share_out "外" per claim {
    share of total - in_policy in total
    at most 10%
    at most 5% only when referred
    borne by institution
    }""",
    "every choice of a reading": """reading how { x default; y }
    benefit basic per claim {
    rate 50% where how is x
    rate 40% where how is y
    at most 4 yuan where how is x, y
    }""",
    "a choice that cannot be settled": """reading how {
    x default; y cannot be settled because "缺" }
    benefit basic per claim {
    rate 50%
    at most 4 yuan where how is y
    }""",
    "the row of a choice that cannot be settled": """reading how {
    x default; y; z cannot be settled because "缺" }
    benefit basic per claim { rate {
    x: 50%
    y: 40%
    z: 30%
    } by how }""",
}

OF_ITEMS = {
    "a payer of nothing": (
        'payer a "甲"\nbenefit basic per claim { rate 50% }',
        ["unused_payer"],
    ),
    "a pool that holds nothing": (
        """pool y "限" 5 yuan per person per year
        benefit basic per claim { rate 50%  charges y }""",
        ["unused_pool"],
    ),
    "a charge of what counts toward the pool": (
        """pool y "限" 5 yuan per person per year
        benefit basic per claim {
        rate 50%
        counts toward y
        charges y
        }""",
        ["said_twice"],
    ),
    "a group of its own name": (
        """group dibao "组" = dibao itself | tekun
        benefit basic per claim { rate 50% }""",
        ["unused_group"],
    ),
    "a pool of a person's year that asks a claim": (
        """pool y "限" { inpatient: 5 yuan; otherwise: 6 yuan } by kind per person per year
        benefit basic per claim { rate 50% }
        benefit grant per person per year { pay 5 yuan  counts toward y }""",
        ["pool_too_early"],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str) -> None:
    """What cannot act is refused, with a code of its own and nothing besides."""
    text, code = REFUSED[what]
    found = compile_text(Source("t.pol", HEAD + text), read_used).diagnostics
    assert {diagnostic.code for diagnostic in found if diagnostic.severity == "error"} == {code}


@pytest.mark.parametrize("what", TOLD)
def test_told(what: str) -> None:
    """What has no effect and says nothing wrong is told where it stands."""
    found = compile_text(Source("t.pol", HEAD + TOLD[what]), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["line_without_effect"]


@pytest.mark.parametrize("what", OF_ITEMS)
def test_told_of_items(what: str) -> None:
    """What is declared and acts on nothing is told at its name, or at the second of two lines."""
    text, codes = OF_ITEMS[what]
    found = compile_text(Source("t.pol", HEAD + text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == codes


ASKED = """layers basic > second
benefit basic per claim { deductible per year 100 yuan  pay 500 yuan }
benefit second per claim { deductible per year basic.deductible  rate 50% }"""


def test_a_deductible_that_another_layer_asks_acts() -> None:
    """The flat amount does not hang on it, and the second layer's deductible does."""
    text = HEAD.replace("layers basic\n", "") + ASKED
    found = compile_text(Source("t.pol", text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == []


def test_each_change_says_why_it_cannot_act() -> None:
    """An adjustment of a flat amount: no rate, no deductible, no cap, each at its own place."""
    text = HEAD + (
        "benefit basic per claim { pay 100 yuan }\n"
        "adjust basic for dibao { rate raised by 5 points  deductible lowered by 50%  no cap }"
    )
    found = compile_text(Source("t.pol", text), read_used).diagnostics
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
