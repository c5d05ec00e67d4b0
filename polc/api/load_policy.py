"""A policy of a text or a file.

In: a text, a stdlib name, a path. Out: the `Policy`, with its own readings and figures.
"""

from typing import Any

from polc.api.loader import find_source, read_used
from polc.api.pause_collection import pause_collection
from polc.api.policy import Policy, policy_of
from polc.compiler.pipeline import compile_text
from polc.compiler.report.policy_error import PolicyError
from polc.compiler.report.source import SourceText


def compile_policy(text: str, name: str = "policy.pol") -> Policy:
    """The policy of a text; `name` is what messages call it, and where `use` looks."""
    return _from_source(SourceText(name, text))


def load_policy(name: Any) -> Policy:
    """The policy of a stdlib name or a path. Raises `OSError` or `PolicyError`."""
    return _from_source(find_source(name))


def _from_source(source: SourceText) -> Policy:
    with pause_collection():
        found = compile_text(source, read_used, checks=False)
    if found.program is None:
        errors = [diagnostic for diagnostic in found.diagnostics if diagnostic.severity == "error"]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        where = f"{first.source.name}:{first.line}:{first.column}"
        raise PolicyError(f"{where}: {first.message}{more}", found.diagnostics)
    return policy_of(found.program)
