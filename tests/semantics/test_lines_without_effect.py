"""Lines that no settlement can tell from their absence are told where they stand."""

import pytest

from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

HEAD = """policy town "某镇" edition 1
use identities
layers basic
"""
TOLD = {
    "a mode per claim": """benefit basic per claim {
    deductible per claim 100 yuan
    rate 50%
    cumulated less paid
    }""",
    "a mode that is the divided deductible's own": """benefit basic per claim {
    deductible per year 100 yuan, in proportion
    rate { in_city: 50%; otherwise: 40% } by place
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
    "a limit of what a year counts of nothing": """benefit basic per claim {
    counted at most 500 yuan per year
    not specified
    }""",
    "a condition of silence beside which nothing is paid": """benefit basic per claim {
    not specified from 2022-03-01 until 2022-08-31
    }""",
    "the rounding of a policy that pays nothing": """round to 1 yuan
    benefit basic per claim { not specified }""",
    "a pool of nothing that another line charges always": """pool y "限" 9 yuan per year
    benefit basic per claim {
    charges y
    counts toward y from 2022-03-01 until 2022-08-31
    not specified
    }
    benefit grant per person per year { pay 5 yuan  counts toward y }""",
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
    "a class of nothing": """benefit basic per claim {
    for tekun, dibao
    class highest by amount
    not specified
    }
    rank tekun > dibao""",
    "the better class of nothing, under conditions by identity": """benefit basic per claim {
    for tekun, dibao
    when { tekun: 100 yuan; dibao: 200 yuan } < in_policy
    class highest by amount
    not specified
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
    "edges above a deductible that is not there": """benefit basic per claim {
    bands { to 100 yuan: 10%; above: 20% } edges above the deductible
    }""",
    "edges moved by what nothing changes": """benefit basic per claim {
    deductible per year 10 yuan
    bands { to 100 yuan: 10%; above: 20% } edges moved with the deductible
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
    "what counts for a stay, which is settled as one": """benefit basic per claim {
    deductible per stay 100 yuan
    rate 50%
    counts when referred
    }""",
    "a mode of what is paid over the year's claims": """benefit basic over the year's claims {
    deductible per year 100 yuan
    rate 50%
    cumulated less paid
    }""",
    "a limit of kinds of care of which nothing is specified": """benefit basic per claim {
    when referred
    first of { far when referred { not specified } }
    at most 500 yuan
    }""",
    "a year of figures that hang on none": """benefit basic per claim { rate 50% }
    benefit grant per person per year { pay { 1: 5 yuan; otherwise: 6 yuan } by tier
    figures by year of enrolled }""",
    "a choice that cannot be settled beside one that can": """reading how "读法" {
    x "甲" default because "文字"; y "乙"; z "丙" cannot be settled because "缺少事实"
    }
    benefit basic per claim {
    rate 50% where how is x
    rate 40% where how is y, z
    }""",
    "a pool that stands inside one under every choice": """reading how "读法" {
    x "甲" default because "文字"; y "乙"
    }
    pool whole "总" 9 yuan per year
    pool part "分" 5 yuan per year inside whole where how is x, y
    benefit basic per claim { rate { x: 50%; y: 40% } by how  counts toward part }""",
    "a pool inside one that every line names": """reading how "读法" {
    x "甲" default because "文字"; y "乙"
    }
    pool whole "总" 9 yuan per year
    pool part "分" 5 yuan per year inside whole where how is x
    benefit basic per claim { rate { x: 50%; y: 40% } by how  counts toward part, whole }""",
    "a member of a group that is asked under another choice": """reading how "读法" {
    x "甲" default because "文字"; y "乙"
    }
    group few "少数" = tekun | dibao where how is y
    benefit basic per claim {
    for few where how is x
    for everyone where how is y
    rate 50%
    }""",
    "a member of a group inside a group that is asked under another choice": """reading how "读法" {
    x "甲" default because "文字"; y "乙"
    }
    group few "少数" = tekun | dibao where how is y
    group more "多数" = few | orphan
    benefit basic per claim {
    rate { x: { more: 50%; otherwise: 40% }; y: 30% } by how
    }""",
}

OF_ITEMS = {
    "what counts for bands that begin anew with each claim": (
        """benefit basic per claim {
        deductible per claim 100 yuan
        bands { to 500 yuan: 10%; above: 20% }
        counts when referred
        }""",
        ["yearly_term_on_visit", "line_without_effect"],
    ),
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
    "a group of a tally that no rule asks": (
        """group few "少数" = dibao | tekun
        tally days_seen "天数" = highest of date only when few
        benefit basic per claim { rate 50% }""",
        ["unused_group", "unused_tally"],
    ),
    "a group by its title in a tally that no rule asks": (
        """group few "少数" = dibao | tekun
        tally days_seen "天数" = highest of date only when 少数
        benefit basic per claim { rate 50% }""",
        ["unused_group", "unused_tally"],
    ),
    "tallies, a pool and a group that only one another ask": (
        """group few "少数" = dibao | tekun
        tally days_seen "天数" = highest of date only when few
        tally most "最多" = highest of in_policy only when days_seen over 2022-03-01
        pool y "限" 5 yuan + most per year
        benefit basic per claim { rate 50% }""",
        ["unused_group", "unused_tally", "unused_tally", "unused_pool"],
    ),
    "a parameter of a pool that no rule asks": (
        """param size "额" : money = 5 yuan
        pool y "限" size per year
        benefit basic per claim { rate 50% }""",
        ["unused_parameter", "unused_pool"],
    ),
    "a pool of nothing": (
        """pool y "限" 0 yuan per year
        benefit basic per claim { rate 50%  limited by y }""",
        ["cap_below_deductible", "empty_pool"],
    ),
    "a pool of nothing that is charged": (
        """pool y "限" { dibao: 0 yuan; otherwise: 0% of 100 yuan } per person per year
        benefit basic per claim { rate 50%  counts toward y }""",
        ["cap_below_deductible"],
    ),
    "a pool around one that the line names": (
        """pool whole "总" 9 yuan per year
        pool part "分" 5 yuan per year inside whole
        benefit basic per claim { rate 50%  counts toward part, whole }""",
        ["said_twice"],
    ),
    "a limit of a pool around one that another line names": (
        """pool whole "总" 9 yuan per year
        pool part "分" 5 yuan per year inside whole
        benefit basic per claim { rate 50%  counts toward part  limited by whole }""",
        ["said_twice"],
    ),
    "a pool of a kind of care around one of the benefit": (
        """pool whole "总" 9 yuan per year
        pool part "分" 5 yuan per year inside whole
        benefit basic per claim {
        counts toward part
        first of { far when referred { rate 50%  charges whole } otherwise { rate 40% } }
        }""",
        ["said_twice"],
    ),
    "a pool inside two of which one is inside the other under every choice": (
        """reading way "口径" { one default; two }
        pool whole "总" 9 yuan per year
        pool part "分" 5 yuan per year inside whole where way is one, two
        pool least "小" 3 yuan per year inside part, whole
        benefit basic per claim { rate 50%  counts toward least }""",
        ["same_choices", "line_without_effect", "said_twice"],
    ),
    "a pool inside two of which one is inside the other": (
        """pool whole "总" 9 yuan per year
        pool part "分" 5 yuan per year inside whole
        pool least "小" 3 yuan per year inside part, whole
        benefit basic per claim { rate 50%  counts toward least }""",
        ["said_twice"],
    ),
    "the rounding of the whole policy": (
        """round to 1 yuan
        benefit basic per claim { rate 50%  round to 1 yuan }""",
        ["said_twice"],
    ),
    "a pool of a person's year that asks a claim": (
        """pool y "限" { inpatient: 5 yuan; otherwise: 6 yuan } by kind per person per year
        benefit basic per claim { rate 50% }
        benefit grant per person per year { pay 5 yuan  counts toward y }""",
        ["pool_too_early"],
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_told(what: str) -> None:
    """What has no effect and says nothing wrong is told where it stands."""
    found = compile_text(SourceText("t.pol", HEAD + TOLD[what]), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["line_without_effect"]


@pytest.mark.parametrize("what", OF_ITEMS)
def test_told_of_items(what: str) -> None:
    """What is declared and acts on nothing is told at its name, or at the second of two lines."""
    text, codes = OF_ITEMS[what]
    found = compile_text(SourceText("t.pol", HEAD + text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == codes


ASKED = """layers basic > second
benefit basic per claim { deductible per year 100 yuan  pay 500 yuan }
benefit second per claim { deductible per year basic.deductible  rate 50% }"""


def test_a_deductible_that_another_layer_asks_acts() -> None:
    """The flat amount does not hang on it, and the second layer's deductible does."""
    text = HEAD.replace("layers basic\n", "") + ASKED
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == []
