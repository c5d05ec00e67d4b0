"""Every code that a diagnostic may have, and what holds of it.

In: nothing. Out: `CODES`, the registry: how much a code weighs, whether it may follow from
another mistake, what is told together. The page of a code is `explain/pages/CODE.md`.
"""

from collections.abc import Mapping
from typing import Final, Literal

from polc.compiler.model.record import frozen
from polc.compiler.report.diagnostics import Severity

Follows = Literal["nothing", "declaration", "anything"]
"""What that could not be read may be why: `nothing`, since the mistake is in what is written;
a `declaration` of its subject; `anything`, since it says that something is missing."""


@frozen
class Merge:
    """`least` or more of a file, or of one place in it, are told in one message."""

    least: int
    within: Literal["file", "place"]


@frozen(kw_only=True)
class Code:
    """What holds of a code. `by_examples`: found, some of them, only where the examples are
    settled, after the compilation."""

    level: Severity = "error"
    follows: Follows = "anything"
    merged: Merge | None = None
    by_examples: bool = False

    @property
    def has_level(self) -> bool:
        """Whether a project may set its level: not of what stops the compilation."""
        return self.level == "warning"


CODES: Final[Mapping[str, Code]] = {
    "adjusted_twice": Code(follows="nothing"),
    "allow_without_reason": Code(level="warning"),
    "and_or_without_brackets": Code(follows="nothing"),
    "asks_a_claim": Code(level="warning"),
    "backward_change": Code(level="warning"),
    "backward_range": Code(follows="nothing"),
    "bad_figure": Code(follows="nothing"),
    "base_beyond_policy": Code(level="warning"),
    "base_paid_before": Code(level="warning"),
    "below_zero": Code(level="warning"),
    "beside_members": Code(follows="nothing"),
    "beyond_64_bits": Code(level="warning"),
    "breach": Code(),
    "breached_in_example": Code(level="warning", by_examples=True),
    "cap_below_deductible": Code(level="warning"),
    "carried_without_months": Code(follows="nothing"),
    "chain_without_mode": Code(),
    "change_without_effect": Code(),
    "choice_without_value": Code(),
    "circular_group": Code(),
    "circular_pool": Code(),
    "circular_use": Code(follows="nothing"),
    "class_terms_differ": Code(follows="nothing"),
    "class_without_name": Code(follows="nothing"),
    "comma_in_number": Code(),
    "confusable_names": Code(level="warning"),
    "counted_two_ways": Code(),
    "declared_twice": Code(follows="nothing"),
    "doubtful_amount": Code(level="warning"),
    "edges_fall": Code(follows="nothing"),
    "empty_file": Code(),
    "empty_pool": Code(level="warning"),
    "example_says_otherwise": Code(level="warning"),
    "examples_contradict": Code(level="warning"),
    "extends_nothing": Code(),
    "file_not_found": Code(follows="nothing"),
    "file_too_large": Code(),
    "glued_words": Code(),
    "implied_condition": Code(level="warning"),
    "incomplete_limit": Code(),
    "joined_words": Code(level="warning"),
    "key_twice": Code(follows="nothing"),
    "key_without_by": Code(),
    "kinds_disagree": Code(follows="nothing"),
    "layer_twice": Code(follows="nothing"),
    "line_outside_benefit": Code(),
    "line_outside_case": Code(),
    "line_without_effect": Code(level="warning"),
    "lost_limit": Code(level="warning"),
    "missing_period": Code(follows="nothing"),
    "missing_unit": Code(),
    "missing_use": Code(),
    "mixed_languages": Code(level="warning"),
    "mixed_script": Code(),
    "mode_without_year": Code(),
    "needless_allow": Code(level="warning"),
    "needless_departure": Code(level="warning"),
    "negative_figure": Code(follows="nothing"),
    "nested_too_deep": Code(),
    "no_clause": Code(level="warning"),
    "no_condition": Code(),
    "no_layer": Code(),
    "no_line_for_a_term": Code(),
    "no_policy_line": Code(),
    "no_rate": Code(),
    "none_where_needed": Code(level="warning"),
    "not_an_earlier_layer": Code(),
    "not_compared": Code(),
    "odd_amount": Code(),
    "odd_comment": Code(),
    "odd_date": Code(),
    "odd_list": Code(),
    "odd_name": Code(),
    "odd_rate": Code(),
    "odd_sign": Code(),
    "odd_word": Code(),
    "of_last_alternative": Code(level="warning"),
    "of_whole_benefit": Code(level="warning"),
    "once_may_end": Code(),
    "open_bands": Code(),
    "outdone_alternative": Code(level="warning"),
    "outdone_limit": Code(level="warning"),
    "overlapping_years": Code(follows="nothing"),
    "paid_over_cost": Code(level="warning"),
    "parameter_not_fixed": Code(),
    "period_misplaced": Code(follows="nothing"),
    "place_left_out": Code(level="warning"),
    "pool_too_early": Code(),
    "raised_from_nothing": Code(level="warning"),
    "range_of_figures": Code(follows="nothing"),
    "ranked_twice": Code(follows="nothing"),
    "rate_over_100": Code(follows="nothing"),
    "rate_passes_whole": Code(level="warning"),
    "reading_default": Code(),
    "reading_unsettled": Code(),
    "requirement_undetermined": Code(level="warning", by_examples=True),
    "reserved_name": Code(),
    "row_of_outside": Code(level="warning"),
    "row_unlike_head": Code(follows="nothing"),
    "row_without_line": Code(),
    "rows_overlap": Code(level="warning"),
    "said_twice": Code(level="warning"),
    "same_choices": Code(level="warning"),
    "silent_on": Code(level="warning", merged=Merge(least=5, within="place")),
    "space_in_number": Code(),
    "split_without_table": Code(),
    "statement_as_place": Code(level="warning"),
    "stay_across_years": Code(),
    "stay_of_outpatients": Code(level="warning"),
    "tally_too_early": Code(),
    "title_taken": Code(follows="nothing"),
    "too_many_identities": Code(),
    "too_many_lines": Code(),
    "too_many_parts": Code(),
    "too_many_readings": Code(),
    "two_lines_for_a_term": Code(),
    "two_meanings": Code(),
    "unclosed_bracket": Code(),
    "unclosed_text": Code(),
    "uncovered_class": Code(),
    "uncovered_key": Code(level="warning"),
    "undeclared_source": Code(level="warning"),
    "unexpected_word": Code(),
    "unfinished": Code(),
    "unknown_choice": Code(follows="declaration"),
    "unknown_error": Code(follows="nothing"),
    "unknown_field": Code(follows="declaration"),
    "unknown_key": Code(follows="declaration"),
    "unknown_keyword": Code(),
    "unknown_name": Code(follows="declaration", merged=Merge(least=4, within="file")),
    "unknown_output": Code(follows="declaration"),
    "unknown_value": Code(follows="declaration"),
    "unopened_bracket": Code(),
    "unordered_classes": Code(),
    "unreachable_key": Code(),
    "unreachable_otherwise": Code(level="warning"),
    "unreachable_row": Code(level="warning"),
    "unseen_character": Code(),
    "unused_group": Code(level="warning"),
    "unused_list": Code(level="warning"),
    "unused_parameter": Code(level="warning"),
    "unused_payer": Code(level="warning"),
    "unused_pool": Code(level="warning"),
    "unused_reading": Code(level="warning"),
    "unused_tally": Code(level="warning"),
    "value_not_falling": Code(),
    "value_out_of_bounds": Code(),
    "wrong_kind": Code(follows="nothing"),
    "wrong_kind_of_name": Code(follows="declaration"),
    "wrong_level": Code(),
    "year_without_value": Code(level="warning"),
    "yearly_term_on_visit": Code(level="warning"),
}

CODES_WITH_LEVEL: Final = frozenset(code for code, about in CODES.items() if about.has_level)
"""The codes of warnings: what is told of a policy that compiles."""
