"""A policy without one of its statements, rows or conditions.

In: the items of a compilation. Out: every way to take one part out of them, with the part;
whether what is left does something else, and what is said of the part where it does not.
Parts are found in the syntax itself: a member of a list, or what may be left out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
from attrs import field, frozen

from polc.compiler.lower.lower import lower
from polc.compiler.names.scope import LocatedItem, declare_names
from polc.compiler.pipeline import Compilation, SourceReader, _read_file, compile_text
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Source
from polc.compiler.syntax.nodes.declared import Deadline, NoRule, Obligation, Target
from polc.compiler.syntax.nodes.examples import Example
from polc.compiler.syntax.nodes.inherit import Conforms, Departs, Extends, Require
from polc.compiler.syntax.nodes.items import (
    DatedBy,
    File,
    Follows,
    GroupMember,
    InForce,
    Rounding,
    SourceDocument,
    Use,
)
from polc.compiler.syntax.nodes.lines import Change, ChoiceNode, Reading
from polc.compiler.syntax.nodes.values import (
    Citation,
    Extreme,
    Key,
    Name,
    Number,
    Portion,
    Product,
    Reference,
    Since,
    Sum,
    Syntax,
    Where,
)
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.policy import check_policy
from tests.generators.plan_effect import Effects

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
    Use,
    Extends,
)
"""What says something about the policy and pays nothing: clauses, documents, examples,
narrative, targets, duties, how the policy stands to what binds it; and the files that it reads,
whose items stand beside its own."""

SAYS_SO: Final = frozenset(
    (
        "asks_a_claim",
        "cap_below_deductible",
        "empty_pool",
        "line_without_effect",
        "rate_passes_whole",
        "said_twice",
        "same_choices",
        "unreachable_otherwise",
        "unused_group",
        "unused_parameter",
        "unused_payer",
        "unused_pool",
        "unused_reading",
        "unused_tally",
    )
)
"""What says that something written has no effect."""

NEVER_LEFT_OUT: Final = frozenset({(Change, "value")})
"""Fields that are empty only where the keyword needs none: without them nothing is written."""

_OPERANDS: Final = (Number, Reference, Sum, Product, Extreme, Portion, Since)
"""What amounts are made of: an amount without one of them is another amount, but no line, row
or condition less."""

_SAYS_THE_DEFAULT: Final = re.compile(
    r"(for everyone|no deductible|no cap|base remaining|as of first day of year|round to 1 fen"
    r"|(identities )?dated by discharge)( at every step)?\b"
)
"""What may be written down though it holds anyhow."""


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
    effects: Effects = field(factory=Effects, eq=False)
    known: list[tuple[Mapping[str, str], Any]] = field(factory=list, eq=False)

    def changes(self, taken: TakenOut) -> bool:
        """Whether the policy without the part is refused, or does something else under some
        choice of a reading."""
        items = list(self.items)
        old = items[taken.place]
        items[taken.place : taken.place + 1] = (
            [] if taken.item is None else [attrs.evolve(old, item=taken.item)]
        )
        program = self.check(tuple(items))
        if program is None:
            return True
        return any(
            self.effects.of(lower(program, chosen)) != effect for chosen, effect in self.plans()
        )

    def check(self, items: tuple[LocatedItem, ...]) -> Program | None:
        """The program of these items; None where they are refused."""
        findings = {name: Findings(source) for name, source in self.sources.items()}
        scope = declare_names(items, findings)
        return check_policy(self.file, items, scope, findings, self.name)

    def plans(self) -> Iterator[tuple[Mapping[str, str], Any]]:
        """What the policy does under the defaults, and under each choice of one reading."""
        program = self.check(self.items)
        assert program is not None
        choices = [
            {},
            *({reading.id: choice} for reading in program.readings for choice in reading.settled),
        ]
        for place, chosen in enumerate(choices):
            if place == len(self.known):
                self.known.append((chosen, self.effects.of(lower(program, chosen))))
            yield self.known[place]

    def told(self, taken: TakenOut) -> tuple[str, ...]:
        """The codes that say of the part that it has no effect, where the whole file is
        compiled."""
        placed, span = self.items[taken.place], taken.part.span
        name = getattr(getattr(placed.item, "name", None), "span", None)
        found = []
        for diagnostic in self.whole.diagnostics:
            if diagnostic.code not in SAYS_SO:
                continue
            places = [
                (diagnostic.source, diagnostic.span),
                *((at.source, at.span) for at in diagnostic.related),
            ]
            for source, at in places:
                of_item = at == name and diagnostic.code.startswith("unused_")
                meets = at.start < span.end and span.start < at.end
                if source.name == placed.source.name and (of_item or meets):
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
    """Every item of the policy's own file and every part of one that may be taken out. A `where`
    that names the one choice that can be settled is for those who read it."""
    assert swept.whole.program is not None
    alone = {
        word
        for reading in swept.whole.program.readings
        if len(reading.settled) == 1
        for word in (reading.id, reading.title)
    }
    for place, placed in enumerate(swept.items):
        item: Any = placed.item
        if placed.source.name != swept.name or isinstance(item, WITHOUT_EFFECT):
            continue
        for part, rest in ((item, None), *_without_parts(item)):
            text = placed.source.text[part.span.start : part.span.end]
            only = isinstance(part, Where) and part.reading.text in alone
            if not only and not _SAYS_THE_DEFAULT.match(text):
                yield TakenOut(place, part, rest)


def _without_parts(node: Any) -> Iterator[tuple[Syntax, Any]]:
    """Each part inside a node, and the node without it. A name is no part: it is said of
    whom or of what a part speaks."""
    for field_ in attrs.fields(type(node)):
        value = getattr(node, field_.name)
        if isinstance(value, Citation | Name):
            continue
        if isinstance(value, Syntax):
            if isinstance(value, _OPERANDS):
                continue
            if isinstance(value, Where) and _is_the_rest(node):
                continue
            if "None" in str(field_.type) and (type(node), field_.name) not in NEVER_LEFT_OUT:
                yield value, attrs.evolve(node, **{field_.name: None})
            for part, rest in _without_parts(value):
                yield part, attrs.evolve(node, **{field_.name: rest})
        elif isinstance(value, tuple):
            for part, rest in _without_members(value):
                yield part, attrs.evolve(node, **{field_.name: rest})


def _is_the_rest(node: Any) -> bool:
    """Whether a line without its `where` is what holds where no other line stands."""
    return isinstance(node, InForce | DatedBy | Rounding)


def _without_members(members: tuple[Any, ...]) -> Iterator[tuple[Syntax, tuple[Any, ...]]]:
    for at, member in enumerate(members):
        if not isinstance(member, Syntax) or isinstance(member, Name | Key | ChoiceNode):
            continue
        if isinstance(member, _OPERANDS):
            continue
        if isinstance(member, GroupMember) and _stands_otherwise(member, members):
            continue
        before, after = members[:at], members[at + 1 :]
        if len(members) > 1:
            yield member, (*before, *after)
        for part, rest in _without_parts(member):
            yield part, (*before, rest, *after)


def _stands_otherwise(member: GroupMember, members: tuple[Any, ...]) -> bool:
    """Whether the same identity is a member under other choices: a table of a group, whose rows
    are told apart by the choices alone."""
    return any(
        likewise is not member and likewise.name.text == member.name.text for likewise in members
    )
