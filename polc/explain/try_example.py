"""What the compiler says of a page's example.

In: a page. Out: the diagnostics of its example, with the files of the standard library that
it uses; and of its repair, which has none.
"""

from polc.api.loader import read_used
from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.explain.page import Page
from polc.messages.text import Language

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


def spoken_program(text: str, language: Language) -> str:
    """An example in the keywords of the language; as it stands where its mistake is one that
    laying it out mends, so that it would not show there."""
    if language == "en" or not text:
        return text
    try:
        told, _ = format_text(SourceText(f"{NAME}.pol", text), language)
    except NotKeptError:
        return text
    same = told is not None and _codes(told) == _codes(text)
    return told if told is not None and same else text


def _codes(text: str) -> list[str]:
    return [found.code for found in diagnose(text)]
