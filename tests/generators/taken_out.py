"""A policy without one of its statements, rows or conditions.

In: the items of a compilation. Out: every way to take one part out of them, with the part and the
choices under which it stands. Parts are found in the syntax itself: a member of a list, or what
may be left out.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs
from attrs import frozen

from polc.compiler.model.walk import parts_of
from polc.compiler.names.scope import InheritedStatement, LocatedItem
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes import statements as lines
from polc.compiler.syntax.nodes.adjustments import Adjust, ChangeSyntax
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
    Follows,
    GroupMember,
    InForce,
    Rounding,
    SourceDocument,
    Tally,
    Use,
)
from polc.compiler.syntax.nodes.statements import ChoiceSyntax, NotSpecifiedSyntax, Reading
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

NEVER_LEFT_OUT: Final = frozenset({(ChangeSyntax, "value"), (Tally, "value")})
"""Fields that are empty only where the keyword needs none: without them nothing is written."""

_OPERANDS: Final = (Number, Reference, Sum, Product, Extreme, Multiple, Portion, Since)
"""What amounts are made of: an amount without one of them is another amount, but no line, row
or condition less."""

_SAYS_THE_DEFAULT: Final = re.compile(
    r"(for everyone|no deductible|no cap|base remaining|as of first day of year|round to 1 fen"
    r"|(identities )?dated by discharge|stay across years \{ settled by discharge)"
    r"( at every step)?\b"
)
"""What may be written down though it holds anyhow."""


Under = tuple[tuple[str, tuple[str, ...]], ...]
"""Readings with the choices of each, as the file names them."""


@frozen
class Part:
    """A part of a node, and the node without it; `under` what must be chosen for it to stand,
    `holder` what it stands in, `beside` what stands beside that."""

    node: Syntax
    rest: Any
    under: Under
    holder: Syntax | None = None
    beside: tuple[Any, ...] = ()


@frozen(kw_only=True)
class TakenOut:
    """A part, in the item at `place`, and that item without it; None: the whole item. `source` is
    where the part is written, `lines` those of the item that another file than its own wrote;
    `under` the choices under which it stands, `holder` what it stands in, `beside` what stands
    beside that."""

    place: int
    part: Syntax
    item: Any
    source: SourceText
    lines: tuple[InheritedStatement, ...] = ()
    under: Under = ()
    holder: Syntax | None = None
    beside: tuple[Any, ...] = ()

    @property
    def text(self) -> str:
        """The part as it stands in the file."""
        return self.source.text[self.part.span.start : self.part.span.end]

    @property
    def stands_never(self) -> bool:
        """Whether no choice lets it stand, by what stands around it."""
        allowed: dict[str, set[str]] = {}
        for reading, choices in self.under:
            allowed[reading] = allowed.get(reading, {*choices}) & {*choices}
        return not all(allowed.values())

    @property
    def names_a_version(self) -> bool:
        """Whether it is the `where` that says of which version of a clause a line is: beside it
        stands another of its kind, of pools the same ones, or that nothing is specified, under
        other choices. What stands under no `where` would be what holds under the rest of them."""
        part, line = self.part, self.holder
        return isinstance(part, Where) and any(
            isinstance(other, NotSpecifiedSyntax)
            or (type(other) is type(line) and _subject(other) == _subject(line))
            for other in self.beside
            if _is_apart(getattr(other, "where", None), part)
        )

    @property
    def says_the_default(self) -> bool:
        """Whether it says what holds anyhow, also in a matrix, or when such a line stands."""
        part = self.part
        if isinstance(part, lines.TermSyntax) and part.term == "deductible":
            return isinstance(part.value, Number) and part.value.value == 0
        said = (
            self.holder if isinstance(self.part, Where) and self.holder is not None else self.part
        )
        return bool(_SAYS_THE_DEFAULT.match(self.source.text[said.span.start : said.span.end]))


def _subject(line: object) -> object:
    """What a line is about: its term, or its pools."""
    return getattr(line, "term", None), getattr(line, "pools", None)


def _is_apart(where: object, other: Where) -> bool:
    """Whether a `where` names other choices of the same reading."""
    if not isinstance(where, Where) or where.reading.text != other.reading.text:
        return False
    return {choice.text for choice in where.choices}.isdisjoint(
        choice.text for choice in other.choices
    )


def parts_to_take(place: int, located: LocatedItem, name: str) -> Iterator[TakenOut]:
    """An item of the file `name`, and every part of it that may be taken out; of an inherited one
    the lines that the file puts into it."""
    if located.source.name != name:
        found = _of_changed(place, located, name)
    elif isinstance(located.item, WITHOUT_EFFECT):
        return
    else:
        found = _of_own(place, located)
    yield from (taken for taken in found if not taken.says_the_default)


def _of_own(place: int, located: LocatedItem) -> Iterator[TakenOut]:
    item: Any = located.item
    for found in (Part(item, None, ()), *_without_parts(item, ())):
        yield TakenOut(
            place=place,
            part=found.node,
            item=found.rest,
            source=located.source,
            lines=located.inherited_statements,
            under=found.under,
            holder=found.holder,
            beside=found.beside,
        )


def _of_changed(place: int, located: LocatedItem, name: str) -> Iterator[TakenOut]:
    """The parts of lines and alternatives that the file `name` put into an inherited item."""
    for written in located.inherited_statements:
        if written.source.name != name:
            continue
        others = tuple(line for line in located.inherited_statements if line is not written)
        node: Any = written.node
        for found in (Part(node, None, _standing(node, ())), *_without_parts(node, ())):
            item = _with_instead(located.item, node, found.rest)
            if item is not None:
                kept = () if found.rest is None else (attrs.evolve(written, node=found.rest),)
                yield TakenOut(
                    place=place,
                    part=found.node,
                    item=item,
                    source=written.source,
                    lines=(*others, *kept),
                    under=found.under,
                    holder=found.holder,
                    beside=found.beside,
                )


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


def _without_parts(node: Any, under: Under) -> Iterator[Part]:
    """Each part inside a node that stands under some choices. A name is no part: it is said of
    whom or of what a part speaks."""
    inside = _standing(node, under)
    for field_ in attrs.fields(type(node)):
        value = getattr(node, field_.name)
        if isinstance(value, Citation | Name):
            continue
        if isinstance(value, Syntax):
            if isinstance(value, _OPERANDS):
                continue
            if isinstance(value, Where) and _is_the_rest(node):
                continue
            if isinstance(node, Adjust) and field_.name == "condition" and not node.people:
                # What is changed for everybody is changed under a condition.
                continue
            own = under if isinstance(value, Where) else inside
            found = [*_without_parts(value, own)]
            if "None" in str(field_.type) and (type(node), field_.name) not in NEVER_LEFT_OUT:
                found.insert(0, Part(value, None, own, node))
            for part in found:
                yield attrs.evolve(part, rest=attrs.evolve(node, **{field_.name: part.rest}))
        elif isinstance(value, tuple):
            for part in _without_members(value, inside, getattr(node, "by", None)):
                rest, holder = _with_members(node, field_.name, part), part.holder or node
                yield attrs.evolve(part, rest=rest, holder=holder)


def _with_members(node: Any, name: str, part: Part) -> Any:
    """The node with another list. Who reaches back stands among the people too, and is taken out
    of both."""
    rest = attrs.evolve(node, **{name: part.rest})
    if name != "people" or not getattr(node, "reaching", ()):
        return rest
    named = {name.text for name in part.rest}
    return attrs.evolve(
        rest, reaching=tuple(back for back in node.reaching if back.people.text in named)
    )


def _standing(node: Any, under: Under) -> Under:
    """The choices under which what is in a node stands."""
    where = getattr(node, "where", None) or getattr(node, "inside_where", None)
    if not isinstance(where, Where):
        return under
    return (*under, (where.reading.text, tuple(choice.text for choice in where.choices)))


def _is_the_rest(node: Any) -> bool:
    """Whether a line without its `where` is what holds where no other line stands."""
    return isinstance(node, InForce | DatedBy | Rounding)


def _without_members(members: tuple[Any, ...], under: Under, by: Any) -> Iterator[Part]:
    """The parts of a list, of the rows of a table with the name that it is `by`; the rest is the
    list without one."""
    for at, member in enumerate(members):
        if not isinstance(member, Syntax) or isinstance(member, ChoiceSyntax | Reading):
            continue
        if isinstance(member, _OPERANDS):
            continue
        if isinstance(member, GroupMember) and _stands_otherwise(member, members):
            continue
        before, after = members[:at], members[at + 1 :]
        if isinstance(member, Name | Key):
            if len(members) > 1:
                yield Part(member, (*before, *after), under)
            continue
        own = _row_of(member, by, under)
        if len(members) > 1:
            yield Part(member, (*before, *after), _standing(member, own))
        for part in _without_parts(member, own):
            beside = (*before, *after) if part.holder is member else part.beside
            yield attrs.evolve(part, rest=(*before, part.rest, *after), beside=beside)


def _stands_otherwise(member: GroupMember, members: tuple[Any, ...]) -> bool:
    """Whether the same identity is a member under other choices: a table of a group, whose rows
    are told apart by the choices alone."""
    return any(
        likewise is not member and likewise.name.text == member.name.text for likewise in members
    )


def places_of(node: Any, words: set[str], under: Under = ()) -> Iterator[Under]:
    """The choices under which each part of a node stands that says one of the words."""
    inside, by = _standing(node, under), getattr(node, "by", None)
    for part in parts_of(node):
        if isinstance(part, Name):
            if part.text in words:
                yield inside
            continue
        for member in part if isinstance(part, tuple) else (part,):
            if isinstance(member, Name):
                if member.text in words:
                    yield inside
            elif isinstance(member, Syntax) and not isinstance(member, Where):
                yield from places_of(member, words, _row_of(member, by, inside))


def _row_of(member: Any, by: Any, under: Under) -> Under:
    """The choices under which a row of a table that is `by` a reading is asked."""
    if not isinstance(by, Name):
        return under
    keys = (key.name.text for key in getattr(member, "keys", ()) if key.name is not None)
    return (*under, (by.text, tuple(keys)))
