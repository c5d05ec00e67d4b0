"""What an editor's own windows ask of a policy: its examples as tests, the form of its cases.

In: an analysis. Out: plain data, for the extension of VS Code or whoever calls these commands.
"""

from collections.abc import Sequence
from typing import Any, Final

from polc.compiler.syntax.nodes.examples import ExampleSyntax
from polc.inspect.case_form import case_form
from polc.inspect.examples import ExampleRun
from polc.inspect.input_rules import plans_by_reading
from polc.inspect.inputs import list_inputs
from polc.language_server.analyse import Analysis
from polc.language_server.lenses import Runs, items_of, tell_difference
from polc.messages.text import Language

LIST: Final = "polc.listExamples"
TRY: Final = "polc.tryExamples"
FORM: Final = "polc.caseForm"


def list_examples(analysis: Analysis) -> list[dict[str, Any]]:
    """The examples where the text as it is now has them, lines counted from 1."""
    if analysis.named is None:
        return []
    found = []
    for item in items_of(analysis.named.file.items):
        place = analysis.range_now(item.span) if isinstance(item, ExampleSyntax) else None
        if isinstance(item, ExampleSyntax) and place is not None:
            lines = {"line": place.start.line + 1, "last": place.end.line + 1}
            found.append({"title": item.title, **lines})
    return found


def try_examples(
    analysis: Analysis, lines: Sequence[int] | None, runs: Runs, language: Language | None
) -> list[dict[str, Any]] | None:
    """What came of the examples of these lines (None: all); None of a policy with mistakes."""
    if analysis.program is None or not analysis.is_fresh:
        return None
    spoken = language or analysis.language
    return [_told(run, spoken) for run in runs.run(analysis, lines, language)]


def _told(run: ExampleRun, spoken: Language) -> dict[str, Any]:
    differences = [
        {
            "line": differing.line,
            "output": differing.output,
            "expected": differing.expected,
            "got": differing.got,
            "told": tell_difference(differing, spoken),
        }
        for differing in run.differences
    ]
    return {"title": run.title, "line": run.line, "differences": differences}


def form_of(analysis: Analysis, language: Language | None) -> dict[str, Any] | None:
    """The form of the policy's cases; None of one with mistakes."""
    if analysis.program is None or not analysis.is_fresh:
        return None
    plans, spoken = plans_by_reading(analysis.program), language or analysis.language
    form = case_form(plans, list_inputs(plans), spoken)
    head = {"policy": plans[0].policy, "title": plans[0].title, "language": spoken}
    return {**form, **head}
