"""What the compiler says of a page's example.

In: a page. Out: the diagnostics of its example, with the files of the standard library that
it uses; and of its repair, which has none.
"""

from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.explain.page import Page

NAME = "example"
"""What the example is called; it can use itself."""


def try_example(page: Page) -> tuple[Diagnostic, ...]:
    """Those of the example."""
    return diagnose(page.example)


def diagnose(text: str) -> tuple[Diagnostic, ...]:
    """Those of a program called `example.pol` in a folder of its own."""
    source = SourceText(f"{NAME}.pol", text)

    def read(name: str, _by: str) -> SourceText | None:
        return source if name == NAME else read_used(name, "suizhou")

    return compile_text(source, read).diagnostics
