"""All checks of a policy that compiles.

In: a subject. Out: warnings among the findings of each file. A check is one file of this
folder; its code, which its file is called by, has a page (`polc explain CODE`).
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.checks.base_beyond_policy import check_base_beyond_policy
from polc.compiler.checks.base_paid_before import check_base_paid_before
from polc.compiler.checks.below_zero import check_below_zero
from polc.compiler.checks.cap_below_deductible import check_cap_below_deductible
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.choice_without_effect import check_choice_without_effect
from polc.compiler.checks.confusable_names import check_confusable_names
from polc.compiler.checks.empty_pool import check_empty_pool
from polc.compiler.checks.examples_contradict import check_examples_contradict
from polc.compiler.checks.line_without_effect import check_line_without_effect
from polc.compiler.checks.rate_passes_whole import check_rate_passes_whole
from polc.compiler.checks.rows_overlap import check_rows_overlap
from polc.compiler.checks.said_twice import check_said_twice
from polc.compiler.checks.same_choices import check_same_choices
from polc.compiler.checks.uncovered_key import check_uncovered_key
from polc.compiler.checks.undeclared_source import check_undeclared_source
from polc.compiler.checks.unreachable_otherwise import check_unreachable_otherwise
from polc.compiler.checks.unreachable_row import check_unreachable_row
from polc.compiler.checks.unused_group import check_unused_group
from polc.compiler.checks.unused_parameter import check_unused_parameter
from polc.compiler.checks.unused_payer import check_unused_payer
from polc.compiler.checks.unused_pool import check_unused_pool
from polc.compiler.checks.unused_reading import check_unused_reading
from polc.compiler.checks.unused_tally import check_unused_tally
from polc.compiler.checks.year_without_value import check_year_without_value
from polc.compiler.checks.yearly_term_on_visit import check_yearly_term_on_visit

CHECKS: Final[tuple[Callable[[CheckContext], None], ...]] = (
    check_base_beyond_policy,
    check_base_paid_before,
    check_below_zero,
    check_cap_below_deductible,
    check_choice_without_effect,
    check_confusable_names,
    check_empty_pool,
    check_examples_contradict,
    check_line_without_effect,
    check_rate_passes_whole,
    check_rows_overlap,
    check_said_twice,
    check_same_choices,
    check_uncovered_key,
    check_undeclared_source,
    check_unreachable_otherwise,
    check_unreachable_row,
    check_unused_group,
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
