"""What a reform says otherwise: the rules that differ side by side, in words.

In: two sides. Out: `RuleChange`s in the order of the new file, with what is left out where it
stood; the figures of parameters and the choices of readings that differ.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal
from unicodedata import normalize

from polc.compiler.model.policy import Source
from polc.grammar.keywords import spelling
from polc.records.frozen import frozen
from polc.reform.side import Side
from polc.reform.statements import SideStatement, list_statements

What = Literal["changed", "added", "left out", "computed otherwise", "said otherwise"]
"""Of a statement: written and computed otherwise; only in the new; only in the old; written alike
and computed otherwise; written otherwise and computed alike."""

_BLANKS: Final = re.compile(r" ?([^\w ]) ?")


@frozen
class RuleChange:
    """A statement of each side, None where it has none."""

    what: What
    old: SideStatement | None
    new: SideStatement | None

    @property
    def rule(self) -> str:
        """The rule's name."""
        return self._any.rule

    @property
    def title(self) -> str:
        """The title of what it is of."""
        return self._any.title

    @property
    def _any(self) -> SideStatement:
        found = self.new or self.old
        assert found is not None
        return found

    def steps(self) -> tuple[list[str], list[str]]:
        """Of each side the steps that the other has not, in the words of the plan; what hangs on
        them alone is none of these."""
        old = self.old.steps if self.old else {}
        new = self.new.steps if self.new else {}
        before = [words for meaning, words in old.items() if meaning not in new]
        after = [words for meaning, words in new.items() if meaning not in old]
        return (
            [words for words in before if words not in after],
            [words for words in after if words not in before],
        )

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        old, new = self.steps()
        shown = self.what == "computed otherwise"
        return {
            "what": self.what,
            "rule": self.rule,
            "title": self.title,
            "old": self.old.to_dict() if self.old else None,
            "new": self.new.to_dict() if self.new else None,
            **({"steps": {"old": old, "new": new}} if shown else {}),
        }


@frozen(kw_only=True)
class FigureChange:
    """A parameter, a reading or a source (`what`) whose figure, choice or date differs; empty where
    a side does not have it (`only_in` names the other), or nobody supplies it."""

    id: str
    title: str
    old: str
    new: str
    clauses: tuple[str, ...]
    what: Literal["parameter", "reading", "source"] = "parameter"
    only_in: Literal["old", "new"] | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "id": self.id,
            "title": self.title,
            "old": self.old or None,
            "new": self.new or None,
            "only_in": self.only_in,
            "clauses": list(self.clauses),
        }


def compare_rules(old: Side, new: Side) -> tuple[RuleChange, ...]:
    """Every statement that differs."""
    before, after = _by_rule(list_statements(old)), _by_rule(list_statements(new))
    changes: list[RuleChange] = []
    for rule in _merged(list(before), list(after)):
        changes += _compare(before.get(rule, []), after.get(rule, []))
    owners = {change.rule.partition(".")[0] for change in changes if "." in change.rule}
    return tuple(change for change in changes if not _is_told_by_lines(change, owners))


def _is_told_by_lines(change: RuleChange, owners: Collection[str]) -> bool:
    """Whether it is the head of something of which a line differs: a head that stands on one line
    with the rest repeats it."""
    if change.rule not in owners or change.old is None or change.new is None:
        return False
    heads = {statement.written.partition("{")[0] for statement in (change.old, change.new)}
    return change.what != "computed otherwise" and len(heads) == 1


def compare_figures(old: Side, new: Side) -> tuple[FigureChange, ...]:
    """Every parameter and every reading that differs."""
    found = []
    before = {parameter.id: parameter for parameter in old.policy.plan.parameters}
    after = {parameter.id: parameter for parameter in new.policy.plan.parameters}
    for name in _merged(list(before), list(after)):
        parameter = after.get(name) or before[name]
        figures = [
            side.figure(parameters[name]) if name in parameters else ""
            for side, parameters in ((old, before), (new, after))
        ]
        if figures[0] != figures[1] or _only_in(name, before, after):
            found.append(
                FigureChange(
                    id=name,
                    title=parameter.title,
                    old=figures[0],
                    new=figures[1],
                    clauses=parameter.origin.clauses,
                    only_in=_only_in(name, before, after),
                )
            )
    return (*found, *_compare_readings(old, new), *_compare_sources(old, new))


