"""Requirements in the names of the policy that they bind.

In: the requirements as their frameworks write them, the names and fields of the policy. Out: a
`TypedRequirement` each. A figure that cannot be found here is no mistake of this policy: why it
cannot be is kept beside it.
"""

from collections.abc import Iterable, Mapping

from polc.compiler.names.resolver import Resolver
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.inherit import Require
from polc.compiler.typed.context import Context
from polc.compiler.typed.declarations.requirements import Requirement, collect_requirements
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.requirements import TypedRequirement
from polc.compiler.typed.nodes.values import Typed
from polc.compiler.typed.values.check_value import check_value
from polc.messages.text import NOTHING, Text, say
from polc.records.evolve import evolve


def check_requirements(
    program: Program,
    located: tuple[LocatedItem, ...],
    scope: Scope,
    findings: Mapping[str, Findings],
    main: SourceText,
    requirements: Iterable[Requirement],
) -> tuple[TypedRequirement, ...]:
    """Those of the frameworks that bind the program, then its own, each once, whoever hands it
    on; none of a framework, which is bound by nothing. Names are asked with a resolver of their
    own: what a requirement asks is no use of it."""
    if program.framework:
        return ()
    own = collect_requirements(program.policy, located, findings, main.name)
    fields = {word: field_ for field_ in program.fields for word in (field_.name, *field_.chinese)}
    context = Context(names=Resolver(scope), findings=Findings(main), source=main, fields=fields)
    needed = {requirement.name: requirement for requirement in (*requirements, *own)}
    return tuple(_check_requirement(requirement, context) for requirement in needed.values())


def _check_requirement(requirement: Requirement, context: Context) -> TypedRequirement:
    node = requirement.node
    subject = context.scope.words.get(node.subject.text)
    value, unknown = _find_value(node, context)
    return TypedRequirement(
        framework=requirement.framework,
        id=node.name.text,
        title=node.title,
        subject=subject.id if subject is not None else node.subject.text,
        part=node.part.text if node.part is not None else "",
        op=node.op,
        people=_find_people(node, context),
        for_some=bool(node.people),
        value=value,
        unknown=unknown,
        effective=node.effective,
        origin=requirement.origin,
        source=requirement.source,
        span=node.span,
    )


def _find_people(node: Require, context: Context) -> tuple[str, ...]:
    """The identities of those that the policy knows."""
    known = tuple(identity for identity in node.people if identity.text in context.scope.words)
    return context.names.people(known, context.findings)


def _find_value(node: Require, context: Context) -> tuple[Typed | None, Text]:
    """What is required, or None and why it cannot be told."""
    if node.value is None:
        return None, NOTHING
    inner = evolve(context, findings=Findings(context.source))
    value = check_value(node.value, inner)
    if value is not None:
        return value, NOTHING
    found = inner.findings.found
    return None, found[0].message if found else say("its figure cannot be found here")
