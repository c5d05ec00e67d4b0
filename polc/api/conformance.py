"""How checked policies stand to what binds them.

In: a compilation. Out: its conformance, what is paid in the end held against its examples,
and the warnings of that.
"""

from polc.api.policy import policy_of
from polc.compiler.conform.places import Places
from polc.compiler.model.declared import Conformance
from polc.compiler.pipeline import Compilation, Program
from polc.compiler.report.diagnostics import Diagnostic
from polc.inspect.as_paid import report_effective


def find_conformance(
    compiled: Compilation, program: Program, name: str
) -> tuple[tuple[Conformance, ...], tuple[Diagnostic, ...]]:
    """Of the program of this compilation; `name` is that of the policy's own file."""
    found = policy_of(program).conformance
    main = compiled.sources.get(name) or next(iter(compiled.sources.values()))
    return found, tuple(report_effective(found, Places(compiled.sources, main, {}, {}, None)))
