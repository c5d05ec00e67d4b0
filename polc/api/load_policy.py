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
    from polc.messages.text import Language


def compile_policy(text: str, name: str = "policy.pol") -> Policy:
    """The policy of a text; `name` is what messages call it, and where `use` looks."""
    return policy_of(compile_source(SourceText(name, text), read_used))


def load_policy(name: Any) -> Policy:
    """The policy of a stdlib name or a path. Raises `OSError` or `PolicyError`."""
    return policy_of(compile_source(find_source(name), read_used))


def load_in_language(name: Any, language: "Language") -> Policy:
    """The same policy as it is written with the keywords of a language, by which it and what it
    uses are quoted: it settles alike, and has other lines. Raises `OSError` or `PolicyError`."""

    def read(used: str, by: str) -> SourceText | None:
        found = read_used(used, by)
        return None if found is None else _translate(found, language)

    return policy_of(compile_source(_translate(find_source(name), language), read))


def _translate(source: SourceText, language: "Language") -> SourceText:
    """The text with the keywords of a language; one that has mistakes stays as it is, and is told
    so where it is compiled."""
    from polc.compiler.format.format import NotKeptError, format_text

    try:
        text, _ = format_text(source, language)
    except NotKeptError:
        return source
    return source if text is None else SourceText(source.name, text)


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
