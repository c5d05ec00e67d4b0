"""What `examples with { … }` gives to the examples after it.

In: the examples and these blocks, the names of results. Out: every example as a case, with what the
blocks before it say and it does not say itself. An example's own line stands over a block's: it is
read where the figures are. That it says the same, or another thing, is told, and so is a block with
no example after it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from polc.compiler.syntax.nodes.examples import (
    ExampleClaim,
    ExampleMember,
    ExamplesWith,
    ExampleSyntax,
)
from polc.compiler.syntax.nodes.values import Name, Syntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.examples.examples import check_example
from polc.compiler.typed.examples.line_subjects import ExampleLine, subject_of
from polc.compiler.typed.examples.outputs import OutputKind
from polc.compiler.typed.nodes.program import Example
from polc.messages.text import say
from polc.records.evolve import evolve

Said = TypeVar("Said", bound=ExampleLine)

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
                given = _join(given, node, context)
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


def _join(earlier: ExamplesWith, later: ExamplesWith, context: Context) -> ExamplesWith:
    """Both blocks: of the same thing what the later says."""
    return ExamplesWith(
        under=_add(later.under, earlier.under, context),
        settings=_add(later.settings, earlier.settings, context),
        person=_add(later.person, earlier.person, context),
        region=_add(later.region, earlier.region, context),
        claim=_add(later.claim, earlier.claim, context),
    )


def _complete(node: ExampleSyntax, given: ExamplesWith, context: Context) -> ExampleSyntax:
    """The example with what is given and it does not say itself."""
    if given == ExamplesWith():
        return node
    for own, block in _said_twice(node, given, context):
        _report(own, block, context)
    members = tuple(
        evolve(
            member,
            person=_add(member.person, given.person, context),
            claims=_complete_claims(member.claims, given, context),
        )
        for member in node.members
    )
    return evolve(
        node,
        members=members,
        under=_add(node.under, given.under, context),
        settings=_add(node.settings, given.settings, context),
        person=node.person if members else _add(node.person, given.person, context),
        region=_add(node.region, given.region, context),
        claims=_complete_claims(node.claims, given, context),
    )


def _complete_claims(
    claims: tuple[ExampleClaim, ...], given: ExamplesWith, context: Context
) -> tuple[ExampleClaim, ...]:
    return tuple(evolve(claim, fields=_add(claim.fields, given.claim, context)) for claim in claims)


def _add(own: tuple[Said, ...], given: tuple[Said, ...], context: Context) -> tuple[Said, ...]:
    said = {subject_of(line, context) for line in own}
    return (*own, *(line for line in given if subject_of(line, context) not in said))


def _said_twice(
    node: ExampleSyntax, given: ExamplesWith, context: Context
) -> Iterator[tuple[ExampleLine, ExampleLine]]:
    """What the example says of a thing that a block says, with what the block says."""
    yield from _both(node.under, given.under, context)
    yield from _both(node.settings, given.settings, context)
    yield from _both(node.region, given.region, context)
    parts: tuple[ExampleSyntax | ExampleMember, ...] = (node, *node.members)
    for part in parts:
        yield from _both(part.person, given.person, context)
        for claim in part.claims:
            yield from _both(claim.fields, given.claim, context)


def _both(
    own: tuple[ExampleLine, ...], given: tuple[ExampleLine, ...], context: Context
) -> Iterator[tuple[ExampleLine, ExampleLine]]:
    by_subject = {subject_of(line, context): line for line in given}
    for line in own:
        block = by_subject.get(subject_of(line, context))
        if block is not None:
            yield line, block


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
