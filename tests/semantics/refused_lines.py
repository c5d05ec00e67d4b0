"""Lines that are refused because another says how it is paid, with the code that tells it."""

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
    "a deductible of the year of a class under a condition": (
        """benefit basic per claim {
        for (tekun when referred): deductible per year 100 yuan, rate 90%
        for tekun: deductible per year 200 yuan, rate 50%
        }""",
        "class_terms_differ",
    ),
    "a cap of the year of a class under a condition": (
        """benefit basic per claim {
        for tekun: rate 50%, cap 30000 yuan per year
        for (tekun when referred): rate 90%, cap 50000 yuan per year
        for dibao: rate 50%, no cap
        }""",
        "class_terms_differ",
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
    "several payers over the year's claims": (
        """payer county "区县"
        payer fund "资金"
        benefit basic per claim { rate 50% }
        benefit more over the year's claims {
        base basic.left
        rate 50%
        paid by county up to 100 yuan, rest by fund
        }""",
        "line_outside_benefit",
    ),
    "several payers over the year's claims beside one": (
        """payer county "区县"
        payer fund "资金"
        benefit basic per claim { rate 50% }
        benefit more over the year's claims {
        base basic.left
        rate 50%
        paid by county only when referred
        paid by county up to 100 yuan, rest by fund
        }""",
        "line_outside_benefit",
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
