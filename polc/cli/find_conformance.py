"""How checked policies stand to what binds them.

In: a compilation. Out: its conformance, what is paid in the end held against its examples,
and the warnings of that.
"""

from polc.compiler.conform.places import Places
from polc.compiler.diagnostics import Diagnostic
from polc.compiler.pipeline import Compilation
from polc.compiler.plan.declared import Conformance
from polc.effective import tell_effective
from polc.policy import policy_of


def find_conformance(
    compiled: Compilation, name: str
) -> tuple[tuple[Conformance, ...], tuple[Diagnostic, ...]]:
    """Nothing for one with mistakes; `name` is that of the policy's own file."""
    if compiled.program is None or not compiled.program.declared.conformance:
        return (), ()
    found = policy_of(compiled.program).conformance
    main = compiled.sources.get(name) or next(iter(compiled.sources.values()))
    return found, tuple(tell_effective(found, Places(compiled.sources, main, {}, {}, None)))
