"""A policy of a text or a file.

In: a text, a stdlib name, a path. Out: the `Policy`, with its own readings and figures.
"""

from typing import TYPE_CHECKING, Any

from polc.api.loader import find_source, read_used
from polc.api.policy import Policy, policy_of
from polc.compiler.report.policy_error import PolicyError
from polc.compiler.report.source import SourceText

if TYPE_CHECKING:
    from polc.compiler.pipeline import SourceReader
    from polc.compiler.typed.nodes.program import Program


def compile_policy(text: str, name: str = "policy.pol") -> Policy:
    """The policy of a text; `name` is what messages call it, and where `use` looks."""
    return policy_of(compile_source(SourceText(name, text), read_used))


def load_policy(name: Any) -> Policy:
    """The policy of a stdlib name or a path. Raises `OSError` or `PolicyError`."""
    return policy_of(compile_source(find_source(name), read_used))


def compile_source(source: SourceText, read: "SourceReader") -> "Program":
    """The program of a source and of what it uses. Raises `OSError` or `PolicyError`."""
    from polc.api.pause_collection import pause_collection
    from polc.compiler.pipeline import compile_text

    with pause_collection():
        found = compile_text(source, read, checks=False)
    if found.program is None:
        errors = [diagnostic for diagnostic in found.diagnostics if diagnostic.severity == "error"]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        where = f"{first.source.name}:{first.line}:{first.column}"
        raise PolicyError(f"{where}: {first.message}{more}", found.diagnostics)
    return found.program
