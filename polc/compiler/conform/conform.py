"""The pass after typing: a policy against the requirements that bind it.

In: a checked program, its items and the requirements of the frameworks that it conforms to.
Out: the `Conformance` to each requirement, its own included; findings beside them.
"""

from collections.abc import Mapping

from polc.compiler.conform.evaluate import CheckedPolicy
from polc.compiler.conform.places import Places
from polc.compiler.conform.report import report_conformance
from polc.compiler.conform.requirements import Requirement, collect_requirements
from polc.compiler.model.declared import Conformance
from polc.compiler.names.resolver import Resolver
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.inherit import Conforms, Departs, Extends
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import Program


def conform(
    program: Program,
    placed: tuple[LocatedItem, ...],
    scope: Scope,
    findings: Mapping[str, Findings],
    name: str,
    requirements: tuple[Requirement, ...],
) -> tuple[Conformance, ...]:
    """How the program stands to each requirement; `name` is the main file's source. A framework
    is bound by nothing. The pass asks names with a resolver of its own."""
    if program.framework:
        return ()
    main = findings[name]
    own = collect_requirements(program.policy, placed, findings, name)
    fields = {word: field_ for field_ in program.fields for word in (field_.name, *field_.chinese)}
    bound = CheckedPolicy(
        context=Context(names=Resolver(scope), findings=main, source=main.source, fields=fields),
        benefits={benefit.id: benefit for benefit in program.benefits},
        reports={report.id: report for report in program.reports},
        parameters={parameter.id: parameter for parameter in program.parameters},
        readings={reading.id: reading for reading in program.readings},
        tallies={tally.id: tally for tally in program.tallies},
    )
    sources = {file: finding.source for file, finding in findings.items()}
    places = _places(placed, sources, name)
    departures = program.declared.departures
    return report_conformance((*requirements, *own), bound, departures, places, main)


def _places(
    placed: tuple[LocatedItem, ...], sources: Mapping[str, SourceText], name: str
) -> Places:
    """The lines that say what binds the policy and what it departs from."""
    bindings, departures, extends = {}, {}, None
    for item in placed:
        match item.item:
            case Conforms(name=framework, span=span):
                bindings[framework.text] = span
            case Departs(framework=framework, span=span) if item.source.name == name:
                departures[framework.text] = span
            case Extends(span=span):
                extends = extends or span
    return Places(sources, sources[name], bindings, departures, extends)
