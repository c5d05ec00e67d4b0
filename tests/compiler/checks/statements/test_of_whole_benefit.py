"""What stands behind a term on its line is told to be of the whole benefit."""

import pytest

from tests.compiler.checks.told import codes_of

BEHIND = {
    "the people of a cap": "rate 50%\ncap 900 yuan per year for dibao",
    "the claims of a cap": "rate 50%\ncap 900 yuan per year when referred",
    "the people of a deductible": "deductible per year 100 yuan for dibao\nrate 50%",
    "whom a deductible leaves out": "deductible per year 100 yuan not for dibao\nrate 50%",
    "whom a cap leaves out": "rate 50%\ncap 900 yuan per year not for dibao",
    "the claims of a ceiling": "rate 50%\nat most 100 yuan when referred",
    "the claims of a floor": "rate 50%\nat least 100 yuan pays when referred",
    "the claims of a rounding": "rate 50%\nround to 1 yuan when referred",
    "the claims of several people": "rate 50%\nfor tekun, dibao when referred",
    "the claims of a pool": "rate 50%\ncounts toward whole when referred",
    "the claims of a base": "rate 50%\nbase in_policy when referred",
    "the claims of whom it leaves out": "rate 50%\nnot for dibao when referred",
    "the most of a deductible": "rate 50%\ndeductible per claim 10% of in_policy at most 800 yuan",
    "the least of a deductible": "rate 50%\ndeductible per claim 10% of in_policy at least 9 yuan",
    "the most of a table": "rate 50%\ndeductible per claim { 1: 10% of in_policy; otherwise: "
    "20% of in_policy } by hospital_level at most 800 yuan",
    "the most in a kind of care": "first of { a when referred { rate 50%\ndeductible per claim "
    "10% of in_policy at most 800 yuan }\notherwise { rate 60% } }",
    "the most beside clauses": 'rate 50%\ndeductible per claim 10% of in_policy cite "a" A-1 '
    'at most 800 yuan cite "a" A-2',
    "the most of a base": "rate 50%\nbase in_policy at most 5000 yuan",
    "the most of a pool": "rate 50%\ncounts toward whole at most 100 yuan",
    "the most of a cap": "rate 50%\ncap 10% of in_policy per year at most 800 yuan",
    "how often a deductible is taken": "rate 50%\ndeductible per stay 100 yuan once per year",
    "how a deductible is rounded": "rate 50%\ndeductible per claim 10% of in_policy "
    "round to 1 yuan",
    "the most of a class": "for tekun: rate 90% at most 500 yuan\nfor dibao: rate 80%",
    "the claims of a class": "for tekun: rate 90%\nfor dibao: rate 80% when referred",
    "the rounding of a class": "for tekun: rate 90%\nfor dibao: rate 80% round to 1 yuan",
    "the pool of a class": "for tekun: rate 90% counts toward whole\nfor dibao: rate 80%",
    "the most of a class under a condition": "for (tekun when referred): rate 90% at most 500 yuan"
    "\nfor tekun: rate 80%",
    "the most of a class without a cap": "for tekun: no cap, rate 90% at most 500 yuan\n"
    "for dibao: no cap, rate 80%",
    "the most of a class in a kind of care": "first of { a when referred { for tekun: rate 90% "
    "at most 500 yuan\notherwise: rate 50% }\notherwise { rate 60% } }",
    "the claims before a limit": "when referred cap 900 yuan per year\nrate 50%",
    "the people before a limit": "for dibao cap 900 yuan per year\nrate 50%",
    "whom it leaves out before a limit": "not for dibao cap 900 yuan per year\nrate 50%",
    "the claims before a ceiling": "when referred at most 500 yuan\nrate 50%",
    "the claims before a pool": "when referred counts toward whole\nrate 50%",
    "the claims that pay, of several people": "rate 50%\nfor tekun, dibao pays when referred",
    "the period of a ceiling": "rate 50%\nat most 500 yuan per year deductible 100 yuan",
}
APART = {
    "on a line of its own": "rate 50%\ncap 900 yuan per year\nwhen referred",
    "before the limit and the rate": "when referred cap 900 yuan per year rate 50%",
    "classes beside each other": "for tekun: rate 90% for dibao: rate 80%",
    "below the classes": "for tekun: rate 90%\nfor dibao: rate 80%\nat most 500 yuan",
    "a ceiling above the classes": "at most 500 yuan\nfor tekun: rate 90%\nfor dibao: rate 80%",
    "below a matrix": "terms by class {\nclass rate\ntekun 90%\ndibao 80%\n} at most 500 yuan",
    "the period of a cap behind a rate": "rate 50% per year cap 900 yuan",
    "of the limit": "rate 50%\ncap 900 yuan per year only when referred",
    "leaving out on a line of its own": "deductible per year 100 yuan\nrate 50%\nnot for dibao",
    "leaving out of what is paid": "deductible per year 100 yuan\nrate 50% not for dibao",
    "of the last of several people": "rate 50%\nfor tekun, (dibao when referred)",
    "of several people on a line of its own": "rate 50%\nfor tekun, dibao\nwhen referred",
    "of one people": "rate 50%\nfor dibao when referred",
    "of what is paid": "rate 50% when referred",
    "a bound behind a comma": "rate 50%\ndeductible per claim 10% of in_policy, at most 800 yuan",
    "a bound on a line of its own": "rate 50%\nbase in_policy\nat most 800 yuan",
    "a bound of what is paid": "rate 50% at most 800 yuan",
    "a bound beside no deductible": "rate 50%\nno deductible at most 800 yuan",
    "a bound beside a cap of so much": "rate 50%\ncap per year 900 yuan at most 800 yuan",
    "once, of what is paid": "rate 50% once per year",
}


@pytest.mark.parametrize("what", BEHIND)
def test_what_stands_behind_a_term(what: str) -> None:
    """It is no part of the term: it says who is paid at all, or bounds what is paid."""
    assert codes_of(BEHIND[what]) == ["of_whole_benefit"]


@pytest.mark.parametrize("what", APART)
def test_what_stands_apart(what: str) -> None:
    """What cannot be taken for a part of the term is not told."""
    assert codes_of(APART[what]) == []


REPORTS = {
    "the claims of what is due": "entitlement e per claim { for dibao\n"
    "due at admission 500 yuan when referred }",
    "the claims of several people": "tally sum_total = sum of total\n"
    "alert e { for tekun, dibao when sum_total over 100 yuan }",
    "the claims of a share": "limit e { share of total - in_policy in total\n"
    "at most 3% when hospital_level is 1\nborne by institution }",
    "the claims of who bears it": "limit e { share of total - in_policy in total\n"
    "at most 3%\nborne by institution when referred }",
}


@pytest.mark.parametrize("what", REPORTS)
def test_what_stands_in_a_right_or_a_share(what: str) -> None:
    """Rights, alerts and shares are read like benefits."""
    assert codes_of("rate 50%", REPORTS[what]) == ["of_whole_benefit"]
