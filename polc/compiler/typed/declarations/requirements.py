"""What a policy must satisfy: the requirements of a framework's file, and a policy's own.

In: located items. Out: `Requirement`s, each with the clause that sets it. A requirement that
hangs on a reading of the framework stands as that reading's default says.
"""

import re
from collections.abc import Mapping
from typing import Final

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.names.resolver import Resolver
from polc.compiler.names.scope import LocatedItem, declare_names
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.inherit import Require
from polc.compiler.syntax.nodes.items import SourceDocument
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.syntax.nodes.values import Where
from polc.compiler.typed.context import Context
from polc.records.evolve import evolve

_NEEDED: Final = (Require, Reading, SourceDocument)


@frozen
class Requirement:
    """`framework` is the policy that sets it, in `source`."""

    framework: str
    node: Require
    origin: Origin
    source: SourceText

    @property
    def name(self) -> str:
        """As `departs from` calls it."""
        return f"{self.framework}.{self.node.name.text}"


def collect_requirements(
    framework: str,
    located: tuple[LocatedItem, ...],
    findings: Mapping[str, Findings],
    main: str = "",
) -> tuple[Requirement, ...]:
    """The requirements of these items. Where `main` names the policy's own file, those of
    another file are that policy's, from which they are inherited."""
    own = tuple(item for item in located if isinstance(item.item, _NEEDED))
    scratch = {name: Findings(finding.source) for name, finding in findings.items()}
    scope = declare_names(own, scratch)
    names = Resolver(scope)
    readings = {item.item.name.text: item.item for item in own if isinstance(item.item, Reading)}
    found = []
    for item in own:
        node = item.item
        if not isinstance(node, Require) or not _stands(node.where, readings):
            continue
        context = Context(
            names=names,
            findings=scratch[item.source.name],
            source=item.source,
            section=item.section,
        )
        inherited = main and item.source.name != main
        setter = _policy_of(item.source.name) if inherited else framework
        inner = evolve(context, rule=f"{setter}.{node.name.text}")
        found.append(Requirement(setter, node, inner.origin(node.span, node.cites), item.source))
    return tuple(found)


def _policy_of(source: str) -> str:
    """A policy is called as its file is."""
    return re.split(r"[/\\:]", source)[-1].removesuffix(".pol")


def _stands(where: Where | None, readings: Mapping[str, Reading]) -> bool:
    if where is None:
        return True
    reading = readings.get(where.reading.text)
    if reading is None:
        return False
    chosen = next((choice.name.text for choice in reading.choices if choice.default), "")
    return chosen in {choice.text for choice in where.choices}
