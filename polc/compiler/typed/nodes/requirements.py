"""What a framework asks of the policy that it binds, in the names of that policy.

In: nothing. Out: `TypedRequirement`, which conformance is worked out from.
"""

from polc.compiler.model.declared import Requires
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.report.source import SourceText, Span
from polc.compiler.typed.nodes.values import Typed
from polc.messages.text import NOTHING, Text


@frozen(kw_only=True)
class TypedRequirement:
    """`framework` sets it under the name `id`; `subject` is the benefit or the right that it
    speaks of, `part` the term (empty: what is paid), `people` the identities that the policy
    knows of those that it names (`for_some`: it names any). `value` is what is required, None
    where nothing is or where `unknown` says why that cannot be told here. `effective`: of what is
    paid in the end. `origin` is its clause, `span` its place in `source`."""

    framework: str
    id: str
    title: str
    subject: str
    part: str
    op: Requires
    people: tuple[str, ...]
    for_some: bool
    value: Typed | None
    unknown: Text = NOTHING
    effective: bool
    origin: Origin
    source: SourceText
    span: Span

    @property
    def name(self) -> str:
        """As `departs from` calls it."""
        return f"{self.framework}.{self.id}"
