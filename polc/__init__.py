"""polc: medical-security policies as text, settled exactly.

The public API. Names are imported when first used, so that `import polc` costs little.
"""

from typing import TYPE_CHECKING, Any

from polc.version import __version__

if TYPE_CHECKING:
    from polc.case import Case
    from polc.ledger import Change, Ledger, Paid
    from polc.loader import SourceError
    from polc.policy import Policy
    from polc.policy import compile_policy as compile  # noqa: A004  # the API's name
    from polc.policy import load_policy as load
    from polc.policy_error import PolicyError
    from polc.runtime.errors import CaseError, Problem
    from polc.runtime.result import ClaimResult, Settlement

__all__ = [
    "Case",
    "CaseError",
    "Change",
    "ClaimResult",
    "Ledger",
    "Paid",
    "Policy",
    "PolicyError",
    "Problem",
    "Settlement",
    "SourceError",
    "__version__",
    "compile",
    "load",
]

_WHERE = {
    "Case": ("polc.case", "Case"),
    "CaseError": ("polc.runtime.errors", "CaseError"),
    "Change": ("polc.ledger", "Change"),
    "ClaimResult": ("polc.runtime.result", "ClaimResult"),
    "Ledger": ("polc.ledger", "Ledger"),
    "Paid": ("polc.ledger", "Paid"),
    "Policy": ("polc.policy", "Policy"),
    "PolicyError": ("polc.policy_error", "PolicyError"),
    "Problem": ("polc.runtime.errors", "Problem"),
    "Settlement": ("polc.runtime.result", "Settlement"),
    "SourceError": ("polc.loader", "SourceError"),
    "compile": ("polc.policy", "compile_policy"),
    "load": ("polc.policy", "load_policy"),
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
