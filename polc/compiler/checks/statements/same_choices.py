"""A reading whose choices give the same plan.

In: a subject. Out: a `same_choices` at the reading: the program is specialised to each of two
choices, and nothing that it says differs, clauses and places aside.
"""

from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import parts_of
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.typed.nodes.program import ParameterByReading
from polc.compiler.typed.nodes.values import ByReading
from polc.messages.text import say


def check_same_choices(context: CheckContext) -> None:
    """Warns once for each of the policy's own readings on which something hangs."""
    program = context.program
    rules = (
        *(program.dates, program.pools, program.benefits, program.equivalences),
        *(program.tallies, program.reports, program.windows, program.by_reading),
    )
    mentioned = _Mentions()
    deadlines = program.declared.deadlines, program.declared.targets
    for symbol in context.scope.of_kind("reading"):
        node, name = symbol.node, symbol.id
        if symbol.source.name != context.main or not isinstance(node, Reading):
            continue
        if name not in mentioned.of(rules) or name in mentioned.of(deadlines):
            continue
        if any(choice.implies for choice in node.choices):
            continue
        seen: dict[object, str] = {}
        for choice in node.settled:
            earlier = seen.setdefault(_specialise(rules, name, choice, mentioned), choice)
            if earlier != choice:
                message = say(
                    "the choices `{one}` and `{other}` of `{reading}` give the same plan",
                    one=earlier,
                    other=choice,
                    reading=name,
                )
                hint = say("write the lines that differ, or join the two choices")
                context.own.warning("same_choices", message, node.name.span, hint, subject=name)
                break


_PLAIN: Final = (str, int, type(None), Origin)
"""What hangs on no reading, whatever is in it."""

_NONE: Final[frozenset[str]] = frozenset()


class _Mentions:
    """The readings on which each part of a program hangs, and the part without origins; each
    found once."""

    def __init__(self) -> None:
        self._names: dict[int, frozenset[str]] = {}
        self._plain: dict[int, object] = {}
        self._parts: dict[int, dict[str, list[tuple[int, object]]]] = {}
        self._kept: list[object] = []

    def of(self, node: object) -> frozenset[str]:
        """The names, those of a part's parts included."""
        if isinstance(node, _PLAIN):
            return _NONE
        known = self._names.get(id(node))
        if known is None:
            own = _reading_of(node)
            known = (frozenset() if own is None else frozenset((own,))).union(
                *(self.of(part) for part in parts_of(node) if not isinstance(part, _PLAIN))
            )
            self._names[id(node)] = known
            self._kept.append(node)
        return known

    def parts_with(self, reading: str, node: object) -> list[tuple[int, object]]:
        """The parts of a node that hang on a reading, each with how many before it do not."""
        known = self._parts.get(id(node))
        if known is None:
            known = {}
            for place, part in enumerate(parts_of(node)):
                for name in self.of(part):
                    row = known.setdefault(name, [])
                    row.append((place - len(row), part))
            self._parts[id(node)] = known
            self._kept.append(node)
        return known.get(reading, [])

    def plain(self, node: object) -> object:
        """The node as nested tuples without origins."""
        if isinstance(node, Origin):
            return None
        parts = parts_of(node)
        if not parts:
            return (type(node).__name__, node)
        known = self._plain.get(id(node))
        if known is None:
            known = (type(node).__name__, tuple(self.plain(part) for part in parts))
            self._plain[id(node)] = known
            self._kept.append(node)
        return known


def _reading_of(node: object) -> str | None:
    """The reading of a pair (reading, choices), or of a value that a reading chooses."""
    if isinstance(node, ByReading | ParameterByReading):
        return node.reading
    return node[0] if _is_chosen(node) else None  # type: ignore[index]


def _is_chosen(node: object) -> bool:
    """Whether it is a reading with the choices of it under which something stands."""
    return (
        isinstance(node, tuple)
        and len(node) == 2
        and isinstance(node[0], str)
        and isinstance(node[1], tuple)
        and bool(node[1])
        and all(isinstance(choice, str) for choice in node[1])
    )


def _specialise(
    node: object, reading: str, choice: str, mentioned: _Mentions, *, chosen: bool = False
) -> object:
    """The node under the choice, as nested tuples; `None` in place of what does not stand. Outside
    of what the reading chooses (`chosen`), what does not hang on it is one and the same under every
    choice, so only how much of it stands before each part is kept."""
    if reading not in mentioned.of(node):
        return mentioned.plain(node)
    if isinstance(node, ByReading) and node.reading == reading:
        value = dict(node.choices).get(choice)
        return _specialise(value, reading, choice, mentioned, chosen=True)
    if isinstance(node, ParameterByReading) and node.reading == reading:
        return mentioned.plain(dict(node.values).get(choice))
    if _is_chosen(node):
        assert isinstance(node, tuple)
        return node[0] != reading or choice in node[1]
    where = getattr(node, "where", None)
    if where is not None and where[0] == reading:
        if choice not in where[1]:
            return None
        chosen = True
    parts = enumerate(parts_of(node)) if chosen else mentioned.parts_with(reading, node)
    found = [
        (place, _specialise(part, reading, choice, mentioned, chosen=chosen))
        for place, part in parts
    ]
    if isinstance(node, tuple):
        stands = [(place, part) for place, part in found if part is not None]
        found = list(enumerate(part for _, part in stands)) if chosen else stands
    return (type(node).__name__, tuple(found))
