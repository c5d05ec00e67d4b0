"""The pass after typing: a policy against the requirements that bind it.

In: a checked program, its items, the requirements in its names. Out: the `Conformance` to each
requirement; findings beside them.
"""

from collections.abc import Mapping

from polc.compiler.conform.evaluate import CheckedPolicy
from polc.compiler.conform.places import Places
from polc.compiler.conform.report import report_conformance
from polc.compiler.model.declared import Conformance
from polc.compiler.names.scope import LocatedItem
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.inherit import Conforms, Departs, Extends
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.requirements import TypedRequirement


def conform(
    program: Program,
    requirements: tuple[TypedRequirement, ...],
    located: tuple[LocatedItem, ...],
    findings: Mapping[str, Findings],
    name: str,
) -> tuple[Conformance, ...]:
    """How the program stands to each requirement; `name` is the main file's source. A framework
    is bound by nothing."""
    if program.framework:
        return ()
    bound = CheckedPolicy(
        benefits={benefit.id: benefit for benefit in program.benefits},
        reports={report.id: report for report in program.reports},
        parameters={parameter.id: parameter for parameter in program.parameters},
        readings={reading.id: reading for reading in program.readings},
        tallies={tally.id: tally for tally in program.tallies},
    )
    sources = {file: finding.source for file, finding in findings.items()}
    places = _places(located, sources, name)
    return report_conformance(
        requirements, bound, program.declared.departures, places, findings[name]
    )


def _places(
    located: tuple[LocatedItem, ...], sources: Mapping[str, SourceText], name: str
) -> Places:
    """The lines that say what binds the policy and what it departs from."""
    bindings, departures, extends = {}, {}, None
    for item in located:
        match item.item:
            case Conforms(name=framework, span=span):
                bindings[framework.text] = span
            case Departs(framework=framework, span=span) if item.source.name == name:
                departures[framework.text] = span
            case Extends(span=span):
                extends = extends or span
    return Places(sources, sources[name], bindings, departures, extends)
