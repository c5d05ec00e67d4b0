"""A generated policy compiled, with its files read from memory."""

from polc.api.compiled_choices import CompiledChoices
from polc.api.loader import read_used
from polc.api.policy import Policy
from polc.compiler.pipeline import Compilation, compile_text
from polc.compiler.report.source import SourceText
from tests.generators.policies.write import Written


def compile_written(written: Written) -> Compilation:
    """The compilation of the file that is to be compiled."""

    def read(name: str, by: str) -> SourceText | None:
        if name in written.files:
            return SourceText(name, written.files[name])
        return read_used(name, by)

    return compile_text(SourceText(written.policy, written.files[written.policy]), read)


def policy_of(written: Written) -> tuple[Policy | None, tuple[str, ...]]:
    """The policy, or none and the codes of its mistakes."""
    found = compile_written(written)
    codes = tuple(
        diagnostic.code for diagnostic in found.diagnostics if diagnostic.severity == "error"
    )
    if found.program is None:
        return None, codes
    return Policy(CompiledChoices(found.program), {}, {}), ()
