"""What `examples with { … }` gives to the examples after it.

In: the examples and these blocks, the names of results. Out: every example as a case, with what the
blocks before it say and it does not say itself. An example's own line stands over a block's: it is
read where the figures are. That it says the same, or another thing, is told, and so is a block with
no example after it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from polc.compiler.syntax.nodes.examples import (
    CaseField,
    ChoiceOf,
    ExampleClaim,
    ExampleMember,
    ExamplesWith,
    ExampleSyntax,
    Setting,
)
from polc.compiler.syntax.nodes.values import Name, Syntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.examples.examples import check_example
from polc.compiler.typed.examples.outputs import OutputKind
from polc.compiler.typed.nodes.program import Example
from polc.messages.text import say
from polc.records.evolve import evolve

Said = TypeVar("Said", bound=Syntax)

_ANY_DAY = 1
_ANY_KIND = Name("inpatient")


def check_examples(
    written: Iterable[tuple[ExampleSyntax | ExamplesWith, Context]],
    outputs: Mapping[str, OutputKind],
) -> tuple[Example, ...]:
    """The examples in the order of the file, of these and the blocks."""
    found: list[Example] = []
    given = ExamplesWith()
    waiting: list[tuple[ExamplesWith, Context]] = []
    for node, context in written:
        if isinstance(node, ExamplesWith):
            waiting.append((node, context))
            if _is_sound(node, context):
                given = _join(given, node)
        else:
            waiting.clear()
            found.append(check_example(_complete(node, given, context), outputs, context))
    for block, context in waiting:
        message = say("no example stands after this, so nothing has what it says")
        hint = say("write it before the examples that it is for")
        context.findings.warning("line_without_effect", message, block.span, hint)
    return tuple(found)


def _is_sound(block: ExamplesWith, context: Context) -> bool:
    """Whether all that it says can be said of a case. It is told here alone, and not again with
    each example."""
    before = context.findings.errors
    claim = ExampleClaim(None, _ANY_DAY, _ANY_KIND, block.claim, span=block.span)
    tried = ExampleSyntax(
        title="",
        under=block.under,
        settings=block.settings,
        person=block.person,
        region=block.region,
        claims=(claim,),
        span=block.span,
    )
    check_example(tried, {}, context)
    return context.findings.errors == before


def _join(earlier: ExamplesWith, later: ExamplesWith) -> ExamplesWith:
    """Both blocks: of the same thing what the later says."""
    return ExamplesWith(
        under=_add(later.under, earlier.under, _reading_of),
        settings=_add(later.settings, earlier.settings, _parameter_of),
        person=_add(later.person, earlier.person, _field_of),
        region=_add(later.region, earlier.region, _field_of),
        claim=_add(later.claim, earlier.claim, _field_of),
    )


def _complete(node: ExampleSyntax, given: ExamplesWith, context: Context) -> ExampleSyntax:
    """The example with what is given and it does not say itself."""
    if given == ExamplesWith():
        return node
    for own, block in _said_twice(node, given):
        _report(own, block, context)
    members = tuple(
        evolve(
            member,
            person=_add(member.person, given.person, _field_of),
            claims=_complete_claims(member.claims, given),
        )
        for member in node.members
    )
    return evolve(
        node,
        members=members,
        under=_add(node.under, given.under, _reading_of),
        settings=_add(node.settings, given.settings, _parameter_of),
        person=node.person if members else _add(node.person, given.person, _field_of),
        region=_add(node.region, given.region, _field_of),
        claims=_complete_claims(node.claims, given),
    )


def _complete_claims(
    claims: tuple[ExampleClaim, ...], given: ExamplesWith
) -> tuple[ExampleClaim, ...]:
    return tuple(
        evolve(claim, fields=_add(claim.fields, given.claim, _field_of)) for claim in claims
    )


def _add(
    own: tuple[Said, ...], given: tuple[Said, ...], key: Callable[[Said], Hashable]
) -> tuple[Said, ...]:
    said = {key(line) for line in own}
    return (*own, *(line for line in given if key(line) not in said))


def _said_twice(node: ExampleSyntax, given: ExamplesWith) -> Iterator[tuple[Syntax, Syntax]]:
    """What the example says of a thing that a block says, with what the block says."""
    yield from _both(node.under, given.under, _reading_of)
    yield from _both(node.settings, given.settings, _parameter_of)
    yield from _both(node.region, given.region, _field_of)
    parts: tuple[ExampleSyntax | ExampleMember, ...] = (node, *node.members)
    for part in parts:
        yield from _both(part.person, given.person, _field_of)
        for claim in part.claims:
            yield from _both(claim.fields, given.claim, _field_of)


def _both(
    own: tuple[Said, ...], given: tuple[Said, ...], key: Callable[[Said], Hashable]
) -> Iterator[tuple[Said, Said]]:
    by_key = {key(line): line for line in given}
    for line in own:
        if key(line) in by_key:
            yield line, by_key[key(line)]


def _report(own: Syntax, block: Syntax, context: Context) -> None:
    """The same, or another thing."""
    findings, word = context.findings, context.source.text[own.span.start : own.span.end]
    label = findings.place(block.span, say("this says it for all examples after it"))
    if own == block:
        message = say("`examples with` says the same for all examples after it")
        hint = say("take it out of the example")
        findings.warning("said_twice", message, own.span, hint, (label,), subject=word)
        return
    message = say("`examples with` says otherwise, and here the example's own line counts")
    hint = say("move the example above that block, or take its line out")
    findings.warning("example_says_otherwise", message, own.span, hint, (label,), subject=word)


def _reading_of(line: ChoiceOf) -> Hashable:
    return line.reading.text


def _parameter_of(line: Setting) -> Hashable:
    return line.name.text


def _field_of(line: CaseField) -> Hashable:
    return line.name.text, line.given
