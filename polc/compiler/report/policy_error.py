"""Why there is no policy to settle with.

In: a message, and the diagnostics where a text does not compile. Out: `PolicyError`.
"""

from polc.compiler.report.diagnostics import Diagnostic


class PolicyError(Exception):
    """A policy that does not compile, or cannot be used as asked; `diagnostics` say why,
    and are empty where no text is at fault."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type["PolicyError"], tuple[str, tuple[Diagnostic, ...]]]:
        return (PolicyError, (self.args[0], self.diagnostics))
