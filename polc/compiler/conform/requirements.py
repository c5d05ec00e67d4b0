"""What a policy must satisfy: the requirements of a framework's file, and a policy's own.

In: placed items. Out: `Requirement`s, each with the clause that sets it. A requirement that
hangs on a reading of the framework stands as that reading's default says.
"""

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from polc.compiler.findings import Findings
from polc.compiler.plan.nodes import Origin
from polc.compiler.resolve.scope import Placed, declare_names
from polc.compiler.source import Source
from polc.compiler.syntax.inherit import Require
from polc.compiler.syntax.lines import Reading
from polc.compiler.syntax.nodes import SourceDocument
from polc.compiler.syntax.values import Where
from polc.compiler.typecheck.context import Context

_NEEDED: Final = (Require, Reading, SourceDocument)


@frozen
class Requirement:
    """`framework` is the policy that sets it, in `source`."""

    framework: str
    node: Require
    origin: Origin
    source: Source

    @property
    def name(self) -> str:
        """As `departs from` calls it."""
        return f"{self.framework}.{self.node.name.text}"


def collect_requirements(
    framework: str, placed: tuple[Placed, ...], findings: Mapping[str, Findings]
) -> tuple[Requirement, ...]:
    """The requirements of these items."""
    own = tuple(one for one in placed if isinstance(one.item, _NEEDED))
    scratch = {name: Findings(one.source) for name, one in findings.items()}
    scope = declare_names(own, scratch)
    readings = {one.item.name.text: one.item for one in own if isinstance(one.item, Reading)}
    found = []
    for one in own:
        node = one.item
        if not isinstance(node, Require) or not _stands(node.where, readings):
            continue
        context = Context(scope, scratch[one.source.name], one.source, one.section)
        inner = evolve(context, rule=f"{framework}.{node.name.text}")
        found.append(Requirement(framework, node, inner.origin(node.span, node.cites), one.source))
    return tuple(found)


def _stands(where: Where | None, readings: Mapping[str, Reading]) -> bool:
    if where is None:
        return True
    reading = readings.get(where.reading.text)
    if reading is None:
        return False
    chosen = next((one.name.text for one in reading.choices if one.default), "")
    return chosen in {one.text for one in where.choices}