def _only_in(
    name: str, before: Collection[str], after: Collection[str]
) -> Literal["old", "new"] | None:
    if name not in after:
        return "old"
    return "new" if name not in before else None


def _compare_readings(old: Side, new: Side) -> Iterable[FigureChange]:
    before = {reading.id: reading for reading in old.policy.plan.readings}
    after = {reading.id: reading for reading in new.policy.plan.readings}
    for name in _merged(list(before), list(after)):
        reading = after.get(name) or before[name]
        choices = [found[name].chosen if name in found else "" for found in (before, after)]
        if choices[0] != choices[1]:
            yield FigureChange(
                id=name,
                title=reading.title,
                old=choices[0],
                new=choices[1],
                clauses=reading.origin.clauses,
                what="reading",
                only_in=_only_in(name, before, after),
            )


def _compare_sources(old: Side, new: Side) -> Iterable[FigureChange]:
    """The documents: another number, another day of issue."""
    before = {source.id: source for source in old.policy.plan.sources}
    after = {source.id: source for source in new.policy.plan.sources}
    for name in _merged(list(before), list(after)):
        if before.get(name) != after.get(name):
            shown = [
                _written_source(sources[name], side) if name in sources else ""
                for side, sources in ((old, before), (new, after))
            ]
            yield FigureChange(
                id=name,
                title=name,
                old=shown[0],
                new=shown[1],
                clauses=(),
                what="source",
                only_in=_only_in(name, before, after),
            )


def _written_source(source: Source, side: Side) -> str:
    """Its number and its day, as the file of the side writes them."""
    language = side.policy.plan.language
    if not source.supplied:
        return f'"{source.number}" {spelling("NOT_SUPPLIED", language)}'
    day = source.issued or spelling("UNSPECIFIED", language)
    return f'"{source.number}" {spelling("ISSUED", language)} {day}'


def _by_rule(statements: Iterable[SideStatement]) -> dict[str, list[SideStatement]]:
    found: dict[str, list[SideStatement]] = {}
    for statement in statements:
        found.setdefault(statement.rule, []).append(statement)
    return found


def _compare(old: Sequence[SideStatement], new: Sequence[SideStatement]) -> list[RuleChange]:
    """The statements of one rule: those that are alike aside, each with the likeliest of the
    other side."""
    left = list(old)
    rest = []
    for statement in new:
        alike = next((before for before in left if _is_alike(before, statement)), None)
        if alike is None:
            rest.append(statement)
        else:
            left.remove(alike)
    changes = []
    for statement in rest:
        other = max(left, key=lambda found: _likeness(found, statement), default=None)
        if other is not None and (len(left) == len(rest) == 1 or _likeness(other, statement) > 0.5):
            left.remove(other)
        else:
            other = None
        changes.append(RuleChange(_what(other, statement), other, statement))
    return [*changes, *(RuleChange("left out", statement, None) for statement in left)]


def _is_alike(old: SideStatement, new: SideStatement) -> bool:
    return _plain(old) == _plain(new) and old.steps.keys() == new.steps.keys()


def _plain(statement: SideStatement) -> str:
    """What is written, whichever width its signs have and however many blanks stand beside them."""
    text = normalize("NFKC", statement.written).replace("、", ",").replace(";", ",")
    return _BLANKS.sub(r"\1", " ".join(text.split())).rstrip(",")


def _what(old: SideStatement | None, new: SideStatement) -> What:
    if old is None:
        return "added"
    if _plain(old) == _plain(new):
        return "computed otherwise"
    same = bool(old.steps) and old.steps.keys() == new.steps.keys()
    return "said otherwise" if same else "changed"


def _likeness(old: SideStatement, new: SideStatement) -> float:
    """How alike two statements are: written alike, or for the same people."""
    if old.written == new.written:
        return 2
    head = old.written.partition(":")[0]
    if ":" in old.written and head == new.written.partition(":")[0]:
        return 1
    return SequenceMatcher(None, old.written, new.written).ratio()


def _merged(old: list[str], new: list[str]) -> list[str]:
    """The names of both, those of the old where they stood."""
    order = list(new)
    at = 0
    for name in old:
        if name in order:
            at = order.index(name) + 1
        else:
            order.insert(at, name)
            at += 1
    return order
