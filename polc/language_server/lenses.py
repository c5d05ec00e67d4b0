"""What stands above the examples and the benefits of a policy: run it, settle the case at hand.

In: an analysis. Out: code lenses, those of examples with what came of the last run of this very
text; and the answers to their commands, in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lsprotocol import types

from polc.api.policy import Policy, policy_of
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.nodes.examples import ExampleSyntax
from polc.compiler.syntax.nodes.items import Item, Section
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.inspect.examples import Difference, ExampleRun, run_example
from polc.language_server.analyse import Analysis
from polc.language_server.publish import uri_of
from polc.messages.text import Language, Text, in_language, say
from polc.runtime.errors import CaseError

RUN: Final = "polc.runExample"
RUN_ALL: Final = "polc.runExamples"
SETTLE: Final = "polc.settleBenefit"

_MOST_KEPT: Final = 20


class Runs:
    """What came of examples, by the text they stand in; of an old text nothing is shown."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[int, ExampleRun]] = {}
        self._policies: dict[int, Policy] = {}

    def of(self, source: SourceText) -> dict[int, ExampleRun]:
        """By the line of an example what came of it."""
        return self._kept.setdefault((source.name, source.text), {})

    def run(
        self, analysis: Analysis, lines: Sequence[int] | None, language: Language | None
    ) -> list[ExampleRun]:
        """Runs the examples of these lines (None: all), and keeps what came of them."""
        program = analysis.program
        if program is None:
            return []
        while len(self._kept) > _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        policy, kept = policy_of(program), self.of(analysis.source)
        found = []
        for example in program.examples:
            if lines is None or example.line in lines:
                ran = run_example(policy, example, language or analysis.language)
                kept[example.line] = ran
                found.append(ran)
        return found


def code_lenses(analysis: Analysis, runs: Runs, language: Language | None) -> list[types.CodeLens]:
    """The lenses of a file, in its order."""
    uri = uri_of(analysis.source)
    if analysis.named is None or uri is None:
        return []
    spoken = language or analysis.language
    kept = runs.of(analysis.source)
    found: list[types.CodeLens] = []
    for item in items_of(analysis.named.file.items):
        line = analysis.of.line_of(item.span.start)
        if isinstance(item, ExampleSyntax):
            title = _tell_run(kept.get(line), spoken)
            found += _lens(analysis, item.span, title, RUN, [uri, line])
        elif isinstance(item, BenefitSyntax) and item.per == "claim":
            title = str(in_language(say("settle the case at hand"), spoken, spoken))
            found += _lens(analysis, item.name.span, title, SETTLE, [uri, item.name.text])
    return found


def items_of(items: tuple[Item, ...]) -> list[Item]:
    """The items of a file, those of its sections among them."""
    found: list[Item] = []
    for item in items:
        found += items_of(item.items) if isinstance(item, Section) else [item]
    return found


def _lens(
    analysis: Analysis, span: Span, title: str, command: str, arguments: list[object]
) -> Iterator[types.CodeLens]:
    place = analysis.range_now(span)
    if place is not None:
        told = types.Command(title=title, command=command, arguments=arguments)
        yield types.CodeLens(place, told)


def _tell_run(ran: ExampleRun | None, spoken: Language) -> str:
    if ran is None:
        return str(in_language(say("run"), spoken, spoken))
    return " · ".join(tell_run(ran, spoken))


def tell_run(ran: ExampleRun, spoken: Language) -> list[str]:
    """What came of an example: that it holds, or each amount that differs."""
    if not ran.differences:
        return [str(in_language(say("as expected"), spoken, spoken))]
    return [tell_difference(differing, spoken) for differing in ran.differences]


def tell_title_run(ran: ExampleRun, spoken: Language) -> list[str]:
    """The same, each line behind the example's title."""
    return [
        _words(say("{title}: {told}", title=ran.title, told=told), spoken)
        for told in tell_run(ran, spoken)
    ]


def tell_difference(differing: Difference, spoken: Language) -> str:
    """What came of one expectation that does not hold."""
    told = say(
        "`{output}`: got {got}, expected {expected}",
        output=differing.output,
        got=differing.got,
        expected=differing.expected,
    )
    return _words(told, spoken)


def settle_benefit(analysis: Analysis, name: str, language: Language | None) -> str:
    """What a benefit pays in the first example that it pays in, else in the first of all: the
    amount of each claim, and the steps that led there with their clauses."""
    program, spoken = analysis.program, language or analysis.language
    if program is None or not program.examples:
        return _words(say("there is no example to settle"), spoken)
    policy = policy_of(program)
    told = ""
    for example in program.examples:
        try:
            settled = policy.settle(dict(example.case)).to_dict(explain=True)
        except CaseError as refused:
            problems = refused.in_language(spoken, program.language).errors
            lines = (example.title, *(str(problem.message) for problem in problems))
            told = told or "\n".join(lines)
            continue
        paid = {claim["id"]: claim["benefits"].get(name) for claim in settled["claims"]}
        found = "\n".join((example.title, *_tell_benefit(settled, name, paid, spoken)))
        if any(amount not in (None, "0.00") for amount in paid.values()):
            return found
        told = told or found
    return told


def _tell_benefit(
    settled: Mapping[str, Any], name: str, paid: Mapping[str, str | None], spoken: Language
) -> Iterator[str]:
    for claim, amount in paid.items():
        yield _words(say("{title}: {told}", title=claim, told=f"{name} {amount or '-'}"), spoken)
        for entry in settled["explanation"]:
            if entry["benefit"] == name and entry["claim"] == claim:
                figures = " ".join(filter(None, (entry["amount"], entry["cite"])))
                yield f"  {entry['written']}  {figures}".rstrip()


def _words(text: Text, spoken: Language) -> str:
    return str(in_language(text, spoken, spoken))
