"""What was found in a policy, printed.

In: diagnostics. Out: they stand on standard error, or as JSON on standard output.
"""

from collections.abc import Iterable

from polc.cli.render.diagnostics import as_text
from polc.cli.terminal.output import print_text
from polc.cli.terminal.print_json import print_json
from polc.compiler.report.diagnostics import Diagnostic
from polc.inspect.plain_diagnostic import plain_diagnostic
from polc.messages.text import Language


def print_diagnostics(
    found: Iterable[Diagnostic], *, as_machine: bool = False, language: Language | None = None
) -> None:
    """Framed on standard error, or as one JSON object on standard output."""
    if as_machine:
        print_json(
            {"diagnostics": [plain_diagnostic(diagnostic, language) for diagnostic in found]}
        )
        return
    for diagnostic in found:
        print_text(as_text(diagnostic, language), err=True)
