"""All checks of a policy that compiles.

In: a subject. Out: warnings among the findings of each file. A check is one file in
one of the rooms; its code, which its file is called by, has a page (`polc explain CODE`).
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.checks.amounts.backward_change import check_backward_change
from polc.compiler.checks.amounts.base_beyond_policy import check_base_beyond_policy
from polc.compiler.checks.amounts.base_paid_before import check_base_paid_before
from polc.compiler.checks.amounts.below_zero import check_below_zero
from polc.compiler.checks.amounts.cap_below_deductible import check_cap_below_deductible
from polc.compiler.checks.amounts.deductible_takes_all import check_deductible_takes_all
from polc.compiler.checks.amounts.doubtful_amount import check_doubtful_amount
from polc.compiler.checks.amounts.figure_of_nothing import check_figure_of_nothing
from polc.compiler.checks.amounts.idle_bound import check_idle_bound
from polc.compiler.checks.amounts.limit_beyond_counted import check_limit_beyond_counted
from polc.compiler.checks.amounts.outdone_alternative import check_outdone_alternative
from polc.compiler.checks.amounts.outdone_limit import check_outdone_limit
from polc.compiler.checks.amounts.paid_over_cost import check_paid_over_cost
from polc.compiler.checks.amounts.raised_from_nothing import check_raised_from_nothing
from polc.compiler.checks.amounts.rate_passes_whole import check_rate_passes_whole
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.names.confusable_names import check_confusable_names
from polc.compiler.checks.names.idle_member import check_idle_member
from polc.compiler.checks.names.joined_words import check_joined_words
from polc.compiler.checks.names.list_in_list import check_list_in_list
from polc.compiler.checks.names.meant_already import check_meant_already
from polc.compiler.checks.names.unasked_count import check_unasked_count
from polc.compiler.checks.names.undeclared_source import check_undeclared_source
from polc.compiler.checks.names.unused_group import check_unused_group
from polc.compiler.checks.names.unused_list import check_unused_list
from polc.compiler.checks.names.unused_parameter import check_unused_parameter
from polc.compiler.checks.names.unused_payer import check_unused_payer
from polc.compiler.checks.names.unused_pool import check_unused_pool
from polc.compiler.checks.names.unused_reading import check_unused_reading
from polc.compiler.checks.names.unused_tally import check_unused_tally
from polc.compiler.checks.statements.choice_without_effect import check_choice_without_effect
from polc.compiler.checks.statements.empty_pool import check_empty_pool
from polc.compiler.checks.statements.examples_contradict import check_examples_contradict
from polc.compiler.checks.statements.excluded_condition import check_excluded_condition
from polc.compiler.checks.statements.idle_change import check_idle_change
from polc.compiler.checks.statements.idle_days import check_idle_days
from polc.compiler.checks.statements.idle_example import check_idle_example
from polc.compiler.checks.statements.idle_part import check_idle_part
from polc.compiler.checks.statements.idle_people import check_idle_people
from polc.compiler.checks.statements.idle_pool import check_idle_pool
from polc.compiler.checks.statements.idle_reach import check_idle_reach
from polc.compiler.checks.statements.idle_rounding import check_idle_rounding
from polc.compiler.checks.statements.idle_silence import check_idle_silence
from polc.compiler.checks.statements.implied_condition import check_implied_condition
from polc.compiler.checks.statements.kind_not_held import check_kind_not_held
from polc.compiler.checks.statements.line_without_effect import check_line_without_effect
from polc.compiler.checks.statements.none_where_needed import check_none_where_needed
from polc.compiler.checks.statements.of_last_alternative import check_of_last_alternative
from polc.compiler.checks.statements.of_whole_benefit import check_of_whole_benefit
from polc.compiler.checks.statements.place_left_out import check_place_left_out
from polc.compiler.checks.statements.pool_said_twice import check_pool_said_twice
from polc.compiler.checks.statements.said_twice import check_said_twice
from polc.compiler.checks.statements.same_choices import check_same_choices
from polc.compiler.checks.statements.statement_as_place import check_statement_as_place
from polc.compiler.checks.statements.stay_of_outpatients import check_stay_of_outpatients
from polc.compiler.checks.statements.yearly_term_on_visit import check_yearly_term_on_visit
from polc.compiler.checks.tables.row_of_outside import check_row_of_outside
from polc.compiler.checks.tables.rows_overlap import check_rows_overlap
from polc.compiler.checks.tables.uncovered_key import check_uncovered_key
from polc.compiler.checks.tables.uncovered_under_reading import check_uncovered_under_reading
from polc.compiler.checks.tables.unreachable_otherwise import check_unreachable_otherwise
from polc.compiler.checks.tables.unreachable_row import check_unreachable_row
from polc.compiler.checks.tables.year_without_value import check_year_without_value

CHECKS: Final[tuple[Callable[[CheckContext], None], ...]] = (
    check_backward_change,
    check_base_beyond_policy,
    check_base_paid_before,
    check_below_zero,
    check_cap_below_deductible,
    check_choice_without_effect,
    check_confusable_names,
    check_deductible_takes_all,
    check_doubtful_amount,
    check_empty_pool,
    check_idle_days,
    check_excluded_condition,
    check_figure_of_nothing,
    check_idle_bound,
    check_idle_change,
    check_idle_example,
    check_idle_people,
    check_idle_pool,
    check_idle_reach,
    check_idle_rounding,
    check_idle_silence,
    check_examples_contradict,
    check_idle_member,
    check_implied_condition,
    check_idle_part,
    check_joined_words,
    check_kind_not_held,
    check_limit_beyond_counted,
    check_line_without_effect,
    check_list_in_list,
    check_none_where_needed,
    check_of_last_alternative,
    check_of_whole_benefit,
    check_outdone_alternative,
    check_outdone_limit,
    check_paid_over_cost,
    check_place_left_out,
    check_pool_said_twice,
    check_raised_from_nothing,
    check_rate_passes_whole,
    check_row_of_outside,
    check_rows_overlap,
    check_said_twice,
    check_same_choices,
    check_statement_as_place,
    check_stay_of_outpatients,
    check_meant_already,
    check_unasked_count,
    check_uncovered_key,
    check_uncovered_under_reading,
    check_undeclared_source,
    check_unreachable_otherwise,
    check_unreachable_row,
    check_unused_group,
    check_unused_list,
    check_unused_parameter,
    check_unused_payer,
    check_unused_pool,
    check_unused_reading,
    check_unused_tally,
    check_year_without_value,
    check_yearly_term_on_visit,
)


def run_checks(context: CheckContext) -> None:
    """Each in turn; what two of them tell alike is told by the first."""
    for check in CHECKS:
        check(context)
