"""A policy without one of its statements, rows or conditions.

In: the items of a compilation. Out: every way to take one part out of them, with the part;
and whether the plan of what is left is another. Parts are found in the syntax itself: a
member of a list, or what may be left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
from attrs import field, frozen

from polc.compiler.lower.lower import lower
from polc.compiler.model.origin import Origin
from polc.compiler.names.scope import LocatedItem, declare_names
from polc.compiler.pipeline import Compilation, SourceReader, _read_file, compile_text
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Source
from polc.compiler.syntax.declared import Deadline, NoRule, Obligation, Target
from polc.compiler.syntax.examples import Example
from polc.compiler.syntax.inherit import Conforms, Departs, Require
from polc.compiler.syntax.lines import ChoiceNode, Reading
from polc.compiler.syntax.nodes import File, Follows, SourceDocument
from polc.compiler.syntax.values import Citation, Key, Name, Syntax
from polc.compiler.typed.policy import check_policy
from polc.compiler.typed.program import Program

WITHOUT_EFFECT: Final = (
    Citation,
    Example,
    SourceDocument,
    Follows,
    NoRule,
    Target,
    Deadline,
    Obligation,
    Conforms,
    Departs,
    Require,
    Reading,
)
"""What says something about the policy and pays nothing: clauses, documents, examples,
narrative, targets, duties, and how the policy stands to what binds it."""


@frozen
class TakenOut:
    """A part, in the item at `place`, and that item without it; None: the whole item."""

    place: int
    part: Syntax
    item: Any


@frozen
class Swept:
    """A policy as it is read, to be compiled again and again."""

    file: File
    items: tuple[LocatedItem, ...]
    sources: Mapping[str, Source]
    name: str
    whole: Compilation
    known: list[tuple[Mapping[str, str], Any]] = field(factory=list, eq=False)

    def changes(self, taken: TakenOut) -> bool:
        """Whether the policy without the part is refused, or its plan is another under some
        choice of a reading."""
        items = list(self.items)
        old = items[taken.place]
        items[taken.place : taken.place + 1] = (
            [] if taken.item is None else [attrs.evolve(old, item=taken.item)]
        )
        program = self.check(tuple(items))
        if program is None:
            return True
        return any(without_origins(lower(program, chosen)) != plan for chosen, plan in self.plans())

    def check(self, items: tuple[LocatedItem, ...]) -> Program | None:
        """The program of these items; None where they are refused."""
        findings = {name: Findings(source) for name, source in self.sources.items()}
        scope = declare_names(items, findings)
        return check_policy(self.file, items, scope, findings, self.name)

    def plans(self) -> Iterator[tuple[Mapping[str, str], Any]]:
        """The plan under the defaults, and under each choice of one reading."""
        program = self.check(self.items)
        assert program is not None
        choices = [
            {},
            *({reading.id: choice} for reading in program.readings for choice in reading.settled),
        ]
        for place, chosen in enumerate(choices):
            if place == len(self.known):
                self.known.append((chosen, without_origins(lower(program, chosen))))
            yield self.known[place]

    def told(self, taken: TakenOut) -> tuple[str, ...]:
        """The codes of what is said of the part where the whole file is compiled."""
        placed, span = self.items[taken.place], taken.part.span
        source, found = placed.source, []
        name = getattr(placed.item, "name", None)
        for diagnostic in self.whole.diagnostics:
            of_item = (
                diagnostic.span == getattr(name, "span", None)
                and diagnostic.source.name == source.name
            )
            if of_item and diagnostic.code.startswith("unused_"):
                found.append(diagnostic.code)
            for place in (diagnostic, *diagnostic.related):
                same = place.source.name == source.name
                if same and place.span.start < span.end and span.start < place.span.end:
                    found.append(diagnostic.code)
        return tuple(found)


def read_swept(source: Source, read: SourceReader) -> Swept | None:
    """The policy; None where it does not compile."""
    whole = compile_text(source, read)
    if whole.program is None:
        return None
    findings: dict[str, Findings] = {}
    placed: list[LocatedItem] = []
    file = _read_file(source, read, findings, placed, (), [])
    assert file is not None
    sources = {name: finding.source for name, finding in findings.items()}
    return Swept(file, tuple(placed), sources, source.name, whole)


def parts_to_take(swept: Swept) -> Iterator[TakenOut]:
    """Every item of the policy's own file and every part of one that may be taken out."""
    for place, placed in enumerate(swept.items):
        item: Any = placed.item
        if placed.source.name != swept.name or isinstance(item, WITHOUT_EFFECT):
            continue
        yield TakenOut(place, item, None)
        for part, rest in _without_parts(item):
            yield TakenOut(place, part, rest)


def _without_parts(node: Any) -> Iterator[tuple[Syntax, Any]]:
    """Each part inside a node, and the node without it. A name is no part: it is said of
    whom or of what a part speaks."""
    for field_ in attrs.fields(type(node)):
        value = getattr(node, field_.name)
        if isinstance(value, Citation | Name):
            continue
        if isinstance(value, Syntax):
            if "None" in str(field_.type):
                yield value, attrs.evolve(node, **{field_.name: None})
            for part, rest in _without_parts(value):
                yield part, attrs.evolve(node, **{field_.name: rest})
        elif isinstance(value, tuple):
            for part, rest in _without_members(value):
                yield part, attrs.evolve(node, **{field_.name: rest})


def _without_members(members: tuple[Any, ...]) -> Iterator[tuple[Syntax, tuple[Any, ...]]]:
    for at, member in enumerate(members):
        if not isinstance(member, Syntax) or isinstance(member, Name | Key | ChoiceNode):
            continue
        before, after = members[:at], members[at + 1 :]
        if len(members) > 1:
            yield member, (*before, *after)
        for part, rest in _without_parts(member):
            yield part, (*before, rest, *after)


def without_origins(value: Any) -> Any:
    """A plan as plain data, without where its parts come from."""
    if isinstance(value, Origin):
        return None
    if isinstance(value, tuple | list):
        return tuple(without_origins(part) for part in value)
    if attrs.has(type(value)):
        return (
            type(value).__name__,
            *(
                without_origins(getattr(value, field_.name))
                for field_ in attrs.fields(type(value))
                if field_.eq
            ),
        )
    return value
