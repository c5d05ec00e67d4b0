"""Of what a line of an example says something, in whichever language it names it.

In: a line of an example and a context. Out: the same for two lines that speak of the same thing;
and a `declared_twice` at each line of an example that says of a thing what an earlier one of it
says: only one of them could count.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from polc.compiler.syntax.nodes.examples import (
    CaseField,
    ChoiceOf,
    ExampleClaim,
    ExampleSyntax,
    Setting,
)
from polc.compiler.syntax.nodes.values import Name, Syntax
from polc.compiler.typed.context import Context
from polc.messages.text import say
from polc.runtime.vocabulary import CLAIM_WORDS

ExampleLine = ChoiceOf | Setting | CaseField

YEAR_WORDS: Final = ("year", "年度")
"""The benefit year, beside the fields of a person."""


def subject_of(line: ExampleLine, context: Context) -> Hashable:
    """The id of the reading, the parameter, the benefit or the field."""
    name = _name_of(line)
    if isinstance(line, CaseField) and not line.given:
        field = context.find_field(name.text)
        word = CLAIM_WORDS.get(name.text, name.text) if field is None else field.name
        return "year" if word in YEAR_WORDS else word
    symbol = context.names.find(name.text)
    named = symbol.id if symbol is not None else name.text
    return (named, "paid") if isinstance(line, CaseField) else named


def refuse_repeated(node: ExampleSyntax, context: Context) -> None:
    """Tells the lines of an example of which only one could count."""
    for lines in _kinds_of_lines(node):
        first: dict[Hashable, ExampleLine] = {}
        for line in lines:
            earlier = first.setdefault(subject_of(line, context), line)
            if earlier is not line:
                _report(line, earlier, context)


def _kinds_of_lines(node: ExampleSyntax) -> Iterator[Iterable[ExampleLine]]:
    yield node.under
    yield node.settings
    yield node.region
    yield node.person
    claims: list[ExampleClaim] = [*node.claims]
    for member in node.members:
        yield member.person
        claims += member.claims
    for claim in claims:
        yield claim.fields


def _report(line: Syntax, earlier: Syntax, context: Context) -> None:
    findings = context.findings
    word = context.source.text[line.span.start : line.span.end]
    findings.error(
        "declared_twice",
        say("the example says this twice, and only one of both could count"),
        line.span,
        say("take out the one that is wrong; two claims, or two cases, are lines of their own"),
        (findings.place(earlier.span, say("this says it already")),),
        subject=word,
    )


def _name_of(line: ExampleLine) -> Name:
    return line.reading if isinstance(line, ChoiceOf) else line.name
