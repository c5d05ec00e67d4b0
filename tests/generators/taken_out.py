"""A policy without one of its statements, rows or conditions.

In: the items of a compilation. Out: every way to take one part out of them, with the part;
whether what is left does something else, and what is said of the part where it does not.
Parts are found in the syntax itself: a member of a list, or what may be left out.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, islice, product
from typing import Any, Final

import attrs
from attrs import field, frozen

from polc.compiler.checks.check_context import walk
from polc.compiler.lower.lower import lower
from polc.compiler.names.scope import InheritedStatement, LocatedItem, declare_names
from polc.compiler.pipeline import Compilation, SourceReader, _read_file, compile_text
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.declared import (
    DeadlineSyntax,
    NoRule,
    ObligationSyntax,
    TargetSyntax,
)
from polc.compiler.syntax.nodes.examples import ExampleSyntax
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
from polc.compiler.syntax.nodes.statements import ChangeSyntax, ChoiceSyntax, Reading
from polc.compiler.syntax.nodes.values import (
    Citation,
    Extreme,
    Key,
    Multiple,
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
    ExampleSyntax,
    SourceDocument,
    Follows,
    NoRule,
    TargetSyntax,
    DeadlineSyntax,
    ObligationSyntax,
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
        "backward_change",
        "cap_below_deductible",
        "empty_pool",
        "implied_condition",
        "line_without_effect",
        "outdone_alternative",
        "outdone_limit",
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

_MOST_PAIRS: Final = 24
"""So many choices of two readings are tried where nothing else tells a part from its absence."""

NEVER_LEFT_OUT: Final = frozenset({(ChangeSyntax, "value")})
"""Fields that are empty only where the keyword needs none: without them nothing is written."""

_OPERANDS: Final = (Number, Reference, Sum, Product, Extreme, Multiple, Portion, Since)
"""What amounts are made of: an amount without one of them is another amount, but no line, row
or condition less."""

_SAYS_THE_DEFAULT: Final = re.compile(
    r"(for everyone|no deductible|no cap|base remaining|as of first day of year|round to 1 fen"
    r"|(identities )?dated by discharge)( at every step)?\b"
)
"""What may be written down though it holds anyhow."""


@frozen
class TakenOut:
    """A part, in the item at `place`, and that item without it; None: the whole item. `source` is
    where the part is written, `lines` those of the item that another file than its own wrote."""

    place: int
    part: Syntax
    item: Any
    source: SourceText
    lines: tuple[InheritedStatement, ...] = ()

    @property
    def text(self) -> str:
        """The part as it stands in the file."""
        return self.source.text[self.part.span.start : self.part.span.end]


@frozen
class Swept:
    """A policy as it is read, to be compiled again and again."""

    file: File
    items: tuple[LocatedItem, ...]
    sources: Mapping[str, SourceText]
    name: str
    whole: Compilation
    effects: Effects = field(factory=Effects, eq=False)
    known: list[tuple[Mapping[str, str], Any]] = field(factory=list, eq=False)

    def changes(self, taken: TakenOut) -> bool:
        """Whether the policy without the part is refused, or does something else under some
        choice of a reading, or of two of which the item speaks: what stands under one may be
        said of another."""
        items = list(self.items)
        old = items[taken.place]
        items[taken.place : taken.place + 1] = (
            []
            if taken.item is None
            else [attrs.evolve(old, item=taken.item, inherited_statements=taken.lines)]
        )
        program = self.check(tuple(items))
        if program is None:
            return True
        if any(
            self.effects.of(lower(program, chosen)) != effect for chosen, effect in self.plans()
        ):
            return True
        whole = self.check(self.items)
        assert whole is not None
        return any(
            self.effects.of(lower(program, chosen)) != self.effects.of(lower(whole, chosen))
            for chosen in self.pairs(old.item, whole)
        )

    def check(self, items: tuple[LocatedItem, ...]) -> Program | None:
        """The program of these items; None where they are refused."""
        findings = {name: Findings(source) for name, source in self.sources.items()}
        scope = declare_names(items, findings)
        return check_policy(self.file, items, scope, findings, self.name)

    def pairs(self, item: Any, program: Program) -> Iterator[Mapping[str, str]]:
        """Choices of two readings together, of those that the item names."""
        words = {part.text for part in walk(item) if isinstance(part, Name)}
        named = [known for known in program.readings if {known.id, known.title} & words]
        pairs = (
            {first.id: choice, second.id: further}
            for first, second in combinations(named, 2)
            for choice, further in product(first.settled, second.settled)
        )
        yield from islice(pairs, _MOST_PAIRS)

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
        located, span = self.items[taken.place], taken.part.span
        name = getattr(getattr(located.item, "name", None), "span", None)
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
                if source.name == taken.source.name and (of_item or meets):
                    found.append(diagnostic.code)
        return tuple(found)


def read_swept(source: SourceText, read: SourceReader) -> Swept | None:
    """The policy; None where it does not compile."""
    whole = compile_text(source, read)
    if whole.program is None:
        return None
    findings: dict[str, Findings] = {}
    located: list[LocatedItem] = []
    file = _read_file(source, read, findings, located, (), [])
    assert file is not None
    sources = {name: finding.source for name, finding in findings.items()}
    return Swept(file, tuple(located), sources, source.name, whole)


def parts_to_take(swept: Swept) -> Iterator[TakenOut]:
    """Every item of the policy's own file, every line that it puts into an inherited one, and every
    part of them that may be taken out. A `where`
    that names the one choice that can be settled is for those who read it."""
    assert swept.whole.program is not None
    alone = {
        word
        for reading in swept.whole.program.readings
        if len(reading.settled) == 1
        for word in (reading.id, reading.title)
    }
    for place, located in enumerate(swept.items):
        if located.source.name != swept.name:
            found = _of_changed(place, located, swept.name)
        elif isinstance(located.item, WITHOUT_EFFECT):
            continue
        else:
            found = _of_own(place, located)
        for taken in found:
            # The row of a table of a group is a `where` of each of its members, and their key.
            only = isinstance(taken.part, Where) and (
                taken.part.reading.text in alone or ":" in taken.text
            )
            if not only and not _SAYS_THE_DEFAULT.match(taken.text):
                yield taken


def _of_own(place: int, located: LocatedItem) -> Iterator[TakenOut]:
    item: Any = located.item
    for part, rest in ((item, None), *_without_parts(item)):
        yield TakenOut(place, part, rest, located.source, located.inherited_statements)


def _of_changed(place: int, located: LocatedItem, name: str) -> Iterator[TakenOut]:
    """The parts of lines and alternatives that the file `name` put into an inherited item."""
    for written in located.inherited_statements:
        if written.source.name != name:
            continue
        others = tuple(line for line in located.inherited_statements if line is not written)
        node: Any = written.node
        for part, rest in ((node, None), *_without_parts(node)):
            item = _with_instead(located.item, node, rest)
            if item is not None:
                kept = () if rest is None else (attrs.evolve(written, node=rest),)
                yield TakenOut(place, part, item, written.source, (*others, *kept))


def _with_instead(item: Any, node: Any, instead: Any) -> Any:
    """The item with another line or alternative in the place of one, or with none; None where it
    does not stand in it, or alone."""
    lines = list(getattr(item, "lines", ()))
    for at, line in enumerate(lines):
        if line is node:
            own = () if instead is None else (instead,)
            return attrs.evolve(item, statements=(*lines[:at], *own, *lines[at + 1 :]))
        alternatives = getattr(line, "alternatives", ())
        place = next((k for k, known in enumerate(alternatives) if known is node), None)
        if place is not None and (instead is not None or len(alternatives) > 1):
            own = () if instead is None else (instead,)
            changed = (*alternatives[:place], *own, *alternatives[place + 1 :])
            lines[at] = attrs.evolve(line, alternatives=changed)
            return attrs.evolve(item, statements=tuple(lines))
    return None


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
        if not isinstance(member, Syntax) or isinstance(member, Name | Key | ChoiceSyntax):
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
