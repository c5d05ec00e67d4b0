"""polc: medical-security policies as text, settled exactly.

The public API, described in `docs/python.md`. Names are imported when first used, so that
`import polc` costs little.
"""

from typing import TYPE_CHECKING, Any

from polc.version import __version__

if TYPE_CHECKING:
    from polc.api.case import Case
    from polc.api.comparison import Compared, Comparison, compare
    from polc.api.household_ledger import HouseholdLedger
    from polc.api.ledger import Change, Ledger, Paid
    from polc.api.load_policy import compile_policy as compile  # noqa: A004  # the API's name
    from polc.api.load_policy import load_policy as load
    from polc.api.loader import SourceError, stdlib_names
    from polc.api.outcomes import Outcome, Outcomes
    from polc.api.policy import Policy
    from polc.api.questions import Answer, Question
    from polc.compiler.model.declared import Conformance
    from polc.compiler.model.readings import Choice
    from polc.compiler.report.diagnostics import Diagnostic
    from polc.compiler.report.policy_error import PolicyError
    from polc.inspect.clauses import Clause, Place
    from polc.inspect.coverage import Coverage, Uncovered, cover
    from polc.inspect.deadlines import Due
    from polc.inspect.targets import check_target
    from polc.inspect.working_days import (
        Calendar,
        NoCalendarError,
        public_calendar,
        read_calendar,
    )
    from polc.runtime.errors import CaseError, Problem
    from polc.runtime.explanation import Entry
    from polc.runtime.settle.adjustments import Adjustment
    from polc.runtime.tell.claim_result import ClaimResult
    from polc.runtime.tell.header import Header
    from polc.runtime.tell.result import Settlement

__all__ = [
    "Adjustment",
    "Answer",
    "Calendar",
    "Case",
    "CaseError",
    "Change",
    "Choice",
    "ClaimResult",
    "Clause",
    "Compared",
    "Comparison",
    "Conformance",
    "Coverage",
    "Diagnostic",
    "Due",
    "Entry",
    "Header",
    "HouseholdLedger",
    "Ledger",
    "NoCalendarError",
    "Outcome",
    "Outcomes",
    "Paid",
    "Place",
    "Policy",
    "PolicyError",
    "Problem",
    "Question",
    "Settlement",
    "SourceError",
    "Uncovered",
    "__version__",
    "check_target",
    "compare",
    "compile",
    "cover",
    "load",
    "public_calendar",
    "read_calendar",
    "stdlib_names",
]

_WHERE = {
    "Adjustment": ("polc.runtime.settle.adjustments", "Adjustment"),
    "Answer": ("polc.api.questions", "Answer"),
    "Calendar": ("polc.inspect.working_days", "Calendar"),
    "Case": ("polc.api.case", "Case"),
    "CaseError": ("polc.runtime.errors", "CaseError"),
    "Change": ("polc.api.ledger", "Change"),
    "Choice": ("polc.compiler.model.readings", "Choice"),
    "ClaimResult": ("polc.runtime.tell.claim_result", "ClaimResult"),
    "Clause": ("polc.inspect.clauses", "Clause"),
    "Compared": ("polc.api.comparison", "Compared"),
    "Comparison": ("polc.api.comparison", "Comparison"),
    "Conformance": ("polc.compiler.model.declared", "Conformance"),
    "Coverage": ("polc.inspect.coverage", "Coverage"),
    "Diagnostic": ("polc.compiler.report.diagnostics", "Diagnostic"),
    "Due": ("polc.inspect.deadlines", "Due"),
    "Entry": ("polc.runtime.explanation", "Entry"),
    "Header": ("polc.runtime.tell.told", "Header"),
    "HouseholdLedger": ("polc.api.household_ledger", "HouseholdLedger"),
    "Ledger": ("polc.api.ledger", "Ledger"),
    "NoCalendarError": ("polc.inspect.working_days", "NoCalendarError"),
    "Outcome": ("polc.api.outcomes", "Outcome"),
    "Outcomes": ("polc.api.outcomes", "Outcomes"),
    "Paid": ("polc.api.ledger", "Paid"),
    "Place": ("polc.inspect.clauses", "Place"),
    "Policy": ("polc.api.policy", "Policy"),
    "PolicyError": ("polc.compiler.report.policy_error", "PolicyError"),
    "Problem": ("polc.runtime.errors", "Problem"),
    "Question": ("polc.api.questions", "Question"),
    "Settlement": ("polc.runtime.tell.result", "Settlement"),
    "SourceError": ("polc.api.loader", "SourceError"),
    "Uncovered": ("polc.inspect.coverage", "Uncovered"),
    "check_target": ("polc.inspect.targets", "check_target"),
    "compare": ("polc.api.comparison", "compare"),
    "compile": ("polc.api.load_policy", "compile_policy"),
    "cover": ("polc.inspect.coverage", "cover"),
    "load": ("polc.api.load_policy", "load_policy"),
    "public_calendar": ("polc.inspect.working_days", "public_calendar"),
    "read_calendar": ("polc.inspect.working_days", "read_calendar"),
    "stdlib_names": ("polc.api.loader", "stdlib_names"),
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'polc' has no attribute '{name}'")
    from importlib import import_module

    module, attribute = _WHERE[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
